import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ChangeFeed } from '@rto/cluster';
import type { TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import type { Subscription } from 'rxjs';
import { WebhookBotRepository, type WebhookBot } from './webhook-bot.repository';

const MAX_BOTS = 20_000;
/** While changes are heard, this only bounds how long an address outlives its day of grace. */
const HEARD_TTL_MS = 60_000;
/** While they are not, what other processes change is seen after this long. */
const UNHEARD_TTL_MS = 3_000;
const MAX_UNKNOWN = 10_000;
const UNKNOWN_TTL_MS = 3_000;

/** The bots that were delivered lately, so that an update costs no query for its bot. */
@Injectable()
export class WebhookBots implements OnModuleInit, OnApplicationShutdown {
  private readonly known = new LRUCache<string, WebhookBot>({ max: MAX_BOTS });
  /** A shop has two addresses for a day. */
  private readonly addresses = new LRUCache<TenantId, ReadonlySet<string>>({ max: MAX_BOTS });
  private readonly unknown = new LRUCache<string, true>({ max: MAX_UNKNOWN, ttl: UNKNOWN_TTL_MS });
  private readonly asking = new Map<string, Promise<WebhookBot | undefined>>();
  private changes: Subscription | undefined;
  private changesHeard = 0;

  constructor(
    private readonly bots: WebhookBotRepository,
    private readonly feed: ChangeFeed,
  ) {}

  onModuleInit(): void {
    this.changes = this.feed.changes.subscribe((change) => {
      this.changesHeard += 1;
      this.asking.clear(); // what is being read may be from before the change
      if (change.kind === 'everything') this.known.clear();
      else if (change.kind === 'tenant' || change.kind === 'botSetup') this.forget(change.tenantId);
    });
  }

  onApplicationShutdown(): void {
    this.changes?.unsubscribe();
  }

  /** Without a query. @returns undefined when only a query can tell */
  remembered(publicId: string): WebhookBot | 'unknown' | undefined {
    return this.known.get(publicId) ?? (this.unknown.has(publicId) ? 'unknown' : undefined);
  }

  /** Callers at one time share one query. */
  async find(publicId: string): Promise<WebhookBot | undefined> {
    const asked = this.asking.get(publicId) ?? this.ask(publicId);
    this.asking.set(publicId, asked);
    try {
      return await asked;
    } finally {
      if (this.asking.get(publicId) === asked) this.asking.delete(publicId);
    }
  }

  private async ask(publicId: string): Promise<WebhookBot | undefined> {
    const heardBefore = this.changesHeard;
    const bot = await this.bots.find(publicId);
    if (this.changesHeard !== heardBefore) return bot; // right for now, but not to be kept
    if (bot) this.keep(publicId, bot);
    else this.unknown.set(publicId, true);
    return bot;
  }

  private keep(publicId: string, bot: WebhookBot): void {
    this.known.set(publicId, bot, { ttl: this.feed.isLive ? HEARD_TTL_MS : UNHEARD_TTL_MS });
    const others = this.addresses.get(bot.tenantId) ?? [];
    this.addresses.set(bot.tenantId, new Set([...others, publicId]));
  }

  private forget(tenantId: TenantId): void {
    for (const publicId of this.addresses.get(tenantId) ?? []) this.known.delete(publicId);
    this.addresses.delete(tenantId);
  }
}
