import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import type { TenantId } from '@rto/kernel';
import { Metrics } from '@rto/observability';
import { chatName, type ChatKey, type HeldChat, type TakenChat } from './chat-key';
import { ChatWork, type WorkAround } from './chat-work';
import { GroupedCalls } from './grouped-calls';
import { UpdateInbox } from './update-inbox';
import { UpdateCounts } from './update-counts';

/** Chats that are held at once; beyond it what comes is committed only, for others or for later. */
const MAX_CHATS = 2_000;
const MAX_IN_STATEMENT = 500;
/** What waits for its tenant's bot is looked at this often, unless the tenant changes before. */
const PARKED_MS = 5_000;

/**
 * Works on the chats this process holds: each in order, all of them side by side. Every process has one; which of
 * them works on a chat is settled by the chat's hold in the database.
 */
@Injectable()
export class UpdateDispatcher implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  /** The work on each chat; a chat that comes back while it ends is worked on afterwards. */
  private readonly chats = new Map<string, Promise<void>>();
  private readonly parked = new Map<TenantId, number>();
  /** Separate looks for one holder only, since a hold is taken in its name. */
  private readonly looks = new GroupedCalls<HeldChat, TakenChat | undefined>(
    (chats) => this.lookAgain(chats),
    MAX_IN_STATEMENT,
  );

  constructor(
    private readonly inbox: UpdateInbox,
    private readonly lease: ProcessLease,
    private readonly work: ChatWork,
    private readonly counts: UpdateCounts,
    metrics: Metrics,
  ) {
    metrics.watchHeld('chats', () => this.chats.size);
    metrics.watchUpdateBacklog(() => counts.all);
  }

  /** Others work off, too, what was left to them: the inbox knows how far they are. */
  async recount(): Promise<void> {
    const tenantIds = this.counts.leftTenants;
    if (tenantIds.length > 0) this.counts.correct(tenantIds, await this.inbox.countUnfinished(tenantIds));
  }

  /** Whether more chats may be taken. */
  get hasRoom(): boolean {
    return !this.stopping.signal.aborted && this.chats.size < MAX_CHATS;
  }

  /** Whether the chat is worked on here. */
  isWorkingOn(chat: ChatKey): boolean {
    return this.chats.has(chatName(chat));
  }

  /** Tenants without a bot that works: what they have is left alone for the moment. */
  get parkedTenants(): TenantId[] {
    for (const [tenantId, untilMs] of this.parked) {
      if (untilMs <= performance.now()) this.parked.delete(tenantId);
    }
    return [...this.parked.keys()];
  }

  /** The tenant has changed: perhaps its bot works again. */
  unpark(tenantId: TenantId): void {
    this.parked.delete(tenantId);
  }

  /** Begins with chats whose holds this process has got. */
  take(taken: readonly TakenChat[]): void {
    for (const chat of taken) {
      const name = chatName(chat);
      const before = this.chats.get(name) ?? Promise.resolve();
      const work = before
        .then(() => this.drain(chat))
        .finally(() => {
          if (this.chats.get(name) === work) this.chats.delete(name);
        });
      this.chats.set(name, work);
    }
  }

  /** Ends what is worked on, and leaves what waits to others or to the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.chats.values());
    if (this.lease.isAlive) await this.inbox.releaseAll(this.lease.id);
  }

  private async drain(taken: TakenChat): Promise<void> {
    const { tenantId } = taken;
    const around: WorkAround = {
      stopping: this.stopping.signal,
      count: (updates: number) => this.counts.work(taken, updates),
      read: (updates: number) => this.counts.leave(taken, -updates),
    };
    let chat: TakenChat | undefined = taken;
    while (chat) {
      const end = await this.work.workOff(chat, around);
      if (end === 'waits') this.parked.set(tenantId, performance.now() + PARKED_MS);
      if (end !== 'finished') return;
      // what was committed while the hold was held was left to its holder
      chat = await this.looks.add(chat).catch(() => undefined); // then the sweep finds it
    }
  }

  private async lookAgain(chats: readonly HeldChat[]): Promise<(TakenChat | undefined)[]> {
    const mayTake = !this.stopping.signal.aborted && this.lease.isAlive;
    const current = mayTake ? chats.filter(({ hold }) => this.lease.holds(hold.holder)) : [];
    const taken = current.length > 0 ? await this.inbox.takeUnfinished(current, this.lease.id) : [];
    const byName = new Map(taken.map((chat) => [chatName(chat), chat]));
    return chats.map((chat) => byName.get(chatName(chat)));
  }
}
