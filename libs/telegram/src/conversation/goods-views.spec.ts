import { CartService } from '@rto/cart';
import { CatalogSnapshot, type CatalogItem } from '@rto/catalog';
import { ManualClock, Money, newId, Quantity } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { formats, texts, type Action, type Button, type Screen } from '@rto/screens';
import type { GoodsView } from '@rto/settings';
import { CatalogFlow } from './catalog.flow';
import { newDialog, type Dialog } from './dialog';
import { ItemCards } from './item-cards';
import { ItemFlow } from './item.flow';
import { SearchFlow } from './search.flow';
import type { Reply, Turn } from './turn';

const DRINKS = 3;
const JUICES = 7;
const WATER = 8;
const CHAT = 700;

function anItem(id: number, name: string, groupId: number | undefined, hasPicture = true): CatalogItem {
  return {
    id,
    name,
    description: undefined,
    articul: undefined,
    code: undefined,
    barcodes: [],
    groupId,
    unit: { name: 'шт', kind: 'pcs' },
    price: Money.of('3000', 'UZS'),
    allowed: Quantity.of('20'),
    imageUrl: hasPicture ? `https://cdn.example/${id}.jpg` : undefined,
    parentId: undefined,
    hasVariants: false,
    color: undefined,
    size: undefined,
    sellable: true,
  };
}

const ITEMS = [
  anItem(109, 'Айран', JUICES, false),
  anItem(102, 'Вода 0,5 л', WATER),
  anItem(101, 'Сок яблочный', JUICES),
  anItem(111, 'Шербет', DRINKS),
  anItem(120, 'Пакет', undefined),
];
const SNAPSHOT = new CatalogSnapshot({
  asOf: new Date('2026-11-30T10:00:00Z'),
  currency: 'UZS',
  groups: [
    { id: DRINKS, name: 'Напитки', parentId: undefined },
    { id: JUICES, name: 'Соки', parentId: DRINKS },
    { id: WATER, name: 'Вода', parentId: DRINKS },
  ],
  items: ITEMS,
});

/** One person before the real flows; the shop is always there. */
class Visitor {
  /** Of every good. */
  pictures: readonly string[] = [];
  readonly saved: object[] = [];
  dialog: Dialog = newDialog('ru', false);
  toast: string | undefined;
  private changes = 0;
  private readonly catalog: CatalogFlow;
  private readonly items: ItemFlow;
  private readonly search: SearchFlow;
  private readonly tenant: Turn['tenant'];

  constructor(view: GoodsView | undefined, catalogPageSize = 5) {
    const settings = { catalogView: view, catalogPageSize, showItemStock: true };
    const tenant: unknown = { id: newId(), settings };
    this.tenant = tenant as Turn['tenant'];
    const clock = new ManualClock();
    const carts = new CartService(new MemoryKeyValueStore(clock), clock);
    const catalog = { snapshot: async () => SNAPSHOT, prepareSearch: async () => undefined } as never;
    const bought = { of: async () => new Map(), isBuyer: async () => false } as never;
    const shoppers = {
      save: async (_tenant: string, _chat: number, change: object) => this.saved.push(change),
    };
    const pictures = { of: async () => this.pictures } as never;
    const cards = new ItemCards(carts, bought, pictures);
    const none = { find: async () => [], count: async () => undefined } as never;
    this.search = new SearchFlow(catalog, none, none, bought, carts, cards);
    this.items = new ItemFlow(catalog, carts, cards, this.search);
    this.catalog = new CatalogFlow(catalog, carts, shoppers as never, cards, bought, this.search);
  }

  tap(action: Action): Promise<Screen> {
    const taps = { ...this.catalog.taps, ...this.items.taps, ...this.search.taps };
    const serve = taps[action.type as keyof typeof taps] as (turn: Turn, action: Action) => Reply;
    return this.turn((turn) => serve(turn, action));
  }

  press(screen: Screen, label: string): Promise<Screen> {
    const button = buttons(screen).find((candidate) => candidate.label.includes(label));
    if (!button) throw new Error(`no button ${label} among ${labels(screen).join()}`);
    return this.tap(button.action);
  }

