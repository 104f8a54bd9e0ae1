import { EventEmitter } from 'node:events';
import type { Clock } from '@rto/kernel';
import type { Account, PastEvent } from './account';
import { type Delivery, HandlerCalls } from './handler-calls';
import type { Json } from './json';
import type { FakeRegosSwitches } from './switches';

export type Lifecycle = 'Connect' | 'Disconnect' | 'Reconnect' | 'UpdateSettings' | 'Check';

export type ChangeListener = (connectedIntegrationId: string) => void;

/** Tells those who wait that an account changed: the integration's handler over HTTP, listeners in process. */
export class Announcer {
  private readonly emitter = new EventEmitter<{ change: Parameters<ChangeListener> }>();
  private readonly handlerCalls: HandlerCalls;

  constructor(
    private readonly switches: Readonly<FakeRegosSwitches>,
    private readonly clock: Clock,
    repeatDelayMs: number,
  ) {
    this.handlerCalls = new HandlerCalls(repeatDelayMs);
  }

  get deliveries(): readonly Delivery[] {
    return this.handlerCalls.deliveries;
  }

  subscribe(listener: ChangeListener): void {
    this.emitter.on('change', listener);
  }

  unsubscribe(listener: ChangeListener): void {
    this.emitter.off('change', listener);
  }

  changed({ connectedIntegrationId }: Account): void {
    this.emitter.emit('change', connectedIntegrationId);
  }

  event(account: Account, { eventId, occurredAt, action, data }: PastEvent): void {
    this.changed(account);
    const { handlerUrl, connectedIntegrationId } = account;
    if (handlerUrl === undefined) return;
    const head = { action: 'HandleWebhook', event_id: eventId, occurred_at: occurredAt.toISOString() };
    for (let copy = 0; copy < this.switches.eventCopies; copy += 1) {
      void this.handlerCalls.post(handlerUrl, connectedIntegrationId, { ...head, data: { action, data } });
    }
  }

  settingsSaved(account: Account): void {
    this.changed(account);
    const rows = [...account.settings];
    const settings = rows.map(([key, { value, lastUpdate }]) => ({ key, value, last_update: lastUpdate }));
    void this.lifecycle(account, 'UpdateSettings', { settings });
  }

  /** Undefined when the account has no handler. */
  async lifecycle(
    { handlerUrl, connectedIntegrationId }: Account,
    action: Lifecycle,
    data: { readonly [member: string]: Json },
  ): Promise<Delivery | undefined> {
    if (handlerUrl === undefined) return undefined;
    const body = { action, data: { date: this.clock.now().toISOString(), ...data } };
    return this.handlerCalls.post(handlerUrl, connectedIntegrationId, body);
  }

  async close(): Promise<void> {
    await this.handlerCalls.close();
  }
}
