import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivate } from './private-folder';

describe('a private folder', () => {
  const above = mkdtempSync(join(tmpdir(), 'rto-private-'));
  const umask = process.umask();
  afterAll(() => {
    process.umask(umask);
    rmSync(above, { recursive: true, force: true });
  });
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

  it('is made for its user alone, and so is what comes into it', async () => {
    const folder = join(above, 'new');
    await makePrivate(folder);
    writeFileSync(join(folder, 'file'), '', { mode: 0o666 });
    expect([modeOf(folder), modeOf(join(folder, 'file'))]).toEqual(['700', '600']);
  });

  it('is taken from others with all that an earlier start left in it', async () => {
    const folder = join(above, 'old');
    mkdirSync(join(folder, 'inside'), { recursive: true });
    const files = ['file', 'inside/file'].map((name) => join(folder, name));
    for (const file of files) writeFileSync(file, '');
    for (const path of [folder, join(folder, 'inside')]) chmodSync(path, 0o755);
    for (const file of files) chmodSync(file, 0o644);
    await makePrivate(folder);
    expect([folder, join(folder, 'inside'), ...files].map(modeOf)).toEqual(['700', '700', '600', '600']);
  });
});