  /** On a card a quantity, else goods to look for. */
  say(text: string): Promise<Screen> {
    return this.turn(async (turn) => {
      const { expects } = turn.dialog;
      const said = { text, messageId: 1 };
      const answer =
        expects.type === 'quantity' ? await this.items.hears.quantity.text(turn, said, expects) : undefined;
      return answer ?? (await this.search.find(turn, text, 1)) ?? {};
    });
  }

  private async turn(act: (turn: Turn) => Reply | undefined | Promise<Reply | undefined>): Promise<Screen> {
    this.changes += 1;
    const turn = {
      tenant: this.tenant,
      chatId: CHAT,
      changeId: `update-${this.changes}`,
      now: new Date('2026-11-30T10:00:00Z'),
      t: texts('ru'),
      f: formats('ru', 'Asia/Tashkent'),
      dialog: this.dialog,
    } as Turn;
    const reply = await act(turn);
    this.dialog = turn.dialog;
    this.toast = reply?.toast?.replaceAll('\u00a0', ' ');
    if (!reply?.screen) throw new Error('nothing was shown');
    return reply.screen;
  }
}

const buttons = (screen: Screen): Button[] =>
  screen.keyboard.flat().filter((button): button is Button => button.action !== undefined);
const labels = (screen: Screen): string[] =>
  buttons(screen).map(({ label }) => label.replaceAll('\u00a0', ' '));
const words = (screen: Screen): string => JSON.stringify(screen.text).replaceAll('\u00a0', ' ');
const openGroup = (groupId: number, page = 0): Action => ({ type: 'openGroup', groupId, page });

describe('goods as cards', () => {
  let visitor: Visitor;
  beforeEach(() => {
    visitor = new Visitor(undefined);
  });

  it('turn through the pictures of a good, around, and stay with the good', async () => {
    visitor.pictures = ['https://cdn.example/front.jpg', 'https://cdn.example/back.jpg'];
    const first = await visitor.press(await visitor.tap(openGroup(DRINKS)), 'Смотреть товары');
    expect(labels(first).slice(0, 3)).toEqual(['◀', '📷 1/2', '▶']);
    const second = await visitor.press(first, '▶');
    expect(labels(second)).toEqual(expect.arrayContaining(['📷 2/2', '1/4']));
    expect(second.photo).toEqual({ type: 'url', url: 'https://cdn.example/back.jpg' });
    expect((await visitor.press(second, '▶')).photo).toEqual(first.photo);
  });

  it('are what a shop shows most of whose goods have a picture', async () => {
    expect(SNAPSHOT.isMostlyPictured).toBe(true);
    const group = await visitor.tap(openGroup(DRINKS));
    expect(labels(group)).toContain('🖼 Смотреть товары: 4');
    const first = await visitor.press(group, 'Смотреть товары');
    expect(labels(first)).toEqual(expect.arrayContaining(['◀', '1/4', '▶', '➕ Добавить']));
    expect([first.photo, words(first)]).toEqual([undefined, expect.stringContaining('Айран')]);
  });

  it('are turned either way, over the ends', async () => {
    const first = await visitor.press(await visitor.tap(openGroup(DRINKS)), 'Смотреть товары');
    const second = await visitor.press(first, '▶');
    expect([second.photo, words(second)]).toEqual([
      { type: 'url', url: 'https://cdn.example/102.jpg' },
      expect.stringContaining('Вода'),
    ]);
    expect(words(await visitor.press(await visitor.press(second, '◀'), '◀'))).toContain('Шербет');
  });

  it('are added, counted and typed for where they stand', async () => {
    const water = await visitor.tap(openGroup(WATER));
    expect(words(await visitor.press(water, 'Добавить'))).toContain('В корзине: 1 шт');
    const typed = await visitor.say('12');
    expect(words(typed)).toContain('В корзине: 12 шт на 36 000 сум');
    expect(labels(typed)).toEqual(
      expect.arrayContaining(['🛒 Корзина (1) 36 000 сум', '✅ Оформить заказ', '📋 Списком']),
    );
  });

  it('say why not to a quantity that is in words, and look for what is none', async () => {
    await visitor.tap(openGroup(WATER));
    expect(words(await visitor.say('полкило'))).toContain('Единица этого товара');
    expect(words(await visitor.say('сок'))).toContain('Поиск: сок');
  });

  it('of a group without subgroups come at once, and lead back to the group above', async () => {
    const back = await visitor.press(await visitor.tap(openGroup(WATER)), 'Назад');
    expect(words(back)).toContain('Напитки');
    const first = await visitor.press(back, 'Смотреть товары');
    expect(words(await visitor.press(first, 'Назад'))).toContain('Напитки');
  });

  it('without a group stand behind a button of the root', async () => {
    const root = await visitor.tap({ type: 'openCatalog', page: 0 });
    const card = await visitor.press(root, 'Смотреть товары: 1');
    expect(words(card)).toContain('Пакет');
    expect(labels(card)).not.toContain('▶');
    expect(words(await visitor.press(card, 'Назад'))).toContain('Каталог');
  });

  it('that were found are turned too, and lead back to where they were looked for', async () => {
    await visitor.tap(openGroup(DRINKS));
    const found = await visitor.say('вода');
    expect(words(found)).toMatch(/Поиск: вода.*Вода 0,5 л/);
    expect(words(await visitor.press(found, 'Назад'))).toContain('Напитки');
  });

  it('become a list at the page where they stand, which is kept for the person', async () => {
    visitor = new Visitor('cards', 2);
    const first = await visitor.press(await visitor.tap(openGroup(DRINKS)), 'Смотреть товары');
    const third = await visitor.press(await visitor.press(first, '▶'), '▶');
    const list = await visitor.press(third, 'Списком');
    expect(visitor.dialog.place).toEqual(openGroup(DRINKS, 1));
    expect(labels(list)).toContain('Сок яблочный — 3 000 сум');
    expect(visitor.saved).toEqual([{ catalogView: 'list' }]);
    expect(labels(await visitor.tap(openGroup(WATER)))).toContain('Вода 0,5 л — 3 000 сум');
  });
});

