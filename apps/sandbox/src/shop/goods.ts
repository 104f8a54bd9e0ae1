import type { ShopUnit } from '@rto/fakes';
import type { Color } from './canvas';
import type { PictogramName } from './pictograms';

/** What a picture is drawn from. */
export interface Look {
  readonly pictogram: PictogramName;
  readonly color: Color;
}

/** One row of the demo shop's shelf. */
export interface Good {
  readonly id: number;
  readonly groupId: number;
  readonly name: string;
  readonly unit: ShopUnit;
  /** UZS; absent: no price yet. */
  readonly price?: string;
  readonly onHand: string;
  /** Absent: the shop has no picture of it. */
  readonly look?: Look;
  readonly description?: string;
  readonly parentId?: number;
  readonly color?: string;
  readonly size?: string;
}

type Row = readonly [
  id: number,
  name: string,
  price: string,
  onHand: string,
  look?: Look,
  description?: string,
];

const by = (unit: ShopUnit, groupId: number, rows: readonly Row[]): Good[] =>
  rows.map(([id, name, price, onHand, look, description]) => ({
    ...{ id, groupId, name, unit, price, onHand },
    ...(look && { look }),
    ...(description && { description }),
  }));

const look = (pictogram: PictogramName, color: Color): Look => ({ pictogram, color });

const FRESH: readonly Good[] = [
  ...by('kg', 11, [
    [
      1001,
      'Помидоры «Юсуповские»',
      '18990',
      '42.5',
      look('tomato', '#e2483d'),
      'Крупные, мясистые, с грядок Ташкентской области.',
    ],
    [1002, 'Огурцы грунтовые', '11990', '35', look('longVegetable', '#4f9b45')],
    [
      1003,
      'Морковь жёлтая для плова',
      '6990',
      '60',
      look('carrot', '#f2b632'),
      'Сладкая жёлтая морковь: без неё плов не плов.',
    ],
    [1004, 'Морковь красная', '5990', '48', look('carrot', '#ee7f2d')],
    [1005, 'Картофель', '5490', '120', look('potatoes', '#d5a860')],
    [1006, 'Лук репчатый', '3990', '150', look('onion', '#cf9245')],
    [1007, 'Баклажаны', '9990', '0', look('longVegetable', '#5a3a73')],
  ]),
  ...by('kg', 12, [
    [1011, 'Яблоки «Голден»', '14990', '38', look('fruit', '#d9c441')],
    [1012, 'Яблоки красные', '16990', '27.3', look('fruit', '#d03b3b')],
    [1013, 'Бананы', '24990', '18', look('banana', '#f4cf3f')],
    [1014, 'Виноград «Кишмиш чёрный»', '22990', '15.6', look('grapes', '#5b3a78')],
    [
      1015,
      'Дыня «Торпеда»',
      '7990',
      '80',
      look('melon', '#e8c35a'),
      'Сахарная, с тонкой кожурой. Средний вес 5–7 кг.',
    ],
    [1016, 'Арбуз', '3990', '200', look('melon', '#5f9e4c')],
    [1017, 'Гранат', '27990', '12', look('fruit', '#b02a45')],
    [1018, 'Лимоны ташкентские', '32990', '6.4', look('fruit', '#f1d03c')],
  ]),
  ...by('pcs', 13, [
    [1021, 'Кинза, пучок', '2000', '40', look('greens', '#4f9b45')],
    [1022, 'Укроп, пучок', '2000', '35', look('greens', '#6fae4c')],
    [1023, 'Райхон (базилик), пучок', '2500', '14', look('greens', '#6a4a80')],
  ]),
  ...by('kg', 141, [
    [1031, 'Грецкий орех чищеный', '94990', '9.8', look('nuts', '#b98550')],
    [1032, 'Миндаль', '119990', '5', look('nuts', '#c79257')],
    [1033, 'Фисташки солёные', '189990', '3.25', look('nuts', '#b7ad6d')],
  ]),
  ...by('kg', 142, [
    [1036, 'Курага', '64990', '11', look('nuts', '#e8923a')],
    [1037, 'Изюм чёрный', '49990', '14.5', look('grapes', '#42304f')],
  ]),
];

