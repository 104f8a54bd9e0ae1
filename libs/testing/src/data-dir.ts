import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsHash } from '../../../scripts/test-services';
import { aFolder, removeFolder } from './folder';

/** Of the checkout, so that whoever makes one may remove those of older migrations. */
const PREPARED = join(__dirname, '../../../node_modules/.cache/rto-embedded');
/** What PGlite writes; locks and secrets are a start's own. */
const DATABASE = 'pgdata';

/**
 * A new DATA_DIR in which the embedded database is made and migrated already: PGlite takes seconds of a processor for
 * that, and a tenth of one for opening a copy. The caller removes it.
 */
export async function aDataDir(): Promise<string> {
  const from = await preparedFolder();
  const dataDir = aFolder();
  cpSync(join(from, DATABASE), join(dataDir, DATABASE), { recursive: true }); // a third of the time that cp takes
  return dataDir;
}

/** Made by the first who asks in this checkout; of two at once the second one's is thrown away. */
async function preparedFolder(): Promise<string> {
  const hash = migrationsHash();
  const folder = join(PREPARED, hash);
  if (await exists(folder)) return folder;
  const { openDatabase } = await import('@rto/database'); // of many e2e tests one comes here
  const made = aFolder();
  const logger = { error: (message: string) => process.stderr.write(`${message}\n`) };
  const database = await openDatabase({ dataDir: made, logger });
  await database.close();
  await mkdir(PREPARED, { recursive: true });
  const unfinished = await mkdtemp(join(PREPARED, 'unfinished-'));
  cpSync(made, unfinished, { recursive: true });
  removeFolder(made);
  await rename(unfinished, folder).catch(() => removeFolder(unfinished)); // somebody was first
  await removeOlder(hash);
  return folder;
}

async function removeOlder(hash: string): Promise<void> {
  const others = (await readdir(PREPARED)).filter((name) => name !== hash && !name.startsWith('unfinished'));
  for (const name of others) removeFolder(join(PREPARED, name));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
