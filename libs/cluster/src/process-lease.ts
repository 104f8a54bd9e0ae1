import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DatabaseHandle } from '@rto/database';
import { Periodic } from '@rto/jobs';
import { errorMessage, newId } from '@rto/kernel';
import { ProcessRepository, type ProcessKind } from './process.repository';

export const PROCESS_KIND = Symbol('process kind');

/** What a process that died without a word held is free after this long. */
const LEASE_MS = 6_000;
const RENEW_EVERY_MS = 1_500;
/** Ours ends before the database's does: work that began in time has ended when others begin. */
const MARGIN_MS = 1_000;

/**
 * This process's life in the eyes of the others. Whatever it holds (chats, polling shards) names `id` as holder
 * and is free for others as soon as the row of that id has run out or is gone.
 *
 * A process that could not renew in time goes on under a new id: all it held is lost at once, and it takes what
 * is free like anybody else.
 */
@Injectable()
export class ProcessLease implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ProcessLease.name);
  private current: { readonly id: string; untilMs: number } | undefined;
  private readonly rounds = new Periodic(
    RENEW_EVERY_MS,
    () => this.renew(),
    (error) => this.logger.warn(`the lease of the process is not renewed: ${errorMessage(error)}`),
  );

  constructor(
    private readonly processes: ProcessRepository,
    @Inject(PROCESS_KIND) readonly kind: ProcessKind,
    private readonly database: DatabaseHandle,
  ) {}

  /**
   * The holder as rows name it. It is another one after a lapse, so what is held remembers under which it was taken.
   */
  get id(): string {
    if (!this.current) throw new TypeError('the lease is used after the start only');
    return this.current.id;
  }

  /** Whether the lease still runs, by a clock that cannot be set: without it nothing that is held may be used. */
  get isAlive(): boolean {
    return this.current !== undefined && performance.now() < this.current.untilMs;
  }

  /** Whether what was taken under `id` is ours still. */
  holds(id: string): boolean {
    return this.current?.id === id && this.isAlive;
  }

  /** How many processes of these kinds run, this one among them. */
  countLive(kinds: readonly ProcessKind[]): Promise<number> {
    return this.processes.countLive(kinds);
  }

  /** Before anything else of the application starts. */
  onModuleInit(): Promise<void> {
    return this.start();
  }

  /** After everything else has ended: what is still held is free at once. */
  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  async start(): Promise<void> {
    const { id } = await this.begin();
    // its folder is locked: whoever has a row in it was killed, and need not be waited for
    if (this.database.kind === 'embedded') await this.processes.removeOthers(id);
    this.rounds.start();
  }

  async stop(): Promise<void> {
    await this.rounds.stop();
    const { current } = this;
    this.current = undefined;
    try {
      if (current) await this.processes.remove(current.id);
    } catch (error) {
      this.logger.warn(`the lease of the process runs out by itself: ${errorMessage(error)}`);
    }
  }

  private async renew(): Promise<void> {
    const { current } = this;
    if (!current) return;
    const askedAtMs = performance.now();
    // a lapse that others may have seen is one, even if the database's answer came late and was good
    const isRenewed = this.isAlive && (await this.processes.renew(current.id, LEASE_MS)) && this.isAlive;
    if (isRenewed) current.untilMs = untilMs(askedAtMs);
    else await this.beginAnew(current.id);
  }

  private async beginAnew(former: string): Promise<void> {
    if (this.current) this.current.untilMs = 0;
    const { id } = await this.begin(former);
    this.logger.warn(`the lease of the process was not renewed in time: it goes on as ${id}`);
  }

  private async begin(former?: string): Promise<{ readonly id: string }> {
    const id = newId();
    const askedAtMs = performance.now();
    await this.processes.add(id, this.kind, LEASE_MS, former);
    this.current = { id, untilMs: untilMs(askedAtMs) };
    return this.current;
  }
}

/** Counted from before the database was asked, so that it never is later than the database's own. */
function untilMs(askedAtMs: number): number {
  return askedAtMs + LEASE_MS - MARGIN_MS;
}
