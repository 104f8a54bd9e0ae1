import { notices, talkMessages } from '@rto/database';
import type { Tenant } from '@rto/settings';
import { asc, eq, sql } from 'drizzle-orm';
import { TestShop } from '../shop.fixture';
import { BuyerTalks } from './buyer-talks';
import { MAX_SAID_AN_HOUR, type SayOutcome } from './talk';
import { TalkRepository } from './talk.repository';

const STAFF = -1_001_000_000_711;
const CHAT = 5_000_000_711;

describe('a conversation with the shop', () => {
  let shop: TestShop;
  let talks: BuyerTalks;
  let rows: TalkRepository;
  let tenant: Tenant;
  let place = 0;

  beforeAll(async () => {
    shop = await TestShop.open();
    talks = shop.app.get(BuyerTalks, { strict: false });
    rows = shop.app.get(TalkRepository, { strict: false });
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    await shop.reset({ ORDERS_CHAT_ID: String(STAFF) });
    tenant = shop.tenant;
  });

  const say = (text = 'Есть хлеб?', source = `say-${(place += 1)}`): Promise<SayOutcome> =>
    talks.say(tenant, CHAT, undefined, { source, content: { text } });
  const answer = (text: string, source = `answer-${(place += 1)}`, opens = false): Promise<boolean> =>
    talks.answer(tenant.id, CHAT, {
      ...{ source, content: { text }, orderNumber: undefined, opens },
      at: { chatId: STAFF, messageId: (place += 1) },
    });
  async function brought(): Promise<unknown[]> {
    const written = await shop.database.db
      .of(tenant.id)
      .select({ chatId: notices.chatId, content: notices.content })
      .from(notices)
      .where(eq(notices.tenantId, tenant.id))
      .orderBy(asc(notices.sequence));
    return Promise.all(
      written.map(async ({ chatId, content }) => {
        const { messageId } = content as { messageId: string };
        return [chatId, (await rows.message(tenant.id, messageId))?.content.text];
      }),
    );
  }

  it('brings what one side says to the other, each message once', async () => {
    await say('Есть хлеб?', 'first');
    await say('Есть хлеб?', 'first');
    await answer('Да, свежий', 'second');
    await answer('Да, свежий', 'second');
    expect(await brought()).toEqual([
      [STAFF, 'Есть хлеб?'],
      [CHAT, 'Да, свежий'],
    ]);
  });

  it('is readable to nobody who has the database alone', async () => {
    await say('Калитка зелёная, код 4711');
    const [row] = await shop.database.db.of(tenant.id).select().from(talkMessages);
    expect(JSON.stringify(row)).not.toMatch(/4711|Калитка/);
    const queued = await shop.database.db.of(tenant.id).select().from(notices);
    expect(JSON.stringify(queued)).not.toMatch(/4711|Калитка/);
  });

  it('takes twenty messages of a buyer in an hour, and says when the next one may come', async () => {
    for (let said = 0; said < MAX_SAID_AN_HOUR; said += 1) expect(await say()).toEqual({ type: 'said' });
    expect(await say()).toMatchObject({ type: 'tooMany', againAt: expect.any(Date) as Date });
    expect(await brought()).toHaveLength(MAX_SAID_AN_HOUR);
    const earlier = sql`${talkMessages.createdAt} - interval '1 hour'`;
    await shop.database.db.of(tenant.id).update(talkMessages).set({ createdAt: earlier });
    expect(await say()).toEqual({ type: 'said' });
  });

  it('brings nothing of a buyer whom the staff has stopped, until it takes messages again', async () => {
    const { number } = await talks.open(tenant.id, CHAT);
    await talks.stop(tenant.id, number, true);
    expect(await say()).toEqual({ type: 'stopped' });
    expect(await brought()).toEqual([]);
    await talks.stop(tenant.id, number, false);
    expect(await say()).toEqual({ type: 'said' });
  });

  it('brings no answer to a buyer who has ended it, unless the staff begins about an order', async () => {
    await say();
    await talks.end(tenant.id, CHAT);
    expect(await answer('Вы ещё здесь?')).toBe(false);
    expect(await answer('Ваш заказ у двери', 'begins', true)).toBe(true);
    expect(await brought()).toHaveLength(2);
  });

  it('is of one shop: the number of a conversation names nobody in another', async () => {
    const { number } = await talks.open(tenant.id, CHAT);
    const first = tenant.id;
    await shop.reset({ ORDERS_CHAT_ID: String(STAFF) });
    expect(shop.tenant.id).not.toBe(first);
    expect(await talks.stop(shop.tenant.id, number, true)).toBeUndefined();
    expect((await talks.find(first, CHAT))?.isStopped).toBe(false);
  });
});