describe('goods as a list', () => {
  let visitor: Visitor;
  beforeEach(() => {
    visitor = new Visitor('list', 1);
  });

  it('stand there once, and ➕ adds one where the person is', async () => {
    const page = await visitor.tap(openGroup(DRINKS, 1));
    expect(words(page)).not.toContain('0,5 л');
    const added = await visitor.press(page, '➕');
    expect(visitor.toast).toBe('Вода 0,5 л: в корзине 1 шт');
    expect(labels(added)).toContain('🛒 Корзина (1) 3 000 сум');
    expect(visitor.dialog.place).toEqual(openGroup(DRINKS, 1));
    await visitor.press(page, '➕');
    expect(visitor.toast).toBe('Вода 0,5 л: в корзине 2 шт');
  });

  it('lead back to the same page: from a card, a subgroup, a search', async () => {
    const page = await visitor.tap(openGroup(DRINKS, 2));
    await visitor.press(await visitor.press(page, 'Сок яблочный'), 'Назад');
    expect(visitor.dialog.place).toEqual(openGroup(DRINKS, 2));
    await visitor.press(await visitor.tap(openGroup(JUICES)), 'Назад');
    expect(visitor.dialog.place).toEqual(openGroup(DRINKS, 2));
    await visitor.press(await visitor.press(await visitor.say('вода'), 'Вода 0,5 л'), 'Назад');
    expect(visitor.dialog.place).toEqual({ type: 'openSearch', page: 0 });
    await visitor.press(await visitor.tap({ type: 'openSearch', page: 0 }), 'Назад');
    expect(visitor.dialog.place).toEqual(openGroup(DRINKS, 2));
  });

  it('become cards at the item where the page begins', async () => {
    const card = await visitor.press(await visitor.tap(openGroup(DRINKS, 1)), 'Карточками');
    expect(labels(card)).toContain('2/4');
    expect(labels(await visitor.press(card, 'Списком'))).toContain('Вода 0,5 л — 3 000 сум');
    expect(visitor.saved).toEqual([{ catalogView: 'cards' }, { catalogView: 'list' }]);
  });
});
