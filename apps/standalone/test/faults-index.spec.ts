import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const [faults = '', harm = ''] = read('docs/faults.md').split('\n## Who means harm\n');
const rows = rowsOf(faults);
const harms = rowsOf(harm);

describe('the index of faults', () => {
  it('has a row for each row of the table of faults', () => {
    const [, table = ''] = read('docs/reliability.md').split('\n## 2. Faults\n');
    const [, ...named] = [...table.matchAll(/^\| ([^|]+) \|[^|]*\|[^|]*\|$/gm)].map(([, fault = '']) =>
      fault.trim(),
    );
    expect(rows.map(({ fault }) => fault)).toEqual(named.filter((fault) => !fault.startsWith('-')));
    expect(named).toContain('storm');
  });

  it('has a row for each test of somebody who means harm', () => {
    const tests = readdirSync(__dirname).filter((file) => file.startsWith('harm-'));
    const named = harms.flatMap(({ proofs }) => proofs.map(({ file }) => basename(file)));
    expect([...new Set(named)].sort()).toEqual(tests.sort());
  });

  it.each([...rows, ...harms])('proves "$fault" by tests that exist', ({ proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, name } of proofs) {
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
      expect(read(file)).toContain(name);
    }
  });
});

function rowsOf(text: string): { fault: string; proofs: { file: string; name: string }[] }[] {
  return [...text.matchAll(/^\| ([^|]+) \| (`[^|]+) \|$/gm)].map(([, fault = '', proof = '']) => ({
    fault: fault.trim(),
    proofs: [...proof.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = '', name = '']) => ({ file, name })),
  }));
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
