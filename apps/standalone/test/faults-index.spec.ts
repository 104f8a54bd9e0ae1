import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const index = read('docs/faults.md');
const rows = [...index.matchAll(/^\| ([^|]+) \| (`[^|]+) \|$/gm)].map(([, fault = '', proof = '']) => ({
  fault: fault.trim(),
  proofs: [...proof.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = '', name = '']) => ({ file, name })),
}));

describe('the index of faults', () => {
  it('has a row for each row of the table of faults', () => {
    const [, faults = ''] = read('docs/reliability.md').split('\n## 2. Faults\n');
    const [, ...named] = [...faults.matchAll(/^\| ([^|]+) \|[^|]*\|[^|]*\|$/gm)].map(([, fault = '']) =>
      fault.trim(),
    );
    expect(rows.map(({ fault }) => fault)).toEqual(named.filter((fault) => !fault.startsWith('-')));
    expect(named).toContain('storm');
  });

  it.each(rows)('proves "$fault" by tests that exist', ({ proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, name } of proofs) {
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
      expect(read(file)).toContain(name);
    }
  });
});

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
