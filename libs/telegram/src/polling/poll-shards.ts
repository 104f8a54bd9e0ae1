import { Injectable, Logger } from '@nestjs/common';
import { ProcessLease, type ProcessKind } from '@rto/cluster';
import { Periodic } from '@rto/jobs';
import { errorMessage, type TenantId } from '@rto/kernel';
import { Metrics } from '@rto/observability';
import { PollShardRepository } from './poll-shard.repository';

/** Enough that a dozen processes have fair parts, few enough to take them one statement at a time. */
const SHARDS = 64;
/** With the six seconds of a lease: what a process that died has polled is polled again within 10 s. */
const SHARE_EVERY_MS = 1_000;
const POLLING: readonly ProcessKind[] = ['bot', 'standalone'];

/** The poller's part in a change of the shards of this process. */
interface ShardEvents {
  /** Resolves when the bots of these shards are polled no more: only then may others have them. */
  leaving(shards: readonly number[]): Promise<void>;
  changed(): void;
}

/**
 * Shares the bots among the processes that poll, by shards of tenants: each process has its fair part of them, takes
 * what is free, and gives back what is above its part when another one starts.
 */
@Injectable()
export class PollShards {
  private readonly logger = new Logger(PollShards.name);
  private readonly held = new Set<number>();
  private holder: string | undefined;
  private isPrepared = false;
  /** The last round did not end: the database may have shards in our name that we do not know of. */
  private isUnclear = false;
  private events: ShardEvents | undefined;
  private readonly rounds = new Periodic(
    SHARE_EVERY_MS,
    () => this.share(),
    (error) => this.logger.warn(`the bots are not shared out: ${errorMessage(error)}`),
  );

  constructor(
    private readonly shards: PollShardRepository,
    private readonly lease: ProcessLease,
    metrics: Metrics,
  ) {
    metrics.watchHeld('shards', () => this.held.size);
  }

  start(events: ShardEvents): void {
    this.events = events;
    this.rounds.start();
  }

  /** Gives all of them back; the bots are polled no more by then. */
  async stop(): Promise<void> {
    await this.rounds.stop();
    const shards = [...this.held];
    this.held.clear();
    // a database that is away lets them run out with the lease
    if (this.holder !== undefined) await this.shards.giveBack(this.holder, shards).catch(() => undefined);
  }

  /** Whether the tenant's bot is this process's to poll. */
  has(tenantId: TenantId): boolean {
    return (
      this.holder !== undefined &&
      this.lease.holds(this.holder) &&
      this.held.has(PollShards.shardOf(tenantId))
    );
  }

  /** Tenant ids are random: their last digits share them out evenly. */
  static shardOf(tenantId: TenantId): number {
    return Number.parseInt(tenantId.slice(-4), 16) % SHARDS;
  }

  private async share(): Promise<void> {
    if (!this.isPrepared) await this.shards.prepare(SHARDS);
    this.isPrepared = true;
    if (!this.lease.isAlive) return;
    const holder = this.lease.id;
    if (this.holder !== holder) this.beginAnew(holder);
    // nobody polls them, and while we live nobody else may take them
    if (this.isUnclear) await this.shards.giveBackAllBut(holder, [...this.held]);
    this.isUnclear = true;
    const fairPart = Math.ceil(SHARDS / Math.max(1, await this.lease.countLive(POLLING)));
    if (this.held.size > fairPart) await this.giveBack(holder, [...this.held].slice(fairPart));
    else if (this.held.size < fairPart) await this.take(holder, fairPart - this.held.size);
    this.isUnclear = false;
  }

  /** The lease lapsed meanwhile: others may poll by now what was ours. */
  private beginAnew(holder: string): void {
    this.holder = holder;
    if (this.held.size === 0) return;
    this.held.clear();
    this.events?.changed();
  }

  private async take(holder: string, count: number): Promise<void> {
    const taken = await this.shards.take(holder, count);
    if (taken.length === 0) return;
    for (const shard of taken) this.held.add(shard);
    this.events?.changed();
  }

  private async giveBack(holder: string, shards: readonly number[]): Promise<void> {
    for (const shard of shards) this.held.delete(shard);
    await this.events?.leaving(shards);
    await this.shards.giveBack(holder, shards);
  }
}
