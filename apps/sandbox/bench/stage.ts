import { randomBytes, randomInt } from 'node:crypto';
import { FakeRegos, FakeTelegram, type Chat, type NewAccount, type ShopData } from '@rto/fakes';
import { demoShop } from '../src/shop';

/** A shop that both fakes know. */
export interface StagedShop {
  readonly connectedIntegrationId: string;
  readonly name: string;
  readonly botToken: string;
}

/** What REGOS holds of a shop. */
type StagedAccount = NewAccount & {
  readonly apiLogin: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** Addresses of pictures. The fake Telegram keeps them as they are and fetches nothing. */
const PICTURES = 'https://pictures.example';
/** A hundred people come at once. */
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * The fake REGOS, with its rate limit on, and the fake Telegram. They and the people who tap live in this process,
 * what is measured is a process of its own: on two cores neither takes time from the other.
 */
export class Stage {
  readonly regos = new FakeRegos({ rateLimit: true });
  readonly telegram = new FakeTelegram();
  /** Known to every process that works between these fakes. */
  readonly adminKey = randomBytes(24).toString('base64url');
  readonly handlerSecret = randomBytes(24).toString('base64url');
  private readonly shopData = demoShop(PICTURES);
  private nextPersonId = 700_000;

  /** @param profileDir where services leave their CPU profiles; undefined: they make none */
  constructor(readonly profileDir?: string) {}

  async open(): Promise<void> {
    await this.regos.listen();
    await this.telegram.listen();
  }

  async close(): Promise<void> {
    await this.telegram.close();
    await this.regos.close();
  }

  addBot(id = randomInt(1_000_000_000, 9_999_999_999)): string {
    const token = `${id}:AA${randomBytes(25).toString('base64url')}`;
    this.telegram.addBot({ token });
    return token;
  }

  /** @param serviceUrl where REGOS calls the handler; undefined: nowhere */
  addShop(serviceUrl?: string, shop = this.shopData): StagedShop {
    const botToken = this.addBot();
    const { connectedIntegrationId } = this.addAccount(shop, botToken, serviceUrl);
    return { connectedIntegrationId, botToken, name: 'Магазин' };
  }

  /** What REGOS holds of a shop, for a bot that is there. */
  addAccount(shop: ShopData, botToken: string, serviceUrl?: string): StagedAccount {
    const account = this.account(shop, botToken, serviceUrl);
    this.regos.addAccount(account);
    return account;
  }

  /** The same for another REGOS than this stage's. */
  account(shop: ShopData, botToken: string, serviceUrl?: string): StagedAccount {
    const connectedIntegrationId = randomBytes(16).toString('hex');
    const apiLogin = `login-${connectedIntegrationId}`;
    const { priceTypes, stocks, sources, customerGroups } = shop;
    const settings = {
      BOT_TOKEN: botToken,
      PRICE_TYPE_ID: String(priceTypes[0]?.id),
      STOCK_ID: String(stocks[0]?.id),
      ORDER_SOURCE_ID: String(sources[0]?.id),
      CATALOG_VIEW: 'list',
      ...{ MAX_OPEN_ORDERS: '0', MAX_ORDERS_PER_DAY: '0' }, // few people order for many
      CUSTOMER_GROUP_ID: String(customerGroups[0]?.id),
    };
    return {
      connectedIntegrationId,
      apiLogin,
      shop,
      settings,
      ...(serviceUrl !== undefined && { handlerUrl: `${serviceUrl}/regos/${this.handlerSecret}` }),
    };
  }

  /** A person whom the bot does not know yet. */
  newcomer(botToken: string): Chat {
    return this.personWith(this.nextPersonId++, botToken);
  }

  /** The person whose chats have this id. */
  personWith(id: number, botToken: string): Chat {
    const profile = { id, firstName: 'Aziz', languageCode: 'ru', phone: `998${id}123` };
    return this.telegram.person(profile).chatWith(botToken);
  }

  /** A new person who has opened the bot and sees its menu. */
  async visitor(botToken: string): Promise<Chat> {
    const chat = this.newcomer(botToken);
    chat.send('/start');
    await chat.waitFor((message) => message.inlineKeyboard.length > 0, ANSWER_TIMEOUT_MS);
    await chat.settled({ timeoutMs: ANSWER_TIMEOUT_MS });
    return chat;
  }

  visitors(botToken: string, count: number): Promise<Chat[]> {
    return Promise.all(Array.from({ length: count }, () => this.visitor(botToken)));
  }

  /** Figures of a service that breaks the servers' rules are worth nothing. @throws Error that says what is wrong */
  assertClean(): void {
    const problems = [
      ...this.regos.violations.map(({ method, problem }) => `REGOS ${method}: ${problem}`),
      ...this.telegram.violations.map(({ method, problem }) => `Telegram ${method}: ${problem}`),
    ];
    if (this.regos.count8213 > 0) problems.push(`REGOS refused ${this.regos.count8213} calls with 8213`);
    if (problems.length > 0) throw new Error(`the fakes complain:\n${problems.slice(0, 10).join('\n')}`);
  }
}
