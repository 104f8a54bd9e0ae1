import { stemsOf } from './endings';
import { foldings } from './folding';

const stems = (word: string): string[] => stemsOf(foldings(word)[0] ?? '');

describe('the stems of words', () => {
  it.each([
    ['молоко', 'молока', 'молоком', 'молоку'],
    ['вода', 'воды', 'водой', 'воду'],
    ['носки', 'носок', 'носков', 'носками'],
    ['салфетки', 'салфеток', 'салфетку'],
    ['перец', 'перца'],
    ['белая', 'белый', 'белое', 'белые', 'белую'],
    ['sut', 'sutni', 'sutlar', 'sutdan', 'sutga', 'sutning'],
    ['tuxum', 'tuxumlarni', 'tuxumlar'],
    ['паста', 'pastasi'],
    ['макароны', 'макарон', 'makaroni', 'макаронами'],
    ['сут', 'сутни'],
    ['tomato', 'tomatoes'],
    ['banana', 'bananas'],
  ])('of %s are among those of its other cases', (word, ...others) => {
    for (const other of others) {
      expect([other, stems(word).some((stem) => stems(other).includes(stem))]).toEqual([other, true]);
    }
  });

  it('leave three letters', () => {
    for (const word of ['сок', 'мука', 'рис', 'un', 'non']) {
      for (const stem of stems(word)) expect(stem.length).toBeGreaterThanOrEqual(Math.min(word.length, 3));
    }
  });

  it('are those of the tongues that are asked for', () => {
    expect(stemsOf('salami', ['en'])).toEqual(['salami']);
    expect(stemsOf('salami', ['ru'])).toContain('sal');
  });
});
