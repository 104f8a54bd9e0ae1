import { RunningShop } from './running-shop';
import { closeWithoutComplaints, labels, lists, press, say } from './walking';

describe('searching', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  it('finds by words in any order and by barcode, and lets one search again at once', async () => {
    const chat = await shop.visitor();
    await press(chat, 'Каталог', 'Выберите раздел');
    await press(chat, 'Поиск', 'Напишите название товара');
    const found = await say(chat, 'ЯБЛОЧНЫЙ сок', 'Поиск: ЯБЛОЧНЫЙ сок');
    expect(labels(found)[0]).toBe('Сок яблочный 1 л — 18 500 сум | ➕');
    await say(chat, '4780000000103', (message) => labels(message)[0]?.startsWith('Яблоки') === true);
    await press(chat, /Яблоки/, 'Цена: ');
    await press(chat, 'Назад', 'Поиск: 4780000000103');
  });

  it('understands three languages, mistakes and the wrong layout', async () => {
    const chat = await shop.visitor();
    await press(chat, 'Каталог', 'Выберите раздел');
    await press(chat, 'Поиск', 'Напишите название товара');
    for (const text of [
      'яблочного сока',
      'olma sharbati',
      'олма шарбати',
      'apple juice',
      'яблачный сог',
      'cjr 1k',
      'sok 1l',
    ]) {
      const found = await say(chat, text, `Поиск: ${text}`);
      expect([text, labels(found)[0]]).toEqual([text, 'Сок яблочный 1 л — 18 500 сум | ➕']);
    }
    const near = await say(chat, 'ибблыки', 'Такого не нашлось. Возможно, вы искали:');
    expect(labels(near)[0]).toMatch(/^Яблоки/);
    expect(labels(near)).toContain('📁 Другое');
  });

  it('says when nothing was found, whatever was typed', async () => {
    const chat = await shop.visitor();
    await press(chat, 'Каталог', 'Выберите раздел');
    await press(chat, 'Поиск', 'Напишите название товара');
    const empty = await say(chat, '<b>&"ъъъ', 'Ничего не нашлось');
    expect(empty.words).toContain('Поиск: <b>&"ъъъ');
    await say(chat, 'x'.repeat(3000), 'Ничего не нашлось');
    await say(chat, '🧀', 'Ничего не нашлось');
    await say(chat, 'сыр', lists('Сыр</b> & "Ко"'));
  });

  describe('a REGOS whose rows have no barcodes', () => {
    it('is asked once for a barcode that nothing has, and never for words', async () => {
      const tenant = await shop.connect();
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      const searches = (): number =>
        shop.regos.calls.filter(
          ({ method, connectedIntegrationId: id }) => method === 'Item/Search' && id === tenant.connectionId,
        ).length;
      await press(chat, 'Каталог', 'Выберите раздел');
      await press(chat, 'Поиск', 'Напишите название товара');
      await say(chat, '4780 0000 00777', (message) => labels(message)[0]?.startsWith('Вода') === true);
      await say(chat, '47800000', 'Ничего не нашлось');
      await say(chat, 'ъъъ', 'Ничего не нашлось');
      await say(chat, '47800000', 'Поиск: 47800000');
      expect(searches()).toBe(2);
    });

    it('that does not answer is named as the cause', async () => {
      const tenant = await shop.connect();
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      await press(chat, 'Каталог', 'Выберите раздел');
      await press(chat, 'Поиск', 'Напишите название товара');
      shop.regos.faults.add({ kind: 'httpStatus', status: 503, method: 'Item/Search' });
      await say(chat, '47811111', 'Магазин сейчас не отвечает, но ничего не потеряно');
    });
  });
});
