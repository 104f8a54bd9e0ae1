import { EventEmitter } from 'node:events';
import { type Clock, errorMessage, SystemClock } from '@rto/kernel';
import { Account, type NewAccount, type PastEvent } from './account';
import { Faults } from './faults';
import { type Delivery, HandlerCalls } from './handler-calls';
import { type FrontReply, type FrontRequest, HttpFront } from './http-front';
import { type Json, writeJson } from './json';
import type { Call } from './method';
import { answer, type Envelope, refusal } from './method-table';
import { documentOf, moveOrder } from './order-status';
import type { ShopCard, ShopCustomer, ShopItem } from './shop-data';
import { allowedMoves, type Status } from './statuses';
import { DEFAULT_SWITCHES, type FakeRegosSwitches } from './switches';
import { TokenBucket } from './token-bucket';
import { TokenEndpoint } from './token-endpoint';
import { type DeliveryOrderView, viewDocument } from './views';

export interface FakeRegosOptions extends Partial<FakeRegosSwitches> {
  readonly clock?: Clock;
  /** 0 to 1, for faults with a probability; tests pass a seeded one. */
  readonly random?: () => number;
  /** Wait before a failed delivery to the handler is repeated; 1000 unless told. */
  readonly eventRepeatDelayMs?: number;
}

export interface RecordedCall {
  readonly method: string;
  readonly connectedIntegrationId: string;
  readonly at: Date;
  /** Parsed; undefined when empty, not JSON, or a token request with its secret. */
  readonly body: unknown;
}

/** A word that REGOS would swallow, or refuse as malformed, and that our client must never say. */
export interface Violation {
  readonly method: string;
  readonly problem: string;
}

type Lifecycle = 'Connect' | 'Disconnect' | 'Reconnect' | 'UpdateSettings' | 'Check';

/** Enough for a test to look back; a demo runs for days. */
const MAX_CALLS = 10_000;

/**
 * A REGOS of our own: an HTTP server that answers as CONTRACT says, is stricter than REGOS (`violations`),
 * breaks on request (`faults`), and shows what it holds. Time comes from `clock`, waits of faults are real.
 */
export class FakeRegos {
  readonly switches: FakeRegosSwitches;
  readonly faults: Faults;
  /** The latest calls, oldest first, `oauth/token` included. */
  readonly calls: RecordedCall[] = [];
  readonly violations: Violation[] = [];
  /** How often the rate limit said no; faults do not count. */
  count8213 = 0;
  private readonly accounts = new Map<string, Account>();
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly emitter = new EventEmitter<{ change: [connectedIntegrationId: string] }>();
  private readonly handlerCalls: HandlerCalls;
  private readonly tokens: TokenEndpoint;
  private readonly front: HttpFront;
  private readonly clock: Clock;
  private address: string | undefined;

  constructor({ clock, random, eventRepeatDelayMs, ...switches }: FakeRegosOptions = {}) {
    this.switches = { ...DEFAULT_SWITCHES, ...switches };
    this.clock = clock ?? new SystemClock();
    this.faults = new Faults(random ?? Math.random);
    this.handlerCalls = new HandlerCalls(eventRepeatDelayMs ?? 1000);
    this.tokens = new TokenEndpoint(this.switches, () => this.clock.now());
    this.front = new HttpFront(
      {
        arrived: (request) => this.remember(request),
        answer: (request) => this.answer(request),
        refuse: (code, description) => json(refusal(code, description)),
        failed: (request, error) => this.report(request.method, `the fake failed: ${errorMessage(error)}`),
      },
      this.faults,
    );
  }

  /** @returns the address, like `http://127.0.0.1:41234`; port 0 takes a free one */
  async listen(port = 0, host = '127.0.0.1'): Promise<string> {
    this.address = await this.front.listen(port, host);
    return this.address;
  }

  /** Root for `{url}/gateway/out/...`; the token endpoint is `{url}/oauth/token`. */
  get url(): string {
    if (this.address === undefined) throw new Error('FakeRegos.listen() was not awaited');
    return this.address;
  }

  async close(): Promise<void> {
    await this.handlerCalls.close();
    await this.front.close();
  }

  addAccount(account: NewAccount): void {
    this.accounts.set(account.connectedIntegrationId, new Account(account, this.clock.now()));
  }

