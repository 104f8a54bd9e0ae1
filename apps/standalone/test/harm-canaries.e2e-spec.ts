import type { Chat, Group, MessageMatch } from '@rto/fakes';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';
import { aStockedShop, documentsOf } from './ordering';
import { ADMIN_KEY, RunningShop, until } from './running-shop';
import { spellings, valuesOf } from './secret-places';
import { closeWithoutComplaints, labels } from './walking';

const STAFF = -1_001_000_000_003;
const FAILED = 'Что-то пошло не так';
/** In place of the service's own 10 s: what a locked table makes it wait for. */
const STATEMENT_TIMEOUT_MS = 2_000;
const CANARIES = {
  firstName: 'Канарейкин',
  lastName: 'Желтопёров',
  username: 'canary_of_the_mine',
  address: 'ул. Канареечная, 4711',
  note: 'Код домофона 90817263',
  latitude: '41.327719',
  longitude: '69.283141',
};

interface Step {
  act(chat: Chat): unknown;
  readonly then: MessageMatch;
}

/** From nothing to an order, with everything that a person tells on the way. */
const STEPS: readonly Step[] = [
  { act: (chat) => chat.send('/start item_101'), then: 'Сок яблочный' },
  { act: (chat) => chat.tap('Добавить'), then: 'В корзине: 1' },
  { act: (chat) => chat.tap('Корзина'), then: 'Итого' },
  { act: (chat) => chat.tap('Оформить заказ'), then: 'Кнопка с номером' },
  { act: (chat) => chat.tapReplyKeyboard('Поделиться номером'), then: 'Как вы хотите получить заказ?' },
  { act: (chat) => chat.tap('Курьер'), then: 'Напишите адрес доставки' },
  { act: (chat) => chat.send(CANARIES.address), then: 'Куда привезти?' },
  {
    act: (chat) => chat.sendLocation(Number(CANARIES.latitude), Number(CANARIES.longitude)),
    then: 'Есть пожелания',
  },
  { act: (chat) => chat.send(CANARIES.note), then: 'Проверьте заказ' },
];
/** Whatever is said instead of an answer leads back to the question. */
const ASK_AGAIN: Step = { act: (chat) => chat.send('Что теперь?'), then: 'Кнопка с номером' };
const [START, PHONE, CONFIRM] = [0, 4, STEPS.length];

/** What fails at which step, and whether the person is told to try again: else it is repeated without them. */
const REFUSALS: readonly (readonly [event: string, table: string, step: number, isTold: boolean])[] = [
  ['INSERT', 'shoppers', START, true],
  ['UPDATE', 'shoppers', PHONE, true],
  ['INSERT', 'orders', CONFIRM, true],
  ['UPDATE', 'orders', CONFIRM, false],
  ['INSERT', 'order_lines', CONFIRM, true],
  ['INSERT', 'order_history', CONFIRM, true],
  ['INSERT', 'notices', CONFIRM, true],
  ['UPDATE', 'notices', CONFIRM, false],
  ['INSERT', 'updates', CONFIRM, false],
  ['UPDATE', 'updates', CONFIRM, false],
];

