import { judge, type FinalDocument, type ShopperHistory } from './judge';

const PHONE = '998901234567';
const ACCEPTED = '✅ Заказ № 1 передан в магазин, ждём подтверждения.\nНомер в магазине: ODL-1';

function aHistory(overrides: Partial<ShopperHistory> = {}): ShopperHistory {
  const confirmed = [{ number: 1, total: '37000', pieces: '2' }];
  return { phone: PHONE, wanted: 1, confirmed, pressed: 2, shown: [ACCEPTED], ...overrides };
}

function aDocument(overrides: Partial<FinalDocument> = {}): FinalDocument {
  return {
    phone: PHONE,
    code: 'ODL-1',
    externalCode: 'tg-1',
    status: 'New',
    amount: '37000',
    lines: [{ quantity: '2' }],
    ...overrides,
  };
}

const CLEAN = { lost: 0, doubled: 0, silent: 0, stuck: 0, wrong: 0, complaints: [] };

describe('the judge of exactness', () => {
  it('is content with one document for an order that was told to be accepted', () => {
    const verdict = judge([aHistory()], [aDocument()]);
    expect(verdict).toMatchObject({ ...CLEAN, orders: 1, documents: 1, repeated: 0 });
  });

  it('finds the order that is lost', () => {
    expect(judge([aHistory()], [])).toMatchObject({ lost: 1, wrong: 1 });
  });

  it('finds the document that is one too many', () => {
    const verdict = judge([aHistory()], [aDocument(), aDocument({ code: 'ODL-2' })]);
    expect(verdict).toMatchObject({ doubled: 1, documents: 2 });
  });

  it('counts a second document that was cancelled, and does not mind it', () => {
    const second = aDocument({ code: 'ODL-2', status: 'Canceled' });
    expect(judge([aHistory()], [aDocument(), second])).toMatchObject({ ...CLEAN, cancelled: 1 });
  });

  it('finds the buyer who was never told, with a document or without', () => {
    const history = aHistory({ shown: ['Заказ № 1 получен, передаём в магазин.'] });
    expect(judge([history], [aDocument()])).toMatchObject({ silent: 1, lost: 0 });
    expect(judge([history], [])).toMatchObject({ silent: 1, lost: 1 });
  });

  it('takes a word about another order for none', () => {
    const history = aHistory({ shown: ['✅ Заказ № 11 передан в магазин, ждём подтверждения.'] });
    expect(judge([history], [aDocument()])).toMatchObject({ silent: 1 });
  });

  it('finds the pieces that nobody pressed for', () => {
    expect(judge([aHistory({ pressed: 1 })], [aDocument()])).toMatchObject({ wrong: 1, doubled: 0 });
  });

  it('wants no document of an order that was refused', () => {
    const history = aHistory({ shown: ['❌ Магазин не смог принять заказ № 1: мало. Товары вернулись.'] });
    expect(judge([history], [])).toMatchObject({ ...CLEAN, refused: 1 });
    expect(judge([history], [aDocument()])).toMatchObject({ doubled: 1 });
  });

  it('counts the same word said twice, and does not mind it', () => {
    const verdict = judge([aHistory({ shown: [ACCEPTED, ACCEPTED] })], [aDocument()]);
    expect(verdict).toMatchObject({ ...CLEAN, repeated: 1 });
  });

  it.each([
    ['sum', { amount: '18500' }],
    ['quantity', { lines: [{ quantity: '1' }] }],
    ['number', { code: 'ODL-9' }],
  ])('compares the %s with what the buyer was shown', (_name, difference) => {
    expect(judge([aHistory()], [aDocument(difference)])).toMatchObject({ wrong: 1 });
  });

  it('finds the document that nobody confirmed', () => {
    const browser = aHistory({ wanted: 0, confirmed: [], shown: [] });
    expect(judge([browser], [aDocument()])).toMatchObject({ doubled: 1 });
    expect(judge([], [aDocument()])).toMatchObject({ doubled: 1 });
  });

  it('finds the shopper who got no number', () => {
    const history = aHistory({ confirmed: [], shown: [] });
    expect(judge([history], [])).toMatchObject({ stuck: 1 });
  });
});
