import { EventEmitter } from 'node:events';
import { randomInt } from 'node:crypto';
import { SystemClock, type Clock } from '@rto/kernel';
import { ApiServer } from './api-server';
import { Bot } from './bot';
import type { CallbackQuery } from './callback-query';
import { CallLog, type CallRecord } from './call-log';
import { Group, type GroupProfile } from './group';
import { TelegramFaults } from './faults';
import { FileStore } from './file-store';
import { Person } from './person';
import type { PersonProfile } from './person-profile';
import { SendLimits } from './send-limits';
import { readPicture } from './serve-photo';
import type { World, WorldOptions } from './world';

interface FakeTelegramOptions extends Partial<WorldOptions> {
  /** Dates messages, ages callback queries, fills the limits' buckets. Waiting polls use real time. */
  readonly clock?: Clock;
  /** What stands at an address of a web that exists nowhere else; undefined: fetched. */
  readonly web?: (url: string) => Picture | undefined;
}

interface Picture {
  readonly bytes: Buffer;
  readonly contentType: string;
}

interface BotAccount {
  readonly token: string;
  /** The part of the token before the colon unless told otherwise. */
  readonly id?: number;
  readonly username?: string;
  readonly firstName?: string;
  /** @BotFather has its inline mode on. */
  readonly isInline?: boolean;
}

interface TelegramViolation {
  readonly method: string;
  readonly problem: string;
}

interface ChatChange {
  readonly botToken: string;
  readonly chatId: number;
}

/**
 * A Bot API server that refuses what Telegram refuses, in Telegram's words, with people who can be played from a
 * test or a page. It knows no client: point a bot's API root at `url`.
 * Emits `change` whenever something in a chat changes.
 */
export class FakeTelegram extends EventEmitter<{ change: [ChatChange] }> {
  /** What the real server lets pass and a right client never sends; tests expect it to stay empty. */
  readonly violations: TelegramViolation[] = [];
  readonly faults: TelegramFaults;
  readonly limits: SendLimits;
  /** Methods that this server does not know, as an older one of one's own: `404 Not Found: method not found`. */
  readonly missingMethods = new Set<string>();
  private readonly bots = new Map<string, Bot>();
  private readonly people = new Map<number, Person>();
  private readonly files = new FileStore();
  private readonly log: CallLog;
  private readonly server: ApiServer;
  private readonly world: World;
  private readonly web: NonNullable<FakeTelegramOptions['web']>;
  private port: number | undefined;
  private host = '127.0.0.1';

  constructor(options: FakeTelegramOptions = {}) {
    super();
    const clock = options.clock ?? new SystemClock();
    this.web = options.web ?? (() => undefined);
    this.limits = new SendLimits(clock);
    this.faults = new TelegramFaults(() => this.server.cutConnections());
    this.log = new CallLog(
      () => clock.now(),
      (record) => this.noteActivity(record),
    );
    this.world = {
      clock,
      files: this.files,
      limits: this.limits,
      missingMethods: this.missingMethods,
      options: {
        callbackTtlMs: options.callbackTtlMs ?? 15_000,
        webhookRetryUnitMs: options.webhookRetryUnitMs ?? 1000,
      },
      // Telegram refuses those whom the bot has never met, too
      isLinkable: (id) => this.people.has(id) && this.people.get(id)?.profile.isPrivate !== true,
      violation: (method, problem) => this.violations.push({ method, problem }),
      changed: (botToken, chatId) => this.emit('change', { botToken, chatId }),
    };
    this.server = new ApiServer({
      world: this.world,
      faults: this.faults,
      log: this.log,
      findBot: (token) => this.bots.get(token),
    });
  }

  /** @param port 0 takes a free one */
  async listen(port = 0, host = '127.0.0.1'): Promise<void> {
    this.port = await this.server.listen(port, host);
    this.host = host;
  }

