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
  it('stands in the menu once the shop has a phone or an address', () => {
    expect(ShopFlow.inMenu(turnIn({}))).toBeUndefined();
    for (const settings of [{ shopPhone: '+998712000000' }, { shopAddress: 'Чиланзар 5' }])
      expect(ShopFlow.inMenu(turnIn(settings))).toEqual({
        label: '🏪 Магазин',
        action: { type: 'openShop' },
      });
  });

  it('opens to who types it as well', () => {
    for (const word of ['магазин', 'Doʻkon', 'shop'])
      expect(TYPED_BUTTONS.find(word)).toEqual({ type: 'button', meaning: { type: 'openShop' } });
  });

  it('shows contacts and hours, and is where the person is then', async () => {
    const openingHours = { start: 540, end: 1260, timeZone: 'Asia/Tashkent' };
    const turn = turnIn({ shopPhone: '+998712000000', openingHours });
    const { screen } = await new ShopFlow().taps.openShop(turn, { type: 'openShop' });
    expect(lettersOf(screen?.text ?? [])).toMatch(/\+998712000000[^]*с 09:00 до 21:00/);
    expect(turn.dialog.place).toEqual({ type: 'openShop' });
  });
});