describe('what a person has told, while the database refuses to write it down', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let client: Client;
  let shop: RunningShop;
  let staff: Group;
  let nextId = 4_711_001;

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    client = new Client({ connectionString: database.url });
    await client.connect();
    shop = await RunningShop.open({
      shop: aStockedShop(),
      settings: { DELIVERY_TYPE_REQUIRED: 'true', ADDRESS_REQUIRED: 'true', ORDERS_CHAT_ID: String(STAFF) },
      environment: {
        TELEGRAM_UPDATES: 'webhook',
        DATABASE_URL: `${database.url}?statement_timeout=${STATEMENT_TIMEOUT_MS}`,
        REDIS_URL: redis.url,
        ENCRYPTION_KEY: randomBytes(32).toString('base64'),
        LOG_LEVEL: 'debug',
      },
    });
    staff = shop.telegram.addGroup(shop.tenant.token, { id: STAFF, isSupergroup: true });
    await client.query(`CREATE SEQUENCE refusals;
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        PERFORM nextval('public.refusals');
        RAISE EXCEPTION 'refused: %', NEW USING DETAIL = 'Failing row contains ' || NEW::text;
      END $$`);
  }, 90_000);
  afterAll(async () => {
    await client?.end();
    await closeWithoutComplaints(shop);
    await redis?.dispose();
    await database?.drop();
  });

  it.each(REFUSALS)(
    'is nowhere but in its row when each %s of %s is refused with the row in the words',
    async (event, table, step, isTold) => {
      const chat = await atStep(step);
      const before = await refusals();
      await client.query(
        `CREATE TRIGGER refuse BEFORE ${event} ON public.${table} FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      try {
        take(chat, step);
        await until(async () => (await refusals()) > before);
        if (isTold) await chat.waitForWords(FAILED);
        expect(await hitsOf(chat)).toEqual([]);
      } finally {
        await client.query(`DROP TRIGGER refuse ON public.${table}`);
      }
      await finish(chat, step, isTold);
    },
    60_000,
  );

  it.each([
    ['shoppers', PHONE],
    ['orders', CONFIRM],
  ] as const)(
    'is nowhere else either when %s is locked for longer than a statement may take',
    async (table, step) => {
      const chat = await atStep(step);
      const before = cancelled();
      await client.query(`BEGIN; LOCK TABLE public.${table} IN ACCESS EXCLUSIVE MODE`);
      try {
        take(chat, step);
        await until(() => cancelled() > before);
        expect(await hitsOf(chat)).toEqual([]);
      } finally {
        await client.query('ROLLBACK');
      }
      await finish(chat, step, false);
    },
    60_000,
  );

  const refusals = async (): Promise<number> => {
    const { rows } = await client.query<{ last: string }>('SELECT last_value AS last FROM refusals');
    return Number(rows[0]?.last);
  };
  /** Statements that took too long. @source PostgreSQL, appendix A: query_canceled */
  const cancelled = (): number => shop.log.split('SQLSTATE 57014').length;

  /** Somebody new who has taken the steps before. */
  async function atStep(step: number): Promise<Chat> {
    const { firstName, lastName, username } = CANARIES;
    const id = nextId++;
    const person = shop.telegram.person({
      id,
      firstName,
      lastName,
      username,
      phone: `99890${id}`,
      languageCode: 'ru',
    });
    const chat = person.chatWith(shop.tenant.token);
    await takeAll(chat, STEPS.slice(0, step));
    return chat;
  }

  async function takeAll(chat: Chat, steps: readonly Step[]): Promise<void> {
    for (const { act, then } of steps) {
      act(chat);
      await chat.waitFor(then);
    }
  }

  function take(chat: Chat, step: number): void {
    if (step < CONFIRM) STEPS[step]?.act(chat);
    else if (chat.messages.flatMap(labels).some((label) => label.includes('Подтвердить')))
      chat.tap('Подтвердить');
  }

  /** Nothing refuses any more: what failed is done again by the person who was told so, or without them. */
  async function finish(chat: Chat, step: number, isTold: boolean): Promise<void> {
    const failed = STEPS[step];
    if (failed) {
      const isDone = !isTold && (await isShown(chat, failed.then));
      if (!isDone && step === PHONE) await takeAll(chat, [ASK_AGAIN]); // the button below goes with the first press
      await takeAll(chat, STEPS.slice(isDone ? step + 1 : step));
    }
    take(chat, CONFIRM);
    await until(() => chat.messages.some(({ words }) => /✅ Заказ № \d+ передан/.test(words)), 30_000);
    expect(documentsOf(shop, chat)).toHaveLength(1);
  }

  /** It is repeated within seconds, and given up after some. */
  const isShown = (chat: Chat, screen: MessageMatch): Promise<boolean> =>
    chat.waitFor(screen, 10_000).then(
      () => true,
      () => false,
    );

  /** Canaries by the place where they should not be. */
  async function hitsOf({ person }: Chat): Promise<string[]> {
    const paths = [
      '/tenants',
      `/tenants/${shop.tenant.id}`,
      '/orders',
      `/tenants/${shop.tenant.id}/orders`,
      '/audit',
    ];
    const places: Record<string, string> = {
      log: shop.log,
      redis: await valuesOf(redis.url), // the jobs of BullMQ among it
      answers: (await Promise.all(paths.map((path) => answerOf(path)))).join('\n'),
      // the card of an order has what it takes to deliver it
      staff: staff.words.filter((words) => !/Новый заказ|^Заказ № \d+: /.test(words)).join('\n'),
    };
    expect(places['redis']).toContain('bull:');
    return Object.entries(places).flatMap(([place, text]) =>
      Object.entries({ ...CANARIES, phone: person.phone ?? '' })
        .filter(([, canary]) => spellings(canary).some((spelling) => text.includes(spelling)))
        .map(([name]) => `${name} in ${place}`),
    );
  }

  async function answerOf(path: string): Promise<string> {
    const headers = { authorization: `Bearer ${ADMIN_KEY}` };
    return (await fetch(`${shop.url}/admin/v1${path}`, { headers })).text();
  }
});
