import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { sql } from 'drizzle-orm';
import { aDataDir, aFolder, removeFolder } from '@rto/testing';
import type { DatabaseHandle } from '../database';
import { describeDatabase } from '../database.contract';
import { FolderInUseError } from './folder-lock';
import { openDatabase } from '../open-database';

const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

/** Takes the lock as soon as it is told to, says whether it got it, and stays. */
const HOLDER = `
  const { FolderLock } = require('./folder-lock');
  process.stdin.once('data', () => {
    try { FolderLock.acquire(process.argv[2]); console.log('held'); }
    catch (error) { console.log(error.name); }
  });
  console.log('ready');
`;

/** The lock's own code as plain files, for real processes beside this one. */
function compileHolder(folder: string): string {
  for (const name of ['folder-lock', 'process-identity']) {
    const { code } = transformFileSync(join(__dirname, `${name}.ts`), {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
  const holder = join(folder, 'holder.js');
  writeFileSync(holder, HOLDER);
  return holder;
}

const nextLine = async (child: ChildProcess): Promise<string> => {
  const [data] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return data.toString().trim();
};

describe('PGlite', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = aFolder();
  });
  afterEach(() => {
    children.splice(0).forEach((child) => child.kill('SIGKILL'));
    removeFolder(folder);
  });

  const open = (dataDir: string): Promise<DatabaseHandle> => openDatabase({ dataDir, logger });
  const startHolder = async (holder: string, dataDir: string): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [holder, join(dataDir, 'pgdata.lock')]);
    children.push(child);
    expect(await nextLine(child)).toBe('ready');
    return child;
  };
  const goAhead = async (child: ChildProcess): Promise<string> => {
    child.stdin?.write('go');
    return nextLine(child);
  };

  it('refuses a second process in one clear line, and is taken over once that is killed', async () => {
    folder = await aDataDir();
    const child = await startHolder(compileHolder(folder), folder);
    expect(await goAhead(child)).toBe('held');

    const refused = await open(folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderInUseError);
    expect(String(refused)).toMatch(new RegExp(`^[^\\n]*in use by process ${child.pid} [^\\n]*$`));

    const opening = open(folder); // as one that is restarted before the last one is gone
    setTimeout(() => child.kill('SIGKILL'), 500);
    const database = await opening;
    await database.ping();
    await database.close();
  });

  it('lets exactly one of eight processes have the lock that a killed one left', async () => {
    const holder = compileHolder(folder);
    const dead = await startHolder(holder, folder);
    await goAhead(dead);
    dead.kill('SIGKILL');
    await once(dead, 'exit');

    const rivals = await Promise.all(Array.from({ length: 8 }, () => startHolder(holder, folder)));
    const answers = await Promise.all(rivals.map(goAhead));
    expect(answers.sort()).toEqual([...Array<string>(7).fill('FolderInUseError'), 'held']);
  });

  it('keeps its rows over a restart and migrates only once', async () => {
    const first = await open(folder);
    await first.db.acrossTenants.execute(sql`INSERT INTO key_value_entries VALUES ('k', '1', now())`);
    await first.close();
    const second = await open(folder);
    const { rows } = await second.db.acrossTenants.execute(
      sql`SELECT key, (SELECT (count(*) - count(DISTINCT hash))::int FROM drizzle.__drizzle_migrations) AS repeated
          FROM key_value_entries`,
    );
    expect(rows).toEqual([{ key: 'k', repeated: 0 }]);
    await second.close();
  });

  describe('as a database', () => {
    const own = aFolder();
    describeDatabase(() => open(own));
    afterAll(() => removeFolder(own)); // after the suite has closed it
  });
});
