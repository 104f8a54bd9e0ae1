import { randomBytes } from 'node:crypto';
import { ProcessLease, ProcessRepository } from '@rto/cluster';
import { Cipher, type DatabaseHandle } from '@rto/database';
import { Metrics } from '@rto/observability';
import type { Tenant, TenantService } from '@rto/settings';
import type { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { openTestDatabase, type DatabaseKind } from '@rto/testing';
import type { TelegramClients } from '../client/telegram-clients';
import type { ChatKey } from './chat-key';
import { ChatWork } from './chat-work';
import { CurrentBots, type CurrentBot } from './current-bots';
import { UpdateInbox } from './update-inbox';
import { InboxSweep } from './inbox-sweep';
import type { ReturningPeople } from './returning-people';
import { TenantShare } from './tenant-share';
import { UpdateCounts } from './update-counts';
import { UpdateDispatcher } from './update-dispatcher';
import { UpdateIntake } from './update-intake';
import { UpdateRouter } from './update-router';

export const BOT = { id: 7_000_000_001, username: 'shop_bot' };
export const CHAT = 5_000_000_001;
export const STAFF_CHAT = -4_000_000_001;
export const cipher = new Cipher([randomBytes(32)]);

const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

export function anUpdate(update_id: number, text = 'hello', chatId = CHAT): Update {
  const chat = { id: chatId, type: 'private' as const, first_name: 'Aziz' };
  const from = { id: chatId, is_bot: false, first_name: 'Aziz' };
  return { update_id, message: { message_id: 1, date: 0, chat, from, text } };
}

/** A database of the test's own, opened as often as there are processes. */
export async function openDatabases(
  kind: DatabaseKind,
  count = 1,
): Promise<{ handles: DatabaseHandle[]; close(): Promise<void> }> {
  const { handle, openAnother, close } = await openTestDatabase(kind, logger);
  const handles = [handle];
  while (handles.length < count) handles.push(await openAnother());
  return { handles, close };
}

type Handle = (chat: ChatKey, update: Update, process: HostingProcess) => Promise<void>;

class BotsOfTest extends CurrentBots {
  constructor(private readonly bots: (chat: ChatKey) => void) {
    super({} as TenantService);
  }

  override async of(chat: ChatKey): Promise<CurrentBot> {
    this.bots(chat);
    return { tenant: { id: chat.tenantId } as Tenant, bot: { ...BOT, id: chat.botId }, token: 'token' };
  }

  override async staffChatOf(): Promise<number> {
    return STAFF_CHAT;
  }

  override async rejected(): Promise<void> {}
}

class RouterOfTest extends UpdateRouter {
  constructor(private readonly work: (chat: ChatKey, update: Update) => Promise<void>) {
    super({} as Telegraf, {} as TelegramClients, new Metrics(), {} as ReturningPeople);
  }

  override async route({ tenant, bot }: CurrentBot, update: Update): Promise<void> {
    const chatId = 'message' in update ? update.message.chat.id : 0;
    await this.work({ tenantId: tenant.id, botId: bot.id, chatId }, update);
  }
}

/** What one process has of the hosting, without its handlers and its bots. */
export class HostingProcess {
  readonly lease: ProcessLease;
  readonly inbox: UpdateInbox;
  readonly counts = new UpdateCounts();
  readonly dispatcher: UpdateDispatcher;
  readonly intake: UpdateIntake;
  private readonly sweeping: InboxSweep;

  /**
   * @param handle the work on an update
   * @param bots throws when a chat has no bot that works
   */
  constructor(database: DatabaseHandle, handle: Handle, bots: (chat: ChatKey) => void = () => undefined) {
    this.lease = new ProcessLease(new ProcessRepository(database.db), 'bot', database);
    this.inbox = new UpdateInbox(database.db, cipher);
    const router = new RouterOfTest((chat, update) => handle(chat, update, this));
    const currentBots = new BotsOfTest(bots);
    const share = new TenantShare();
    const work = new ChatWork(this.inbox, this.lease, currentBots, router, share);
    this.dispatcher = new UpdateDispatcher(this.inbox, this.lease, work, this.counts, new Metrics());
    this.intake = new UpdateIntake(this.inbox, this.dispatcher, this.lease, this.counts, currentBots, share);
    this.sweeping = new InboxSweep(this.inbox, this.lease, this.dispatcher, {} as TenantService);
  }

  start(): Promise<void> {
    return this.lease.start();
  }

  /** One round of what it does every second. */
  sweep(): Promise<void> {
    return this.sweeping.sweep();
  }

  receive(tenantId: string, ...updates: Update[]): Promise<void> {
    return this.intake.receive({ tenantId, bot: BOT }, updates);
  }

  /** As Telegram brings them. @returns the ids of those that it must keep */
  async offer(tenantId: string, ...updates: Update[]): Promise<number[]> {
    const left = await this.intake.offer({ tenantId, bot: BOT }, updates);
    return left.map(({ update_id }) => update_id);
  }

  async stop(): Promise<void> {
    await this.dispatcher.beforeApplicationShutdown();
    await this.lease.stop();
  }
}
