import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CatalogService, type ReadingProgress } from '@rto/catalog';
import { ChangeFeed } from '@rto/cluster';
import { Periodic } from '@rto/jobs';
import {
  errorMessage,
  PermanentError,
  RetryableError,
  UserError,
  type ChatId,
  type TenantId,
} from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { UpdateInbox } from '../inbox/update-inbox';
import { UpdateIntake } from '../inbox/update-intake';
import { wakeUp } from '../inbox/wake-up';
import { WaitingChats, type Waiting } from './waiting-chats';

/** Between two looks how far a reading is. */
const LOOK_MS = 1_000;
/** Between two edits of one screen. */
const EDIT_SEC = 2;
/** Edits of one bot in a second: a third of what Telegram takes. */
const EDITS_PER_SEC = 10;
/** Between two looks whether somebody waits whom no process looks after, because it died. */
const ADOPT_MS = 60_000;

/**
 * Wakes the chats whose screens wait for a catalogue that is being read, as it goes on and when it is there. Which
 * screen that is stands in the dialog, and the chat's hold decides: a person who went elsewhere is not disturbed.
 */
@Injectable()
export class ScreenWaits implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ScreenWaits.name);
  private readonly looks = new Map<TenantId, Periodic>();
  private readonly seen = new Map<TenantId, string>();
  private readonly adoptions = new Periodic(
    ADOPT_MS,
    () => this.adopt(),
    (error) => this.report(undefined, error),
  );

  constructor(
    private readonly catalog: CatalogService,
    private readonly tenants: TenantService,
    private readonly chats: WaitingChats,
    private readonly intake: UpdateIntake,
    private readonly inbox: UpdateInbox,
    feed: ChangeFeed,
  ) {
    feed.changes.subscribe((change) => {
      // whoever is first wakes all, also those of a process that died
      if (change.kind === 'catalogueRead') this.try(change.tenantId, () => this.wakeAll(change.tenantId));
    });
  }

  onApplicationBootstrap(): void {
    this.adoptions.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.adoptions, ...this.looks.values()].map((rounds) => rounds.stop()));
  }

  /** The chat's screen waits from now on. */
  async add(tenantId: TenantId, botId: number, chatId: ChatId): Promise<void> {
    await this.chats.add(tenantId, botId, chatId);
    this.watch(tenantId);
  }

  /** It does not wait any more. */
  async remove(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.chats.remove(tenantId, chatId);
  }

  /** Who waits was woken before, and the inbox knows of that. */
  async adopt(): Promise<void> {
    for (const tenantId of await this.inbox.wokenLately()) {
      if (await this.chats.find(tenantId)) this.watch(tenantId);
    }
  }

  private watch(tenantId: TenantId): void {
    if (this.looks.has(tenantId)) return;
    const looks = new Periodic(
      LOOK_MS,
      () => this.look(tenantId),
      (error) => this.report(tenantId, error),
    );
    this.looks.set(tenantId, looks);
    looks.start(LOOK_MS);
  }

  private async look(tenantId: TenantId): Promise<void> {
    const waiting = await this.chats.find(tenantId);
    if (!waiting) return this.end(tenantId);
    const progress = await this.progressOf(tenantId);
    if (!progress) {
      await this.wakeAll(tenantId);
      return this.end(tenantId);
    }
    const stage = JSON.stringify(progress);
    if (this.seen.get(tenantId) === stage || !(await this.isMyTurn(tenantId, waiting))) return;
    this.seen.set(tenantId, stage);
    await this.wake(tenantId, waiting);
  }

  /** Undefined when there is nothing to wait for: it is read, or will not be. */
  private async progressOf(tenantId: TenantId): Promise<ReadingProgress | undefined> {
    try {
      return (await this.catalog.snapshot(await this.tenants.get(tenantId))).progress;
    } catch (error) {
      if (error instanceof UserError || error instanceof PermanentError) return undefined;
      throw error;
    }
  }

  /** One process shows how far it is, and no more often than Telegram likes. */
  private isMyTurn(tenantId: TenantId, waiting: Waiting): Promise<boolean> {
    const pauseSec = Object.keys(waiting).length / EDITS_PER_SEC;
    return this.chats.takeTurn(tenantId, Math.max(pauseSec, EDIT_SEC));
  }

  private async wakeAll(tenantId: TenantId): Promise<void> {
    await this.wake(tenantId, await this.chats.takeAll(tenantId));
  }

  private async wake(tenantId: TenantId, waiting: Waiting): Promise<void> {
    for (const [chatId, botId] of Object.entries(waiting)) {
      const bot = { id: botId, username: '' };
      await this.intake.receive({ tenantId, bot }, [wakeUp(Number(chatId))]);
    }
  }

  private end(tenantId: TenantId): void {
    const looks = this.looks.get(tenantId);
    this.looks.delete(tenantId);
    this.seen.delete(tenantId);
    void looks?.stop(); // this is its last round
  }

  private try(tenantId: TenantId, work: () => Promise<void>): void {
    work().catch((error: unknown) => this.report(tenantId, error));
  }

  private report(tenantId: TenantId | undefined, error: unknown): void {
    if (!(error instanceof RetryableError)) this.logger.error(`waiting screens: ${errorMessage(error)}`);
    else this.logger.warn({ tenantId, message: `waiting screens not shown: ${errorMessage(error)}` });
  }
}
