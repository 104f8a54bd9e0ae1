import { Injectable, Logger } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import type { Update } from 'telegraf/types';
import { pause } from '../client/pause';
import type { ChatKey, HeldChat, StoredUpdate, TakenChat } from './chat-key';
import { CurrentBots } from './current-bots';
import { FairSlots } from './fair-slots';
import { GroupedCalls } from './grouped-calls';
import { UpdateInbox, type Ended } from './update-inbox';
import { TenantShare } from './tenant-share';
import { UpdateRouter } from './update-router';
import { UpdateWork, type UpdateEnd } from './update-work';

/** Most of the time an update waits for Telegram or REGOS; this many keep a core busy meanwhile. */
const MAX_AT_ONCE = 256;
const MAX_IN_STATEMENT = 500;
/** Pause between tries of a statement without which the chat could not go on. */
const RETRY_MS = 1_000;

/** What is around the work on a tenant's chats. */
export interface WorkAround {
  /** Ends the work early; what is left is unfinished in the inbox. */
  readonly stopping: AbortSignal;
  /** Hears of updates that were found, and, with -1, of each that is over. */
  count(updates: number): void;
  /** Hears of updates that do not wait in the inbox any more; negative: they wait there again. */
  read(updates: number): void;
}

type Hold = HeldChat & WorkAround;

/** Works off a chat whose hold this process holds, update by update, and gives the hold up. */
@Injectable()
export class ChatWork {
  private readonly logger = new Logger(ChatWork.name);
  private readonly slots = new FairSlots(() => this.share.slots, MAX_AT_ONCE);
  private readonly reads = new GroupedCalls<ChatKey, StoredUpdate[]>(
    (chats) => this.inbox.read(chats),
    MAX_IN_STATEMENT,
  );
  private readonly ends = new GroupedCalls<Ended, void>(async (ended) => {
    await this.inbox.end(ended);
    return [];
  }, MAX_IN_STATEMENT);

  constructor(
    private readonly inbox: UpdateInbox,
    private readonly lease: ProcessLease,
    private readonly bots: CurrentBots,
    private readonly router: UpdateRouter,
    private readonly share: TenantShare,
  ) {}

  /**
   * Never rejects.
   * @returns `finished`: the hold is given up, and may have got something new since; `waits`: the same, but what is
   * left waits for the tenant's bot; `lost`: the hold was not given up, others take it over
   */
  async workOff({ updates, ...chat }: TakenChat, around: WorkAround): Promise<UpdateEnd> {
    const held: Hold = { ...chat, ...around };
    const found = updates ?? (await this.insist(held, () => this.reads.add(held)));
    if (!found) return 'lost';
    held.read(found.length);
    held.count(found.length);
    for (const [index, update] of found.entries()) {
      const isLast = index === found.length - 1;
      const end = await this.workOn(update, held, isLast);
      held.count(-1);
      if (end === 'finished') continue;
      held.count(index + 1 - found.length);
      held.read(index - found.length);
      if (end === 'waits') await this.release(held);
      return end;
    }
    if (found.length === 0) await this.release(held);
    return 'finished';
  }

  private async workOn({ id, content }: StoredUpdate, held: Hold, isLast: boolean): Promise<UpdateEnd> {
    const { tenantId, botId, chatId } = held;
    const hold = isLast ? held.hold : undefined; // it goes with the last update
    const finish = (error?: string): Promise<void> =>
      this.ends.add({ tenantId, botId, chatId, updateId: id, error, hold });
    if (typeof content === 'string') {
      const isEnded = await this.insist(held, async () => {
        await finish(content);
        return true;
      });
      return isEnded ? 'finished' : 'lost';
    }
    this.share.came(tenantId);
    const waitMs = this.share.updateWaitMs(tenantId);
    if (waitMs > 0) await pause(waitMs, held.stopping);
    await this.slots.acquire(tenantId);
    try {
      return await this.work(held, finish).run(content);
    } finally {
      this.slots.release(tenantId);
    }
  }

  private work(held: Hold, finish: (error?: string) => Promise<void>): UpdateWork {
    const { tenantId } = held;
    let token = '';
    return new UpdateWork({
      isOurs: () => this.isOurs(held),
      handle: async (update: Update, isLastTry) => {
        const current = await this.bots.of(held);
        token = current.token;
        await this.router.route(current, update, isLastTry);
      },
      finish: (_update, error) => finish(error),
      tokenRejected: () => this.bots.rejected(tenantId, token),
      pause: (ms) => this.pauseWithoutSlot(held, ms),
      log: (message) => this.logger.warn({ tenantId, message }),
    });
  }

  /** A pause that gives the slot back: a tenant whose REGOS or Telegram is away keeps no other from working. */
  private async pauseWithoutSlot({ tenantId, stopping }: Hold, ms: number): Promise<void> {
    this.slots.release(tenantId);
    await pause(ms, stopping);
    await this.slots.acquire(tenantId);
  }

  private async release(held: Hold): Promise<void> {
    const { tenantId, botId, chatId, hold } = held;
    await this.insist(held, () => this.ends.add({ tenantId, botId, chatId, hold }));
  }

  /** Until it works: a hold that is neither worked on nor given up would hold its chat for ever. */
  private async insist<Result>(held: Hold, step: () => Promise<Result>): Promise<Result | undefined> {
    while (this.isOurs(held)) {
      try {
        return await step();
      } catch {
        await pause(RETRY_MS, held.stopping); // the lease tells of a database that is away
      }
    }
    return undefined;
  }

  private isOurs({ hold, stopping }: Hold): boolean {
    return !stopping.aborted && this.lease.holds(hold.holder);
  }
}
