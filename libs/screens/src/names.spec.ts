import { buttonName, fitting, namesFor, shorten } from './names';

const FAMILY = '👨‍👩‍👧‍👦';

describe('names', () => {
  it('are cut between characters that a person sees as one', () => {
    expect(shorten(FAMILY.repeat(10), 40)).toBe(`${FAMILY.repeat(3)}…`);
    expect(shorten('é'.normalize('NFD').repeat(30), 11)).toBe(`${'é'.normalize('NFD').repeat(5)}…`);
  });

  it('stay whole when they fit', () => {
    expect(shorten('Сок', 3)).toBe('Сок');
    expect(namesFor(5, 3_600)('Ж'.repeat(300))).toBe('Ж'.repeat(300));
  });

  it('share the room of a text', () => {
    expect(namesFor(20, 3_600)('Ж'.repeat(300))).toHaveLength(120);
    expect(namesFor(100, 1_800)('Ж'.repeat(300))).toHaveLength(24);
  });

  it('never leave a button without a word', () => {
    expect(buttonName(' \n ')).toBe('—');
  });

  it('that run from right to left do not turn the price beside them', () => {
    expect(buttonName('عصير')).toBe('\u2068عصير\u2069');
    expect(buttonName('Сок \u202Eкот')).toBe('\u2068Сок \u202Eкот\u2069');
    expect(buttonName('Сок \u2069\u202Eкот')).toBe('\u2068Сок \u202Eкот\u2069');
  });

  it('with markup stay as they are: the sender escapes', () => {
    expect(buttonName('<b>Сыр</b> & "Ко" _*`')).toBe('<b>Сыр</b> & "Ко" _*`');
  });
});

describe('rows', () => {
  const more = (count: number): string => `+${count}`;

  it('that fit are all shown', () => {
    expect(fitting(['a', 'b'], 4, more)).toEqual(['a', 'b']);
  });

  it('that do not fit are counted', () => {
    expect(fitting(['aa', 'bb', 'cc'], 6, more)).toEqual(['aa', 'bb', '+1']);
    expect(fitting(['aaaa'], 2, more)).toEqual(['+1']);
  });
});