const BREAD_AND_DAIRY: readonly Good[] = [
  ...by('pcs', 21, [
    [2001, 'Лепёшка тандырная', '5000', '60', look('flatbread', '#d9953f'), 'Из тандыра каждые два часа.'],
    [2002, 'Лепёшка патыр', '9000', '25', look('flatbread', '#c9803a')],
    [2003, 'Хлеб бородинский', '7500', '18', look('loaf', '#6f4526')],
    [2004, 'Батон нарезной', '6000', '22', look('loaf', '#d99b4d')],
  ]),
  ...by('pcs', 22, [
    [2011, 'Самса сладкая с орехом', '8000', '16', look('sweets', '#d39a4a')],
    [2012, 'Печенье с шоколадом, 300 г', '17900', '31', look('cookies', '#c98f4f')],
  ]),
  ...by('pcs', 31, [
    [3001, 'Молоко 3,2 %, 1 л', '13900', '48', look('carton', '#3d83c5')],
    [3002, 'Кефир 2,5 %, 1 л', '14500', '30', look('carton', '#45a88c')],
    [3003, 'Катык, 0,5 л', '9900', '20', look('jar', '#f1ead8')],
    [3004, 'Сливки 20 %, 0,5 л', '21900', '0', look('carton', '#8a6fb5')],
  ]),
  ...by('kg', 32, [
    [3011, 'Сыр «Голландский»', '89990', '7.4', look('cheese', '#f3c14b')],
    [3012, 'Брынза домашняя', '62990', '4.15', look('cheese', '#efe3c2')],
  ]),
  ...by('pcs', 33, [
    [3021, 'Яйца куриные С1, 10 шт', '17900', '55', look('eggs', '#f3dcc0')],
    [3022, 'Масло сливочное 82,5 %, 200 г', '28900', '26', look('pack', '#e5b93c')],
  ]),
];

const MEAT_AND_GROCERY: readonly Good[] = [
  ...by('kg', 41, [
    [
      4001,
      'Говядина, мякоть',
      '109990',
      '24.7',
      look('meat', '#b8383c'),
      'Халяль. Нарежем бесплатно: напишите в примечании.',
    ],
    [4002, 'Баранина на кости', '119990', '16.2', look('meat', '#a53340')],
    [4003, 'Куриное филе', '54990', '19', look('meat', '#eb9c8b')],
  ]),
  ...by('kg', 42, [
    [4011, 'Колбаса «Докторская» халяль', '74990', '8.3', look('sausage', '#d9807a')],
    [4012, 'Казы конское', '189990', '2.4', look('sausage', '#7d3b2f')],
  ]),
  ...by('kg', 511, [
    [5001, 'Рис «Лазер»', '27990', '75', look('bag', '#d8b46a'), 'Для плова: зерно остаётся целым.'],
    [5002, 'Рис «Девзира»', '39990', '40', look('bag', '#c2714a')],
  ]),
  ...by('pcs', 512, [
    [5006, 'Гречка, 800 г', '16900', '44', look('bag', '#9b6b43')],
    [5007, 'Маш, 800 г', '14900', '37', look('bag', '#6f9550')],
    [5008, 'Нут, 800 г', '18900', '29'],
  ]),
  ...by('pcs', 52, [
    [5011, 'Спагетти, 450 г', '11900', '52', look('pack', '#d99a2b')],
    [5012, 'Лапша для лагмана, 500 г', '12900', '33', look('pack', '#5d8fb8')],
  ]),
  ...by('pcs', 53, [
    [5021, 'Масло подсолнечное, 1 л', '23900', '64', look('bottle', '#e6b422')],
    [5022, 'Масло хлопковое, 1 л', '19900', '41', look('bottle', '#c98a26')],
    [5023, 'Зира, 100 г', '15900', '23', look('jar', '#8a6a3c')],
    [5024, 'Барбарис сушёный, 100 г', '13900', '17', look('jar', '#8e2f3b')],
    [5025, 'Томатная паста, 500 г', '16500', '36', look('jar', '#c33a2c')],
  ]),
];