  /** The connection was removed: the gateway answers 404 from now on. */
  removeAccount(connectedIntegrationId: string): void {
    this.accounts.delete(connectedIntegrationId);
  }

  setActive(connectedIntegrationId: string, active: boolean): void {
    this.account(connectedIntegrationId).active = active;
  }

  documents(connectedIntegrationId: string): DeliveryOrderView[] {
    const account = this.account(connectedIntegrationId);
    return [...account.documents.values()].map((document) => viewDocument(document, account));
  }

  customers(connectedIntegrationId: string): ShopCustomer[] {
    return [...this.account(connectedIntegrationId).customers.values()];
  }

  cards(connectedIntegrationId: string): ShopCard[] {
    return [...this.account(connectedIntegrationId).cards.values()];
  }

  settings(connectedIntegrationId: string): Record<string, string> {
    const { settings } = this.account(connectedIntegrationId);
    return Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
  }

  /** What the handler was told, in the order in which the deliveries ended. */
  get deliveries(): readonly Delivery[] {
    return this.handlerCalls.deliveries;
  }

  get tokensIssued(): number {
    return this.tokens.tokensIssued;
  }

  /** Every token is refused with 401 from now on. */
  expireTokens(): void {
    this.tokens.expireAll();
  }

  allowedMoves(status: Status): readonly Status[] {
    return allowedMoves(status);
  }

  /** Staff move an order. @throws RegosError for a move that REGOS forbids */
  moveStatus(connectedIntegrationId: string, documentId: number, status: Status): void {
    const call = this.callOf(this.account(connectedIntegrationId), 'staff');
    moveOrder(documentOf(call.account, documentId), status, call);
  }

  setPrice(connectedIntegrationId: string, itemId: number, price: string, priceTypeId?: number): void {
    const { priceTypes } = this.account(connectedIntegrationId).shop;
    const wanted = priceTypeId === undefined ? priceTypes.map(({ id }) => id) : [priceTypeId];
    this.changeItem(connectedIntegrationId, itemId, 'DocSetPricePerformed', (item) => ({
      prices: { ...item.prices, ...Object.fromEntries(wanted.map((id) => [id, price])) },
    }));
  }

  /** No event: REGOS has none for quantities (CONTRACT section 14). */
  setStock(connectedIntegrationId: string, itemId: number, onHand: string, stockId?: number): void {
    const { stocks } = this.account(connectedIntegrationId).shop;
    const wanted = stockId === undefined ? stocks.map(({ id }) => id) : [stockId];
    this.changeItem(connectedIntegrationId, itemId, undefined, (item) => ({
      onHand: { ...item.onHand, ...Object.fromEntries(wanted.map((id) => [id, onHand])) },
    }));
  }

  editItem(connectedIntegrationId: string, itemId: number, changes: Partial<ShopItem>): void {
    this.changeItem(connectedIntegrationId, itemId, 'ItemEdited', () => changes);
  }

  deleteItem(connectedIntegrationId: string, itemId: number): void {
    this.changeItem(connectedIntegrationId, itemId, 'ItemDeleteMarked', () => ({ deleted: true }));
  }

  addCustomer(connectedIntegrationId: string, customer: ShopCustomer): void {
    this.account(connectedIntegrationId).customers.set(customer.id, customer);
    this.emitter.emit('change', connectedIntegrationId);
  }

  addCard(connectedIntegrationId: string, card: ShopCard): void {
    this.account(connectedIntegrationId).cards.set(card.id, card);
    this.emitter.emit('change', connectedIntegrationId);
  }

  /** A person saves the form of settings; the handler gets UpdateSettings. */
  saveSettings(connectedIntegrationId: string, settings: Readonly<Record<string, string>>): void {
    const account = this.account(connectedIntegrationId);
    for (const [key, value] of Object.entries(settings)) account.saveSetting(key, value, this.clock.now());
    this.callOf(account, 'staff').settingsSaved();
  }

  /** Sends a lifecycle call to the account's handler; undefined when it has none. */
  async announce(
    connectedIntegrationId: string,
    action: Lifecycle,
    data: { readonly [member: string]: Json } = {},
  ): Promise<Delivery | undefined> {
    const { handlerUrl } = this.account(connectedIntegrationId);
    if (handlerUrl === undefined) return undefined;
    const body = { action, data: { date: this.clock.now().toISOString(), ...data } };
    return this.handlerCalls.post(handlerUrl, connectedIntegrationId, body);
  }

