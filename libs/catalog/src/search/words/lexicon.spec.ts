import { wordsOf } from '../language/words';
import { ABBREVIATIONS } from './abbreviations';
import { BRANDS } from './brands';
import { CARE } from './care';
import { FOOD } from './food';
import { HOME } from './home';
import { Lexicon } from './lexicon';
import { PRODUCE } from './produce';

const lines = `${FOOD}${PRODUCE}${CARE}${HOME}`.split('\n').filter(Boolean);
const meanings = (text: string): number[] =>
  Lexicon.shared.saidIn(wordsOf(text)).map(({ meaning }) => meaning);

describe('the word list', () => {
  it('names at least four hundred things in three tongues', () => {
    expect(lines.length).toBeGreaterThanOrEqual(400);
    for (const line of lines) {
      const columns = line.split(' | ');
      expect([line, columns.length === 3 || columns.length === 4]).toEqual([line, true]);
      for (const name of columns.flatMap((column) => column.split(', '))) {
        expect([line, name, name === name.trim() && wordsOf(name).length > 0]).toEqual([line, name, true]);
      }
    }
    for (const line of BRANDS.split('\n').filter(Boolean)) expect(line).toMatch(/^[^|]+, [^|]+$/);
    for (const line of ABBREVIATIONS.split('\n').filter(Boolean)) expect(line).toMatch(/^[^:]+: [^:]+$/);
  });

  it('writes Uzbek in Latin with its own letter', () => {
    for (const line of lines) {
      const uzbek = line.split(' | ')[1] ?? '';
      expect(uzbek).not.toMatch(/[\u0400-\u04ff'`’‘]/);
    }
  });

  it('says each thing once', () => {
    const russian = lines.map((line) => line.split(' | ')[0] ?? '');
    expect(russian.filter((names, index) => russian.indexOf(names) !== index)).toEqual([]);
  });

  it.each([
    ['молоко', 'sut', 'сут', 'milk', 'молоком', 'sutni'],
    ['зубная паста', 'tish pastasi', 'тиш пастаси', 'toothpaste', 'паста зубная'],
    ['кока кола', 'coca-cola', 'Кока-Кола'],
  ])('has one meaning for %s and its other names', (name, ...others) => {
    for (const other of others) {
      expect([other, meanings(other).some((meaning) => meanings(name).includes(meaning))]).toEqual([
        other,
        true,
      ]);
    }
  });

  it('understands what cashiers cut and shorten', () => {
    expect(meanings('МОРОЖ-ОЕ')).toEqual(expect.arrayContaining(meanings('мороженое')));
    expect(meanings('Ср-во д/посуды')).toEqual(expect.arrayContaining(meanings('средство для посуды')));
    expect(Lexicon.shared.spelledOut(wordsOf('Т/Б Zewa'))).toHaveLength(3);
  });
});