const DRINKS_AND_SWEETS: readonly Good[] = [
  ...by('pcs', 61, [
    [6001, 'Вода питьевая, 0,5 л', '3000', '240', look('bottle', '#5fa8d8')],
    [6002, 'Вода питьевая, 5 л', '11000', '60', look('bottle', '#3f8fc9')],
    [6003, 'Вода минеральная с газом, 1 л', '6500', '96', look('bottle', '#4fae96')],
  ]),
  ...by('pcs', 62, [
    [6011, 'Сок яблочный, 1 л', '18500', '34', look('carton', '#7fb83e')],
    [6012, 'Сок гранатовый, 1 л', '36900', '12', look('carton', '#a82b46')],
    [6013, 'Сок апельсиновый, 1 л', '21900', '0', look('carton', '#ef8f2c')],
  ]),
  ...by('pcs', 631, [
    [6021, 'Чай зелёный № 95, 100 г', '14900', '70', look('pack', '#4d8a4f'), 'Тот самый ташкентский, № 95.'],
    [6022, 'Чай зелёный с жасмином, 100 г', '19900', '28', look('pack', '#7fae6a')],
  ]),
  ...by('pcs', 632, [
    [6026, 'Чай чёрный байховый, 250 г', '29900', '32', look('pack', '#8e3f2f')],
    [6027, 'Чай чёрный с бергамотом, 25 пак.', '24900', '19'],
  ]),
  ...by('pcs', 64, [
    [6031, 'Кола, 0,45 л', '7500', '110', look('can', '#b3262e')],
    [6032, 'Лимонад «Тархун», 0,45 л', '6900', '85', look('can', '#3f9b57')],
  ]),
  ...by('pcs', 71, [
    [7001, 'Шоколад молочный, 90 г', '16900', '58', look('chocolate', '#7b4a2b')],
    [7002, 'Шоколад горький 75 %, 90 г', '19900', '40', look('chocolate', '#4a2c1c')],
  ]),
  ...by('kg', 72, [
    [7011, 'Халва кунжутная', '44990', '12.5', look('sweets', '#c9a06a')],
    [7012, 'Навват (сахар виноградный)', '29990', '10', look('sweets', '#e3b95b')],
    [7013, 'Пашмак', '52990', '3.6', look('sweets', '#efe2cf')],
    [7014, 'Пахлава с фисташкой', '99990', '0.85', look('sweets', '#bd7f35')],
  ]),
];

const HOME: readonly Good[] = [
  ...by('pcs', 81, [
    [8001, 'Средство для посуды, 0,5 л', '14900', '47', look('bottle', '#67b34a')],
    [8002, 'Бумажные полотенца, 2 рулона', '17900', '39', look('roll', '#7fb2d6')],
    [8003, 'Губки для посуды, 5 шт', '8900', '66'],
  ]),
  { id: 8010, groupId: 82, name: 'Пиала «Пахта»', unit: 'pcs', onHand: '0', look: look('bowl', '#2c4f94') },
  ...[
    { id: 8011, name: 'Пиала «Пахта» синяя', color: 'синий', onHand: '48', look: look('bowl', '#2c4f94') },
    {
      id: 8012,
      name: 'Пиала «Пахта» зелёная',
      color: 'зелёный',
      onHand: '12',
      look: look('bowl', '#2f7d5b'),
    },
    { id: 8013, name: 'Пиала «Пахта» красная', color: 'красный', onHand: '0', look: look('bowl', '#a83a3a') },
  ].map((variant) => ({ ...variant, groupId: 82, unit: 'pcs' as const, price: '12000', parentId: 8010 })),
  {
    id: 8020,
    groupId: 83,
    name: 'Фартук хлопковый',
    unit: 'pcs',
    onHand: '0',
    look: look('apron', '#c46a3a'),
  },
  ...[
    { id: 8021, name: 'Фартук хлопковый M', size: 'M', onHand: '9' },
    { id: 8022, name: 'Фартук хлопковый L', size: 'L', onHand: '4' },
  ].map((variant) => ({
    ...variant,
    groupId: 83,
    unit: 'pcs' as const,
    price: '65000',
    parentId: 8020,
    look: look('apron', '#c46a3a'),
  })),
  // not priced yet: the bot shows it only where the shop wants that
  { id: 8030, groupId: 82, name: 'Казан чугунный, 8 л', unit: 'pcs', onHand: '3' },
];

/** The shelf: pieces and weighed goods, variants, some sold out, some without a picture or a price. */
export const GOODS: readonly Good[] = [
  ...FRESH,
  ...BREAD_AND_DAIRY,
  ...MEAT_AND_GROCERY,
  ...DRINKS_AND_SWEETS,
  ...HOME,
];
