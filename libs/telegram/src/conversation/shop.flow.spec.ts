import { lettersOf, texts } from '@rto/screens';
import { newDialog } from './dialog';
import { TYPED_BUTTONS } from './flows';
import { ShopFlow } from './shop.flow';
import type { Turn } from './turn';

function turnIn(settings: Partial<Turn['tenant']['settings']>): Turn {
  const tenant = { name: 'Дружба', settings } as Turn['tenant'];
  return { tenant, t: texts('ru'), dialog: newDialog('ru', false) } as Turn;
}

describe('«Магазин»', () => {
  it('stands in the menu once the shop can be reached or found', () => {
    expect(ShopFlow.inMenu(turnIn({}))).toBeUndefined();
    const shopLocation = { latitude: 41.3, longitude: 69.2 };
    for (const settings of [
      { shopPhone: '102' },
      { shopAddress: 'Чиланзар 5' },
      { shopUsername: 'a_shop' },
      { shopLocation },
    ])
      expect(ShopFlow.inMenu(turnIn(settings))).toEqual({
        label: '🏪 Магазин',
        action: { type: 'openShop' },
      });
  });

  it('opens to who types it as well', () => {
    for (const word of ['магазин', 'Doʻkon', 'shop', 'На карте', 'write to us'])
      expect(TYPED_BUTTONS.find(word)).toEqual({ type: 'button', meaning: { type: 'openShop' } });
  });

  it('shows contacts and hours, and is where the person is then', async () => {
    const openingHours = { start: 540, end: 1260, timeZone: 'Asia/Tashkent' };
    const turn = turnIn({ shopPhone: '+998712000000', openingHours });
    const { screen } = await new ShopFlow().taps.openShop(turn, { type: 'openShop' });
    expect(lettersOf(screen?.text ?? [])).toMatch(/с 09:00 до 21:00\n📞 \+998712000000/);
    expect(turn.dialog.place).toEqual({ type: 'openShop' });
  });
});
