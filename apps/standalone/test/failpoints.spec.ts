import { FAILPOINTS } from '@rto/kernel';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIBS = join(__dirname, '../../../libs');

describe('failpoints', () => {
  const sources = readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
    .map((file) => readFileSync(join(LIBS, file), 'utf8'))
    .join('\n');

  it.each(FAILPOINTS)('pass %s once on the way of an update or an order', (name) => {
    expect(sources.split(`await failpoint('${name}')`)).toHaveLength(2);
  });
});
