import { Injectable, Logger } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import type { Update } from 'telegraf/types';
import { pause } from '../client/pause';
import type { ChatKey, HeldChat, StoredUpdate, TakenChat } from './chat-key';
import { CurrentBots } from './current-bots';
import { FairSlots } from './fair-slots';
import { GroupedCalls } from './grouped-calls';
import { InboxRepository, type Ended } from './inbox.repository';
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

/** Works off a chat whose lane this process holds, update by update, and gives the lane up. */
@Injectable()
export class ChatWork {
  private readonly logger = new Logger(ChatWork.name);
  private readonly share = new TenantShare();
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
    private readonly inbox: InboxRepository,
    private readonly lease: ProcessLease,
    private readonly bots: CurrentBots,
    private readonly router: UpdateRouter,
  ) {}

  /**
   * Never rejects.
   * @returns `finished`: the lane is given up, and may have got something new since; `waits`: the same, but what is
   * left waits for the tenant's bot; `lost`: the lane was not given up, others take it over
   */
  async workOff({ updates, ...held }: TakenChat, around: WorkAround): Promise<UpdateEnd> {
    const hold: Hold = { ...held, ...around };
    const found = updates ?? (await this.insist(hold, () => this.reads.add(hold)));
    if (!found) return 'lost';
    hold.read(found.length);
    hold.count(found.length);
    for (const [index, update] of found.entries()) {
      const isLast = index === found.length - 1;
      const end = await this.workOn(update, hold, isLast);
      hold.count(-1);
      if (end === 'finished') continue;
      hold.count(index + 1 - found.length);
      hold.read(index - found.length);
      if (end === 'waits') await this.release(hold);
      return end;
    }
    if (found.length === 0) await this.release(hold);
    return 'finished';
  }

  private async workOn({ id, content }: StoredUpdate, hold: Hold, isLast: boolean): Promise<UpdateEnd> {
    const { tenantId, botId, chatId } = hold;
    const lane = isLast ? hold.lane : undefined; // it goes with the last update
    const finish = (error?: string): Promise<void> =>
      this.ends.add({ tenantId, botId, chatId, updateId: id, error, lane });
    if (typeof content === 'string') {
      const isEnded = await this.insist(hold, async () => {
        await finish(content);
        return true;
      });
      return isEnded ? 'finished' : 'lost';
    }
    this.share.came(tenantId);
    await this.slots.acquire(tenantId);
    try {
      return await this.work(hold, finish).run(content);
    } finally {
      this.slots.release(tenantId);
    }
  }

  private work(hold: Hold, finish: (error?: string) => Promise<void>): UpdateWork {
    const { tenantId } = hold;
    let token = '';
    return new UpdateWork({
      isOurs: () => this.isOurs(hold),
      handle: async (update: Update) => {
        const current = await this.bots.of(hold);
        token = current.token;
        await this.router.route(current, update);
      },
      finish: (_update, error) => finish(error),
      tokenRejected: () => this.bots.rejected(tenantId, token),
      pause: (ms) => this.pauseWithoutSlot(hold, ms),
      log: (message) => this.logger.warn({ tenantId, message }),
    });
  }

  /** A pause that gives the slot back: a tenant whose REGOS or Telegram is away keeps no other from working. */
  private async pauseWithoutSlot({ tenantId, stopping }: Hold, ms: number): Promise<void> {
    this.slots.release(tenantId);
    await pause(ms, stopping);
    await this.slots.acquire(tenantId);
  }

  private async release(hold: Hold): Promise<void> {
    const { tenantId, botId, chatId, lane } = hold;
    await this.insist(hold, () => this.ends.add({ tenantId, botId, chatId, lane }));
  }

  /** Until it works: a lane that is neither worked on nor given up would hold its chat for ever. */
  private async insist<Result>(hold: Hold, step: () => Promise<Result>): Promise<Result | undefined> {
    while (this.isOurs(hold)) {
      try {
        return await step();
      } catch {
        await pause(RETRY_MS, hold.stopping); // the lease tells of a database that is away
      }
    }
    return undefined;
  }

  private isOurs({ lane, stopping }: Hold): boolean {
    return !stopping.aborted && this.lease.holds(lane.holder);
  }
}
