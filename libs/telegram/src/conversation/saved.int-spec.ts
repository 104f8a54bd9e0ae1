import { SavedGoods } from '@rto/customers';
import type { Action } from '@rto/screens';
import { TestConversation } from './conversation.fixture';

const CARD: Action = { type: 'openItem', itemId: 101, origin: { type: 'none' } };

describe('goods put aside', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(async () => {
    await buyer.reset({ SHOW_ZERO_QUANTITY: 'true' });
    buyer.shown.length = 0;
    buyer.calls.length = 0;
  });

  const aside = (chatId = 700) => buyer.app.get(SavedGoods).all(buyer.tenantId, chatId);
  const labels = (): string[] => {
    const { payload } = buyer.calls.findLast(({ payload: sent }) => 'reply_markup' in sent) ?? {};
    const markup = payload && 'reply_markup' in payload ? payload.reply_markup : undefined;
    const { inline_keyboard: rows = [] } = (markup ?? {}) as { inline_keyboard?: { text: string }[][] };
    return rows.flat().map(({ text }) => text);
  };
  async function order(): Promise<void> {
    const { id, version } = await buyer.toSummary();
    await buyer.tap({ type: 'confirm', checkoutId: id, version });
  }

  it('are favourites by a tap on the card, until the next one, for each person alone', async () => {
    await buyer.tap(CARD);
    expect(labels()).toContain('❤️ В избранное');
    await buyer.tap({ type: 'toggleFavourite', itemId: 101 });
    await buyer.tap({ type: 'openFavourites', page: 0 });
    expect(labels()).toContainEqual(expect.stringMatching(/^Сок яблочный 1 л — 18\s500/));
    await buyer.tap({ type: 'openFavourites', page: 0 }, 701);
    expect(labels()).not.toContainEqual(expect.stringContaining('Сок'));
    await buyer.tap({ type: 'toggleFavourite', itemId: 101 });
    expect(await aside()).toEqual([]);
  });

  it('are favourites by the typed words below their card', async () => {
    await buyer.tap(CARD);
    await buyer.say({ text: 'в избранное' });
    expect(await aside()).toMatchObject([{ kind: 'favourite', itemId: 101, name: 'Сок яблочный 1 л' }]);
    expect(buyer.shown.join()).toContain('Добавили в избранное');
  });

  it('are waited for when they are sold out, and not when they are there', async () => {
    await buyer.tap({ type: 'awaitItem', itemId: 101 });
    expect(await aside()).toEqual([]);
    await buyer.app.get(SavedGoods).save(buyer.tenantId, 700, 'favourite', { id: 9_001, name: 'Кофе' });
    await buyer.tap({ type: 'openFavourites', page: 0 });
    expect(labels()).toContain('🔔 Кофе — нет в наличии');
    await buyer.tap({ type: 'awaitItem', itemId: 9_001 });
    expect((await aside()).map(({ kind, name }) => `${kind} ${name}`)).toContain('awaited Кофе');
  });

  it('are not invented by a button: an item that nobody knows is gone', async () => {
    await buyer.tap({ type: 'awaitItem', itemId: 9_002 });
    await buyer.tap({ type: 'toggleFavourite', itemId: 9_002 });
    expect(await aside()).toEqual([]);
  });

  it('were bought before, and are offered first in the catalogue', async () => {
    await buyer.tap({ type: 'openCatalog', page: 0 });
    expect(labels()).not.toContain('🔁 Вы покупали');
    await order();
    await buyer.tap({ type: 'openCatalog', page: 0 });
    expect(labels()[0]).toBe('🔁 Вы покупали');
    await buyer.tap({ type: 'openBought', page: 0 });
    expect(labels()[0]).toMatch(/^Сок яблочный 1 л/);
  });
});
