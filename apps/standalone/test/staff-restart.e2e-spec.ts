import type { Chat, Group, Message } from '@rto/fakes';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints } from './walking';

const STAFF_ID = -1_001_000_000_801;
const AZIZ = { id: 90_021, is_bot: false, first_name: 'Азиз' };
const SET_STATUS = 'DocOrderDelivery/SetStatus';

describe('what the staff does when the service is killed', () => {
  let shop: RunningShop;
  let staff: Group;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop(), settings: { ORDERS_CHAT_ID: String(STAFF_ID) } });
    staff = shop.telegram.addGroup(shop.tenant.token, { id: STAFF_ID, isSupergroup: true });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  async function killAndStart(): Promise<void> {
    await shop.stop('SIGKILL');
    shop.regos.faults.clear();
    await shop.start();
  }
  async function aCard(chat: Chat): Promise<Message> {
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    let card: Message | undefined;
    await until(() => (card = staff.find(new RegExp(`Новый заказ № ${number}\n`))) !== undefined);
    if (!card) throw new Error('no card');
    return card;
  }
  const approvals = async (): Promise<number> => {
    const { items } = await shop.admin<{ items: { action: string }[] }>('GET', '/audit');
    return items.filter(({ action }) => action === 'order.approve').length;
  };

  it.each([
    ['before anything came of it', 600_000],
    ['and REGOS had it already', 1_000],
  ])(
    'is done, once, when it was pressed %s',
    async (_name, ms) => {
      const chat = await shop.visitor();
      const card = await aCard(chat);
      const before = shop.regos.calls.length;
      const approvedBefore = await approvals();
      shop.regos.faults.add({ kind: 'slow', ms, method: SET_STATUS });
      staff.tap('Принять', card, AZIZ);
      await until(() => shop.regos.calls.slice(before).some(({ method }) => method === SET_STATUS));
      await killAndStart();
      await until(() => /Принят: Азиз/.test(card.words), 40_000);
      expect(documentsOf(shop, chat)[0]?.status).toBe('Approved');
      expect(card.words.match(/Принят: Азиз/g)).toHaveLength(1);
      await chat.waitFor(/принят магазином/);
      expect(await approvals()).toBe(approvedBefore + 1);
      const refusals = staff.words.filter((words) => /REGOS не разрешает|REGOS отказал/.test(words));
      expect([refusals, staff.conversation.toasts.filter(({ text }) => /REGOS/.test(text))]).toEqual([
        [],
        [],
      ]);
    },
    120_000,
  );

  it('is brought to the buyer, and what the buyer wrote to the staff', async () => {
    const chat = await shop.visitor();
    chat.tap('Магазин');
    await chat.answered();
    chat.tap('Написать в магазин');
    await chat.waitFor('Что передать магазину?');
    chat.send('Вы открыты?');
    await killAndStart();
    await until(() => staff.find('Вы открыты?') !== undefined, 40_000);
    await chat.waitFor('Передали в магазин', 40_000);
    staff.say('Да, до девяти', AZIZ, staff.find('Вы открыты?'));
    await killAndStart();
    await chat.waitFor('Магазин: Да, до девяти', 40_000);
    await chat.settled();
    // a process that dies between sending and noting it sends again (docs/reliability.md 1): twice at most, for two kills
    expect(staff.words.filter((words) => words.includes('Вы открыты?')).length).toBeLessThanOrEqual(2);
    expect(chat.messages.filter(({ words }) => words.includes('Да, до девяти')).length).toBeLessThanOrEqual(
      2,
    );
  }, 120_000);
});
