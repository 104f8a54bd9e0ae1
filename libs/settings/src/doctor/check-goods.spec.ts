import { Money, Quantity } from '@rto/kernel';
import type { StockedItem } from '@rto/regos';
import { checkGoods, isShown } from './check-goods';
import { anItem, aTenant, told } from './doctor.builders';

function check(all: readonly StockedItem[], settings: Record<string, string> = {}) {
  const rules = aTenant(settings).settings;
  return checkGoods(rules, { all, shown: all.filter((item) => isShown(item, rules)) });
}

const good = anItem();
const unpriced = anItem({ id: 2, name: 'Чай', price: undefined });
const unseen = anItem({ id: 3, name: 'Кофе', imageUrl: undefined });
const soldOut = anItem({ id: 4, name: 'Вода', allowed: Quantity.zero });
const parent = anItem({ id: 5, name: 'Футболка', hasChild: true, price: undefined, allowed: Quantity.zero });

describe('the check of the first goods', () => {
  it('is content with goods that can be ordered, and counts no cards of variants', () => {
    const findings = check([good, parent]);
    expect(told(findings)).toEqual(['goods_ok']);
    expect(findings[0]?.message.en).toContain('(1)');
  });

  it('finds a shop without any goods', () => {
    expect(told(check([]))).toEqual(['no_goods']);
  });

  it('finds chosen groups without any goods', () => {
    expect(told(check([], { ITEM_GROUP_IDS: '3' }))).toEqual(['no_goods_in_groups ITEM_GROUP_IDS']);
  });

  it('finds goods without a price, shown or not, and names them', () => {
    const findings = check([good, unpriced]);
    expect(told(findings)).toEqual(['goods_without_price PRICE_TYPE_ID']);
    expect(findings[0]?.message.ru).toContain('1/2: «Чай»');
    const shown = check([good, unpriced], { SHOW_ITEMS_WITHOUT_PRICE: 'true' });
    expect(told(shown)).toEqual(['goods_without_price PRICE_TYPE_ID']);
  });

  it('finds goods that are hidden for want of a picture', () => {
    const findings = check([good, unseen], { SHOW_WITHOUT_IMAGES: 'false' });
    expect(told(findings)).toEqual(['goods_without_image SHOW_WITHOUT_IMAGES']);
    expect(told(check([good, unseen]))).toEqual(['goods_ok']);
  });

  it('finds goods that are hidden because the stock has none', () => {
    expect(told(check([good, soldOut]))).toEqual(['goods_out_of_stock SHOW_ZERO_QUANTITY']);
    expect(told(check([good, soldOut], { SHOW_ZERO_QUANTITY: 'true' }))).toEqual(['goods_ok']);
  });

  it('counts half a piece as none', () => {
    const half = anItem({ allowed: Quantity.of('0.5') });
    expect(told(check([good, half]))).toContain('goods_out_of_stock SHOW_ZERO_QUANTITY');
  });

  it('calls an empty catalogue an error, with the reasons', () => {
    const findings = check([unpriced, soldOut]);
    expect(findings[0]).toMatchObject({ code: 'nothing_shown', severity: 'error' });
    expect(told(findings)).toEqual([
      'nothing_shown',
      'goods_without_price PRICE_TYPE_ID',
      'goods_out_of_stock SHOW_ZERO_QUANTITY',
    ]);
  });

  it('does not call a catalogue empty whose later goods are shown', () => {
    const findings = checkGoods(aTenant().settings, { all: [soldOut], shown: [good] });
    expect(told(findings)).not.toContain('nothing_shown');
  });

  it('finds first goods that are nothing but cards of variants', () => {
    expect(told(check([parent]))).toEqual(['nothing_shown', 'only_variant_parents']);
  });

  it('does not count a card of variants as shown, even one with a price and a stock', () => {
    expect(isShown(anItem({ hasChild: true }), aTenant().settings)).toBe(false);
  });

  it('finds goods of which more is reserved than there is', () => {
    const overbooked = anItem({ allowed: Quantity.of('-2') });
    expect(told(check([good, overbooked]))).toContain('goods_overbooked');
    expect(told(check([good, soldOut]))).not.toContain('goods_overbooked');
  });

  it('finds goods without a group', () => {
    expect(told(check([anItem({ groupId: undefined })]))).toEqual(['goods_without_group']);
  });

  it('finds a picture whose address is not handed on', () => {
    const refused = anItem({ imageUrl: undefined, imageRefused: true });
    expect(told(check([refused]))).toEqual(['goods_bad_image']);
  });

  it('finds names too long for a button, and shortens them itself', () => {
    const [found] = check([anItem({ name: 'Я'.repeat(41) })]);
    expect(found?.code).toBe('goods_long_names');
    expect(found?.message.ru).not.toContain('Я'.repeat(41));
    expect(told(check([anItem({ name: '🧀'.repeat(40) })]))).toEqual(['goods_ok']);
  });

  it('finds a minimum beyond a hundred of the dearest', () => {
    const cheap = anItem({ id: 6, price: Money.of('9.90', 'UZS') });
    const minimum = (amount: string) => told(check([cheap, good], { MIN_ORDER_AMOUNT: amount }));
    expect(minimum('1850000.01')).toEqual(['minimum_high MIN_ORDER_AMOUNT']);
    expect(minimum('1850000')).toEqual(['goods_ok']);
  });

  it('names three and lets the reader guess the rest', () => {
    const goods = [1, 2, 3, 4].map((id) => anItem({ id, name: `Чай ${id}`, price: undefined }));
    const message = check([good, ...goods]).find(({ code }) => code === 'goods_without_price')?.message.ru;
    expect(message).toContain('4/5: «Чай 1», «Чай 2», «Чай 3», …');
  });
});
