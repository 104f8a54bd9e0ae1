import { setTimeout as sleep } from 'node:timers/promises';
import { stopController } from '../stop-controller';
import { type Json, writeJson } from './json';

/** Webhooks are cut at about 3 s and repeated up to 3 times (docs/regos.md 13). */
const TIMEOUT_MS = 3000;
const REPEATS = 3;

/** How a delivery to the handler ended; `status` is undefined when it got no answer. */
export interface Delivery {
  readonly connectedIntegrationId: string;
  readonly action: string;
  readonly attempts: number;
  readonly status: number | undefined;
}

/** REGOS calling the handler of an integration. */
export class HandlerCalls {
  readonly deliveries: Delivery[] = [];
  private readonly stopped = stopController();
  private readonly open = new Set<Promise<unknown>>();

  constructor(private readonly repeatDelayMs: number) {}

  /** Posts until the handler says 2xx, at most four times in all. */
  post(
    url: string,
    connectedIntegrationId: string,
    body: { readonly action: string; readonly [member: string]: Json },
  ): Promise<Delivery> {
    const delivery = this.attempt(url, connectedIntegrationId, {
      ...body,
      connected_integration_id: connectedIntegrationId,
    });
    const tracked: Promise<unknown> = delivery.finally(() => this.open.delete(tracked));
    this.open.add(tracked);
    return delivery;
  }

  /** Ends the repeats and waits for what is under way. */
  async close(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.open);
  }

  private async attempt(
    url: string,
    connectedIntegrationId: string,
    body: { readonly action: string; readonly [member: string]: Json },
  ): Promise<Delivery> {
    let status: number | undefined;
    let attempts = 0;
    while (attempts <= REPEATS && !this.stopped.signal.aborted) {
      if (attempts > 0) await this.pause();
      attempts += 1;
      status = await this.send(url, connectedIntegrationId, writeJson(body));
      if (status !== undefined && status < 300) break;
    }
    const delivery = { connectedIntegrationId, action: body.action, attempts, status };
    this.deliveries.push(delivery);
    return delivery;
  }

  private async send(url: string, connectedIntegrationId: string, body: string): Promise<number | undefined> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'connected-integration-id': connectedIntegrationId },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.stopped.signal]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined; // refused, cut or timed out: all the same to REGOS, which repeats
    }
  }

  private async pause(): Promise<void> {
    try {
      await sleep(this.repeatDelayMs, undefined, { signal: this.stopped.signal, ref: false });
    } catch {
      return; // closed while waiting
    }
  }
}
