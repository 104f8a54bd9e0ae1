import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import { Periodic } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import type { Subscription } from 'rxjs';
import { chatName, type HeldChat } from './chat-key';
import { UpdateInbox } from './update-inbox';
import { UpdateDispatcher } from './update-dispatcher';

/** What a process that died has left is to go on within 10 s, of which its lease takes six. */
const SWEEP_EVERY_MS = 1_000;
/** Chats taken in one go; other processes sweep as well. */
const MAX_CHATS = 200;
/**
 * Rounds between looks for holds of our own that have no work here: they are rare, left by a statement that was not
 * answered.
 */
const LOOK_FOR_ORPHANS_EVERY = 5;
const FORGET_EVERY_MS = 60 * 60 * 1000;
const FORGET_AT_ONCE = 1_000;

/**
 * The round that finds waiting updates without a worker: left by processes that died, or by a bot that did not work.
 */
@Injectable()
export class InboxSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(InboxSweep.name);
  private readonly rounds = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.warn(`updates left over are not looked for: ${errorMessage(error)}`),
  );
  private readonly forgetting = new Periodic(
    FORGET_EVERY_MS,
    () => this.forget(),
    (error) => this.logger.error(`old updates not forgotten: ${errorMessage(error)}`),
  );
  private changes: Subscription | undefined;
  private isStopping = false;
  private round = 0;
  private suspects = new Set<string>();

  constructor(
    private readonly inbox: UpdateInbox,
    private readonly lease: ProcessLease,
    private readonly dispatcher: UpdateDispatcher,
    private readonly tenants: TenantService,
  ) {}

  onApplicationBootstrap(): void {
    this.changes = this.tenants.changes.subscribe((tenantId) => this.dispatcher.unpark(tenantId));
    this.rounds.start();
    this.forgetting.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.changes?.unsubscribe();
    await Promise.all([this.rounds.stop(), this.forgetting.stop()]);
  }

  async sweep(): Promise<void> {
    this.round += 1;
    await this.dispatcher.recount();
    let taken: number;
    do {
      if (!this.lease.isAlive || !this.dispatcher.hasRoom) return;
      const chats = await this.inbox.takeAbandoned(this.lease.id, this.dispatcher.parkedTenants, MAX_CHATS);
      this.dispatcher.take(chats);
      taken = chats.length;
    } while (taken === MAX_CHATS);
    if (this.round % LOOK_FOR_ORPHANS_EVERY === 0) await this.adoptOrphans();
  }

  private async forget(): Promise<void> {
    while (!this.isStopping && (await this.inbox.forgetOld(FORGET_AT_ONCE)) === FORGET_AT_ONCE);
    await this.inbox.forgetDeadHolds();
  }

  /**
   * Holds in our name that we do not know of: the statement that took them was committed, and its answer lost. One
   * that was seen twice cannot be on its way any more.
   */
  private async adoptOrphans(): Promise<void> {
    const held = await this.inbox.heldBy(this.lease.id);
    const unknown = held.filter((chat) => !this.dispatcher.isWorkingOn(chat));
    const orphans = unknown.filter((chat) => this.suspects.has(laneName(chat)));
    this.suspects = new Set(unknown.map(laneName));
    this.dispatcher.take(orphans.map((chat) => ({ ...chat, updates: undefined })));
  }
}

function laneName(chat: HeldChat): string {
  return `${chatName(chat)}/${chat.hold.fence}`;
}