  /** `change`: something an account holds became different; the listener gets its connected_integration_id. */
  on(event: 'change', listener: (connectedIntegrationId: string) => void): void {
    this.emitter.on(event, listener);
  }

  off(event: 'change', listener: (connectedIntegrationId: string) => void): void {
    this.emitter.off(event, listener);
  }

  private answer(request: FrontRequest): FrontReply {
    if (request.method === 'oauth/token') {
      const { status, body } = this.tokens.issue(request.body);
      return { status, body: writeJson(body) };
    }
    const account = this.accounts.get(request.connectedIntegrationId);
    if (account === undefined) return html(404);
    if (!this.tokens.admits(request.authorization)) return html(401);
    if (this.switches.rateLimit && !this.bucketOf(account).take(this.clock.now())) {
      this.count8213 += 1;
      return json(refusal(8213, 'Превышен лимит запросов'));
    }
    if (!request.contentType?.startsWith('application/json')) {
      this.report(request.method, `content type ${request.contentType ?? 'is missing'}`);
      return html(415);
    }
    const body = parse(request.body);
    if (body === NOT_JSON) {
      this.report(request.method, 'the body is not JSON');
      return html(400);
    }
    return json(answer(request.method, body, this.callOf(account, request.method)));
  }

  private callOf(account: Account, method: string): Call {
    return {
      account,
      switches: this.switches,
      now: this.clock.now(),
      report: (problem) => this.report(method, problem),
      emit: (action, data) => this.tell(account, account.record(action, data, this.clock.now())),
      settingsSaved: () => this.tellSettings(account),
    };
  }

  private tell(account: Account, { eventId, occurredAt, action, data }: PastEvent): void {
    this.emitter.emit('change', account.connectedIntegrationId);
    if (account.handlerUrl === undefined) return;
    const head = { action: 'HandleWebhook', event_id: eventId, occurred_at: occurredAt.toISOString() };
    for (let copy = 0; copy < this.switches.eventCopies; copy += 1) {
      void this.handlerCalls.post(account.handlerUrl, account.connectedIntegrationId, {
        ...head,
        data: { action, data },
      });
    }
  }

  private tellSettings(account: Account): void {
    this.emitter.emit('change', account.connectedIntegrationId);
    const settings = [...account.settings].map(([key, { value, lastUpdate }]) => ({
      key,
      value,
      last_update: lastUpdate,
    }));
    void this.announce(account.connectedIntegrationId, 'UpdateSettings', { settings });
  }

  private changeItem(
    connectedIntegrationId: string,
    itemId: number,
    event: string | undefined,
    change: (item: ShopItem) => Partial<ShopItem>,
  ): void {
    const account = this.account(connectedIntegrationId);
    const item = account.items.get(itemId);
    if (item === undefined) throw new Error(`no item ${itemId} in this shop`);
    account.items.set(itemId, { ...item, ...change(item) });
    if (event !== undefined) this.callOf(account, 'staff').emit(event, { id: itemId });
    else this.emitter.emit('change', connectedIntegrationId);
  }

  private remember({ method, connectedIntegrationId, body }: FrontRequest): void {
    const parsed = method === 'oauth/token' ? undefined : parse(body);
    this.calls.push({
      method,
      connectedIntegrationId,
      at: this.clock.now(),
      body: parsed === NOT_JSON ? undefined : parsed,
    });
    if (this.calls.length > MAX_CALLS) this.calls.shift();
  }

  private report(method: string, problem: string): void {
    this.violations.push({ method, problem });
  }

  private bucketOf({ connectedIntegrationId }: Account): TokenBucket {
    const bucket = this.buckets.get(connectedIntegrationId) ?? new TokenBucket(this.clock.now());
    this.buckets.set(connectedIntegrationId, bucket);
    return bucket;
  }

  private account(connectedIntegrationId: string): Account {
    const account = this.accounts.get(connectedIntegrationId);
    if (account === undefined) throw new Error('no such account in this FakeRegos');
    return account;
  }
}

const NOT_JSON = Symbol('not JSON');

/** Undefined for an empty body. */
function parse(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON; // the caller answers 400
  }
}

function json(envelope: Envelope): FrontReply {
  return { status: 200, body: writeJson(envelope) };
}

function html(status: number): FrontReply {
  return { status, body: `<html>${status}</html>` };
}
