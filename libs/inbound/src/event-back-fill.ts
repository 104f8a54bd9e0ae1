import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Periodic } from '@rto/jobs';
import {
  Clock,
  errorMessage,
  inPool,
  later,
  PermanentError,
  RetryableError,
  type TenantId,
} from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosEventHistory, RegosRefusal, type EventPosition, type PastEvent } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { EventPositionRepository, type ReadSoFar } from './event-position.repository';
import { readRegosCall } from './regos-call';
import { RegosCallInbox } from './regos-call-inbox';

const ROUND_MS = 60_000;
/** After the start: what people wait for goes first. */
const FIRST_ROUND_MS = 15_000;
/** Of one tenant, between two readings. */
const PAUSE_MS = 10 * 60_000;
/** A thousand tenants within the pause. */
const TENANTS_A_ROUND = 100;
/** Readings at one time, beside everything else that goes to REGOS. */
const AT_ONCE = 4;
/** Of one reading; what is left is read at the next. */
const MAX_PAGES = 20;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** REGOS forgets after seven days, and with the events the id that the reading would go on from. */
const HISTORY_MS = 6 * DAY_MS;
/** An event that REGOS could not go on from so often is gone from its history, or never was in it. */
const ANCHOR_ROUNDS = 3;
/** By time a little is read twice: clocks differ, and an event may be written down late. */
const OVERLAP_MS = 5 * MINUTE_MS;

/**
 * Events that our handler never heard of, read from REGOS's history: it was away, or REGOS gave up. A gap shows
 * nowhere, so the history is read always, every ten minutes, of tenants with orders to follow (ADR 20).
 */
@Injectable()
export class EventBackFill implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(EventBackFill.name);
  private isStopping = false;
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.round(),
    (error) => this.logger.error(`events not read: ${errorMessage(error)}`),
  );

  constructor(
    private readonly positions: EventPositionRepository,
    private readonly history: RegosEventHistory,
    private readonly inbox: RegosCallInbox,
    private readonly tenants: TenantService,
    private readonly claims: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start(FIRST_ROUND_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.rounds.stop();
  }

  /** Reads the events of some tenants that are due, of each in one process. */
  async round(): Promise<void> {
    const waiting = await this.positions.due(PAUSE_MS, TENANTS_A_ROUND);
    const read = async (id: TenantId): Promise<void> => {
      if (await this.claims.add(claimKey(id), true, PAUSE_MS / 1000)) await this.tryToFill(id);
    };
    await inPool(AT_ONCE, waiting, read, () => this.isStopping);
  }

  /** What fails has its turn again; the other tenants do not wait for it. */
  private async tryToFill(tenantId: TenantId): Promise<void> {
    try {
      await this.fill(await this.tenants.get(tenantId));
      await this.claims.delete(failuresKey(tenantId));
    } catch (error) {
      if (!(error instanceof RetryableError || error instanceof PermanentError)) throw error;
      await this.failed(tenantId, error);
      this.logger.warn({ tenantId, message: `events not read: ${errorMessage(error)}` });
    }
  }

  private async fill(tenant: Tenant): Promise<void> {
    let position = this.positionOf(await this.positions.find(tenant.id));
    for (let page = 0; page < MAX_PAGES && !this.isStopping; page += 1) {
      const { events, nextEventId, hasMore } = await this.history.read(tenant.connection, position);
      await this.take(tenant.connection.connectedIntegrationId, events);
      const isEnd = !hasMore || nextEventId === undefined;
      await this.positions.advance(tenant.id, nextEventId, isEnd);
      if (isEnd) return;
      position = { afterEventId: nextEventId };
    }
  }

  /** The way of a call to our handler: what is in the inbox is not taken twice, and the sweep rings for the rest. */
  private async take(connectedIntegrationId: string, events: readonly PastEvent[]): Promise<void> {
    for (const { eventId, action, data } of events) {
      const body = { connected_integration_id: connectedIntegrationId, event_id: eventId, action, data };
      const call = readRegosCall(body, undefined);
      if (call?.action === 'handlewebhook') await this.inbox.receive(call);
    }
  }

  private positionOf({ lastEventId, readAt }: ReadSoFar): EventPosition {
    const now = this.clock.now();
    const oldest = later(now, -HISTORY_MS);
    if (lastEventId !== undefined && (readAt === undefined || readAt > oldest)) {
      return { afterEventId: lastEventId };
    }
    const from = readAt === undefined ? later(now, -DAY_MS) : later(readAt, -OVERLAP_MS);
    return { from: from > oldest ? from : oldest };
  }

  /**
   * Not every tariff has events, and not every account the method: once a day is enough then. Where the reading goes
   * on from an event, that may be what REGOS cannot answer, with whatever code: the next one goes by the time.
   */
  private async failed(tenantId: TenantId, error: RetryableError | PermanentError): Promise<void> {
    const { lastEventId } = await this.positions.find(tenantId);
    const isRefused = error instanceof RegosRefusal;
    if (isRefused && (error.kind === 'config' || lastEventId === undefined)) {
      await this.claims.set(claimKey(tenantId), true, DAY_MS / 1000);
    } else if (lastEventId !== undefined) {
      const key = failuresKey(tenantId);
      const count = await this.claims.update<number>(key, DAY_MS / 1000, (before = 0) => before + 1);
      if (count !== undefined && count >= ANCHOR_ROUNDS) await this.positions.forgetEvent(tenantId);
    }
  }
}

function failuresKey(tenantId: TenantId): string {
  return `t:${tenantId}:events-failed`;
}

function claimKey(tenantId: TenantId): string {
  return `t:${tenantId}:events-read`;
}
