import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mutations from '../../../scripts/teeth/mutations.json';

const ROOT = join(__dirname, '../../..');

describe('the rules that npm run test:teeth takes out', () => {
  it.each(mutations)('rule $rule, without $without, is in the code exactly once', ({ file, search }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split(search)).toHaveLength(2);
  });

  it.each(mutations)('rule $rule, without $without, names tests that exist', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const test of tests) expect([test, existsSync(join(ROOT, test))]).toEqual([test, true]);
  });

  it('are all ten', () => {
    expect(new Set(mutations.map(({ rule }) => rule))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  });

  it('are listed beside the script', () => {
    const list = readFileSync(join(ROOT, 'scripts/teeth/README.md'), 'utf8').replaceAll(/ +/g, ' ');
    for (const { rule, without } of mutations) expect(list).toContain(`| ${rule} | ${without} |`);
  });
});
