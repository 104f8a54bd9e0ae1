import { UserError } from './errors';
import { typedQuantity } from './typed-quantity';
import type { Unit } from './quantity';

const PIECE: Unit = { name: 'шт', kind: 'pcs' };
const PACK: Unit = { name: 'упак.', kind: 'pcs' };
const KILOGRAM: Unit = { name: 'кг', kind: 'non_pcs' };
const LITRE: Unit = { name: 'Л', kind: 'non_pcs' };
const METRE: Unit = { name: 'м', kind: 'non_pcs' };

function refusal(text: string, unit: Unit): unknown {
  try {
    return typedQuantity(text, unit).toString();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
}

describe('a quantity as people type it', () => {
  it.each([
    ['2', PIECE, '2'],
    [' 12 шт ', PIECE, '12'],
    ['3шт.', PIECE, '3'],
    ['5 штук', PIECE, '5'],
    ['2 dona', PIECE, '2'],
    ['2 та', PIECE, '2'],
    ['4 pcs', PIECE, '4'],
    ['2 шт', PACK, '2'],
    ['2 упак', PACK, '2'],
    ['2 УПАК.', PACK, '2'],
    ['1 000', PIECE, '1000'],
    ['1\u00a0000', PIECE, '1000'],
    ['1\u2009000', PIECE, '1000'],
    ['1\u202f000\u202f000', PIECE, '1000000'],
    ["1'000", PIECE, '1000'],
    ['2.0', PIECE, '2'],
    ['２', PIECE, '2'],
    ['0', PIECE, '0'],
    ['0 шт', PIECE, '0'],
    ['0,350', KILOGRAM, '0.35'],
    ['1,5', KILOGRAM, '1.5'],
    ['1.250', KILOGRAM, '1.25'],
    ['2 кг', KILOGRAM, '2'],
    ['0,5кг', KILOGRAM, '0.5'],
    ['1.5 kg', KILOGRAM, '1.5'],
    ['2kg', KILOGRAM, '2'],
    ['2 КИЛО', KILOGRAM, '2'],
    ['500 г', KILOGRAM, '0.5'],
    ['350гр.', KILOGRAM, '0.35'],
    ['1 000 грамм', KILOGRAM, '1'],
    ['1 000,5', KILOGRAM, '1000.5'],
    ['½', KILOGRAM, '0.5'],
    ['½ кг', KILOGRAM, '0.5'],
    ['1½', KILOGRAM, '1.5'],
    ['1/2 кг', KILOGRAM, '0.5'],
    ['2 1/4', KILOGRAM, '2.25'],
    ['500 мл', LITRE, '0.5'],
    ['2 литра', LITRE, '2'],
    ['2,5 м', METRE, '2.5'],
    ['4/2', PIECE, '2'],
  ])('%j of goods in %j is %s', (text, unit, expected) => {
    expect(typedQuantity(text, unit).toString()).toBe(expected);
  });

  it.each([
    ['quantityUnclear', PIECE, ['1,000', '1.000', '1,500', '12.345', '2,000 шт']],
    ['quantityUnclear', KILOGRAM, ['1,000', '20.000 кг', '1,000 г']],
    ['otherUnit', PIECE, ['2 кг', '500 г', '2kg', '3 мешка', '1 л']],
    ['otherUnit', KILOGRAM, ['3 шт', '2 л', '2 ta', '1 мешок']],
    ['otherUnit', METRE, ['2 кг', '3 шт']],
    ['piecesOnly', PIECE, ['0,5', '½', '1.5 шт', '2,25']],
    [
      'quantityInvalid',
      PIECE,
      [
        '',
        'два',
        '-2',
        '+2',
        '1e3',
        '1 00',
        '1 0000',
        '0x10',
        '1,2,3',
        '2 или 3',
        '2-3',
        '1000000000',
        '٣',
        '∞',
        '1/0',
        '9'.repeat(41),
        '1,000,000',
      ],
    ],
    ['quantityInvalid', KILOGRAM, ['0,0001', '1/3', '0,5 г', '1,2345', '1 кг 500 г', 'кг', '.5.', ',']],
  ])('is refused as %s for goods in %j', (code, unit, texts) => {
    expect(texts.map((text) => [text, refusal(text, unit)])).toEqual(texts.map((text) => [text, code]));
  });

  it('is asked for again with both of its meanings', () => {
    expect(() => typedQuantity('12,500', PIECE)).toThrow(
      expect.objectContaining({ params: { less: '12.500', more: '12500' } }) as Error,
    );
  });
});