  /** Stops webhooks and ends every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.bots.values()].map((bot) => bot.setWebhook(undefined)));
    await this.server.close();
  }

  /** The API root, without a slash at the end. */
  get url(): string {
    if (this.port === undefined) throw new Error('FakeTelegram: call listen() first');
    return `http://${this.host}:${String(this.port)}`;
  }

  addBot({ token, id, username, firstName, isInline = false }: BotAccount): Bot {
    const botId = id ?? (Number(token.split(':')[0]) || randomInt(1_000_000, 9_999_999));
    const user = {
      id: botId,
      is_bot: true,
      first_name: firstName ?? 'Shop',
      username: username ?? `shop_${String(botId)}_bot`,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: isInline,
    };
    const bot = new Bot(token, user, this.world);
    this.bots.set(token, bot);
    return bot;
  }

  /** @throws Error for a token that was never added */
  bot(token: string): Bot {
    const bot = this.bots.get(token);
    if (!bot) throw new Error(`FakeTelegram: no bot has the token ${token}`);
    return bot;
  }

  /** A person with an app. The same id gives the same person, under the name that was given first. */
  person(profile: PersonProfile): Person {
    const known = this.people.get(profile.id);
    if (known) return known;
    const person = new Person(profile, (token) => this.bot(token), this.files);
    this.people.set(profile.id, person);
    return person;
  }

  /** A group chat with a bot in it; the id is below zero. */
  addGroup(token: string, profile: GroupProfile): Group {
    const bot = this.bot(token);
    const group = new Group(bot, profile, (chatId) => this.emit('change', { botToken: token, chatId }));
    bot.conversations.set(profile.id, group.conversation);
    return group;
  }

  /**
   * A group chat becomes a supergroup, which has another id: the former one refuses everything and names it.
   * @returns the supergroup
   */
  upgradeGroup(group: Group): Group {
    const profile = { ...group.profile, id: -1_000_000_000_000 + group.id, isSupergroup: true };
    const supergroup = this.addGroup(group.token, profile);
    group.moveTo(supergroup);
    return supergroup;
  }

  /** @BotFather takes the token back: calls answer 401 from now on. */
  revoke(token: string): void {
    this.bot(token).revoke();
  }

  /**
   * An update as it is, for what no person here can do (group chats, hostile shapes).
   * @returns its id
   */
  push(token: string, kind: string, payload: object, chatId?: number): number {
    return this.bot(token).updates.push(kind, payload, chatId);
  }

  /** The person blocks this bot, or every bot they talk to. */
  block(chatId: number, token?: string): void {
    this.setBlocked(chatId, token, true);
  }

  unblock(chatId: number, token?: string): void {
    this.setBlocked(chatId, token, false);
  }

  /** Delivers every update once more, as after an outage on Telegram's side. */
  redeliver(): void {
    for (const bot of this.bots.values()) bot.updates.repeatAll();
  }

  /** Taps that still spin, oldest first. */
  unansweredCallbacks(): CallbackQuery[] {
    return [...this.bots.values()].flatMap((bot) =>
      [...bot.callbacks.values()].filter((query) => query.state === 'open'),
    );
  }

  /** The newest calls, oldest first; also the refused and the lost. */
  get calls(): readonly CallRecord[] {
    return this.log.records;
  }

  /** A picture of a chat by its `/files/…` path, for a page that shows it under its own address. */
  async picture(path: string): Promise<Picture | undefined> {
    const photo = this.files.byPath(path);
    const known = photo?.source.kind === 'url' ? this.web(photo.source.url) : undefined;
    return known ?? (photo && readPicture(photo));
  }

  private setBlocked(chatId: number, token: string | undefined, blocked: boolean): void {
    const bots = token === undefined ? [...this.bots.values()] : [this.bot(token)];
    for (const bot of bots) {
      const conversation = bot.conversations.get(chatId);
      if (conversation) bot.setBlocked(conversation, blocked);
    }
  }

  private noteActivity({ botToken, chatId }: CallRecord): void {
    if (chatId !== undefined) this.bots.get(botToken)?.conversations.get(chatId)?.active();
  }
}
