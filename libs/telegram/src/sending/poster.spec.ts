import { writeFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { poster } from './poster';
import { drawable } from './stroke-font';

const ADDRESS = 'https://t.me/druzhba_bot?start=group_7-src_listovka_2';

describe('a page to print', () => {
  it.each([
    ['Дружба', 'Наведите камеру, откроется в Telegram'],
    ['Супермаркет «Щедрый двор» № 5, филиал в Чиланзаре', 'Kamerani tuting, Telegramda ochiladi'],
    ['متجر', ''],
  ])('has a QR code that leads to its address, whatever the shop is called: %s', async (title, hint) => {
    const file = await poster(title, ADDRESS, hint);
    if (process.env['POSTER']) writeFileSync(`${process.env['POSTER']}/${title.length}.png`, file);
    const { data, width, height } = PNG.sync.read(file);
    expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(ADDRESS);
    expect(file.length).toBeLessThan(100_000);
  });

  it('has every letter of its languages', () => {
    const letters = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЎҚҒҲABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ʻ';
    expect(drawable(letters)).toHaveLength([...letters].length);
    expect(drawable('Oʻzbek do’koni — «Дўкон», café 5')).toBe('OʻZBEK DOʻKONI — «ДЎKOH», CAFE 5');
    expect(drawable('商店 😀')).toBe('');
  });
});
