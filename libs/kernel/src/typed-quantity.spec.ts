import { UserError } from './errors';
import { typedQuantity } from './typed-quantity';
import type { Unit } from './quantity';

const PIECE: Unit = { name: 'шт', kind: 'pcs' };
const PACK: Unit = { name: 'упак.', kind: 'pcs' };
const KILOGRAM: Unit = { name: 'кг', kind: 'non_pcs' };
const LITRE: Unit = { name: 'Л', kind: 'non_pcs' };
const GRAM: Unit = { name: 'г', kind: 'non_pcs' };
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
    ['1/2', KILOGRAM, '0.5'],
    ['12 бутылок', PIECE, '12'],
    ['6 bottles', PIECE, '6'],
    ['два', PIECE, '2'],
    ['Двенадцать штук', PIECE, '12'],
    ['дюжина', PIECE, '12'],
    ['полдюжины', PIECE, '6'],
    ['half a dozen', PIECE, '6'],
    ['oʻn ikki dona', PIECE, '12'],
    ["o'n ikki ta", PIECE, '12'],
    ['toʻrtta', PIECE, '4'],
    ['beshta', PIECE, '5'],
    ['ten', PIECE, '10'],
    ['полкило', KILOGRAM, '0.5'],
    ['Пол кило', KILOGRAM, '0.5'],
    ['пол-кило', KILOGRAM, '0.5'],
    ['полкилограмма', KILOGRAM, '0.5'],
    ['полкг', KILOGRAM, '0.5'],
    ['поллитра', LITRE, '0.5'],
    ['половина', KILOGRAM, '0.5'],
    ['полтора кило', KILOGRAM, '1.5'],
    ['четверть', KILOGRAM, '0.25'],
    ['два с половиной кг', KILOGRAM, '2.5'],
    ['2 с половиной', KILOGRAM, '2.5'],
    ['кило', KILOGRAM, '1'],
    ['yarim kilo', KILOGRAM, '0.5'],
    ['yarim', KILOGRAM, '0.5'],
    ['bir yarim kg', KILOGRAM, '1.5'],
    ['bir kilo', KILOGRAM, '1'],
    ['ярим кило', KILOGRAM, '0.5'],
    ['икки ярим кило', KILOGRAM, '2.5'],
    ['chorak kilo', KILOGRAM, '0.25'],
    ['half a kilo', KILOGRAM, '0.5'],
    ['half kilo', KILOGRAM, '0.5'],
    ['a kilo', KILOGRAM, '1'],
    ['one and a half kg', KILOGRAM, '1.5'],
    ['a quarter of a kilo', KILOGRAM, '0.25'],
    ['0,5 кг', GRAM, '500'],
    ['полкило', GRAM, '500'],
  ])('%j of goods in %j is %s', (text, unit, expected) => {
    expect(typedQuantity(text, unit).toString()).toBe(expected);
  });

  it.each([
    ['quantityUnclear', PIECE, ['1,000', '1.000', '1,500', '12.345', '2,000 шт']],
    ['quantityUnclear', KILOGRAM, ['1,000', '20.000 кг', '1,000 г']],
    ['otherUnit', PIECE, ['2 кг', '500 г', '2kg', '3 мешка', '1 л', 'два яблока', 'one love']],
    ['otherUnit', KILOGRAM, ['3 шт', '2 л', '2 ta', '1 мешок']],
    ['otherUnit', METRE, ['2 кг', '3 шт']],
    ['piecesOnly', PIECE, ['0,5', '½', '1.5 шт', '2,25']],
    [
      'quantityInvalid',
      PIECE,
      [
        '',
        'пара',
        'онлайн',
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
