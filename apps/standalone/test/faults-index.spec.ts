import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const index = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8');
const rows = [...index.matchAll(/^\| ([^|]+) \| (`[^|]+) \|$/gm)].map(([, fault = '', proof = '']) => ({
  fault: fault.trim(),
  proofs: [...proof.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = '', name = '']) => ({ file, name })),
}));

describe('the index of faults', () => {
  it('has a row for each row of the table of faults', () => {
    expect(rows).toHaveLength(21);
  });

  it.each(rows)('proves "$fault" by tests that exist', ({ proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, name } of proofs) {
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(name);
    }
  });
});
