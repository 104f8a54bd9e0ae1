import type { Order } from '@rto/orders';
import { progressScreen } from './progress.screen';
import { anOrder, shown, words } from './screens.builders';

const { t, f } = words();

/** A minute after the other, from when it was placed on. */
function steps(...statuses: readonly Order['steps'][number]['status'][]): Order['steps'] {
  return statuses.map((status, index) => ({ status, at: new Date(Date.UTC(2026, 10, 23, 7, index + 1)) }));
}

describe('the message that tells how far an order is', () => {
  it('says the number at once', () => {
    expect(shown(progressScreen(anOrder(), t, f))).toMatchInlineSnapshot(`
     "*Заказ № 12 получен, передаём в магазин.*
     Сообщим, когда магазин его примет.

     23 ноября 2026, 12:00 — получен
     [📦 Мои заказы] [🏠 Меню]"
    `);
  });

  it('says every stage with its time, the last one first of all', () => {
    const order = anOrder({
      state: 'submitted',
      regosCode: 'ODL-7',
      regosStatus: 'Finished',
      steps: steps('New', 'Approved', 'Processing', 'Paying', 'Finished'),
    });
    expect(shown(progressScreen(order, t, f))).toMatchInlineSnapshot(`
     "*📦 Заказ № 12: выдан. Спасибо за покупку!*
     Номер в магазине: ODL-7

     23 ноября 2026, 12:00 — получен
     12:01 — передан в магазин
     12:02 — принят магазином
     12:03 — собирается
     12:04 — готов
     12:05 — выдан
     [📦 Мои заказы] [🏠 Меню]"
    `);
  });

  it('says that it is over', () => {
    const refused = anOrder({ state: 'refused' });
    const cancelled = anOrder({
      state: 'cancelled',
      regosStatus: 'Canceled',
      steps: steps('New', 'Canceled'),
    });
    expect(shown(progressScreen(refused, t, f))).toContain('Заказ № 12: магазин не принял');
    expect(shown(progressScreen(cancelled, t, f))).toMatchInlineSnapshot(`
     "*📦 Заказ № 12: отменён*

     23 ноября 2026, 12:00 — получен
     12:01 — передан в магазин
     12:02 — отменён
     [📦 Мои заказы] [🏠 Меню]"
    `);
  });

  it('names the day of what came on another one', () => {
    const at = new Date('2026-11-24T07:00:00Z');
    const order = anOrder({ state: 'submitted', regosStatus: 'New', steps: [{ status: 'New', at }] });
    expect(shown(progressScreen(order, t, f))).toContain('24 ноября 2026, 12:00 — передан в магазин');
  });

  it('says in the time before a number, while the shop approves by itself, where it is', () => {
    const order = anOrder({ state: 'submitting', regosStatus: 'New', steps: steps('New') });
    expect(shown(progressScreen(order, t, f))).toContain('передан в магазин, ждём подтверждения');
  });

  it('stays: what its buttons open comes below', () => {
    expect(progressScreen(anOrder(), t, f).stays).toBe(true);
  });

  it.each([
    ['uz', '12-buyurtma: tayyor, toʻlov kutilmoqda', '2026-yil 23-noyabr, 12:00 — qabul qilib oldik'],
    ['en', 'Order #12: ready, waiting for payment', '23 Nov 2026, 12:00 — received'],
  ] as const)('speaks %s', (language, title, placed) => {
    const { t, f } = words(language);
    const order = anOrder({ state: 'submitted', regosStatus: 'Paying', steps: steps('New', 'Paying') });
    const text = shown(progressScreen(order, t, f));
    expect(text).toContain(title);
    expect(text).toContain(placed);
  });
});
