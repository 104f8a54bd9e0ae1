import { UserError } from '@rto/kernel';
import { formats, texts } from '@rto/screens';
import { errorText, trouble } from './trouble';
import type { Turn } from './turn';

function turnIn(settings: Partial<Turn['tenant']['settings']>): Pick<Turn, 'tenant' | 't' | 'f'> {
  return { tenant: { settings } as Turn['tenant'], t: texts('ru'), f: formats('ru', 'Asia/Tashkent') };
}
const reachable = turnIn({ shopPhone: '+998712000000', shopUsername: 'my_shop' });
const WAY = '📞 Связаться с магазином: +998712000000, @my_shop';

it('says how to reach the shop, where it gave a way', () => {
  expect(trouble('Беда.', reachable)).toBe(`Беда.\n${WAY}`);
  expect(trouble('Беда.', turnIn({}))).toBe('Беда.');
});

it.each(['orderTooLate', 'phoneHeldByOther', 'regosUnavailable', 'ordersDisabled'])(
  'names the way to the shop with %s, where only that can help',
  (code) => {
    expect(errorText(new UserError(code), reachable).split('\n')).toEqual([expect.any(String), WAY]);
  },
);

it.each(['cartEmpty', 'itemGone', 'quantityInvalid'])('leaves %s to the person', (code) => {
  expect(errorText(new UserError(code), reachable)).not.toContain(WAY);
});
