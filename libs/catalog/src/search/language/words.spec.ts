import { wordsOf } from './words';

const forms = (text: string): string[] => wordsOf(text).map((word) => word.forms[0] ?? '');

describe('the words of a name', () => {
  it.each([
    ['Молоко "Nestle" 3,2% 1л', ['moloko', 'nestle', '3.2', '1']],
    ['Coca-Cola 1.5L', ['koka', 'kola', '1.5']],
    ['средство для мытья посуды', ['sredstvo', 'mitia', 'posudi']],
    ['Ср-во д/посуды', ['sr', 'posudi']],
    ['Кофе 3в1 25x20г', ['kofe', '3', '1', '25', '20']],
    ['Лампа E27 9W', ['lampa', 'e27', '9']],
    ['А4', ['a4']],
    ['.*', []],
    ['для', ['dlia']],
  ])('%s', (text, words) => {
    expect(forms(text)).toEqual(words);
  });

  it.each([
    ['1,5 л', '1500ml'],
    ['1.5l', '1500ml'],
    ['1500 мл', '1500ml'],
    ['0,5кг', '500g'],
    ['500 гр', '500g'],
    ['2 литра', '2000ml'],
    ['12 шт', undefined],
    ['3.2%', undefined],
  ])('of the amount %s are compared as %s', (text, amount) => {
    expect(wordsOf(text)[0]?.amount).toBe(amount);
  });

  it.each([
    ['мол.', 'mol', ''],
    ['МОРОЖ-ОЕ', 'moroj', 'oe'],
    ['ср-во', 'sr', 'vo'],
  ])('%s is cut', (text, head, tail) => {
    expect(wordsOf(text)[0]?.cut).toEqual({ head, tail });
  });

  it('is an abbreviation as a whole between slashes', () => {
    expect(forms('пакет п/э')).toEqual(['paket', 'pe']);
  });
});
