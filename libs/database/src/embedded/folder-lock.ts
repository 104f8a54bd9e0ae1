import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, isRunning, ownIdentity, type ProcessIdentity } from './process-identity';

/** Another running process has the folder; the message is one line for the operator. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(
    message: string,
    readonly pid: number,
  ) {
    super(message);
  }
}

/** Between looks whether a holder is gone. */
const LOOK_EVERY_MS = 100;

type LockRecord = ProcessIdentity & { readonly released: boolean };

interface Held {
  readonly generation: number;
  readonly record: LockRecord;
}

/**
 * Keeps a second process out of a folder that PGlite would let it corrupt (docs/hosts.md 6).
 *
 * The lock is a folder of numbered files and its highest number holds. Taking over from a dead holder means
 * creating the next number, which only one process can: with a single file, one of two that both saw the dead
 * holder could remove the other's fresh lock. The highest file is never deleted, so numbers never start again.
 * Assumes that all processes see each other's numbers: two containers that share a volume do not.
 */
export class FolderLock {
  private constructor(
    private readonly folder: string,
    private readonly generation: number,
  ) {}

  /** @throws FolderInUseError when a running process holds it, this one included */
  static acquire(folder: string): FolderLock {
    mkdirSync(folder, { recursive: true });
    for (;;) {
      const last = highest(folder);
      if (last && !last.record.released && isRunning(last.record)) throw inUse(folder, last.record.pid);
      const generation = (last?.generation ?? 0) + 1;
      if (!create(folder, generation)) continue;
      if (highest(folder)?.generation !== generation) {
        rmSync(join(folder, String(generation)), { force: true }); // somebody was further already
        continue;
      }
      removeBelow(folder, generation);
      return new FolderLock(folder, generation);
    }
  }

  /**
   * Waits for a holder that may be ending: a killed process is not gone at once on a busy machine. This process itself
   * is not waited for.
   * @throws FolderInUseError when another running process still holds it after `patienceMs`
   */
  static async acquireWithin(folder: string, patienceMs: number): Promise<FolderLock> {
    const endMs = performance.now() + patienceMs;
    for (;;) {
      try {
        return FolderLock.acquire(folder);
      } catch (error) {
        const isWorthIt = error instanceof FolderInUseError && error.pid !== process.pid;
        if (!isWorthIt || performance.now() >= endMs) throw error;
      }
      await delay(LOOK_EVERY_MS);
    }
  }

  release(): void {
    const temporary = writeRecord(this.folder, { ...ownIdentity(), released: true });
    renameSync(temporary, join(this.folder, String(this.generation)));
  }
}

function inUse(folder: string, pid: number): FolderInUseError {
  return new FolderInUseError(
    `the embedded database is in use by process ${pid} (lock ${folder}): stop that process, ` +
      'or give this one another DATA_DIR or a DATABASE_URL',
    pid,
  );
}

function generations(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);
}

function highest(folder: string): Held | undefined {
  for (;;) {
    const generation = generations(folder)[0];
    if (generation === undefined) return undefined;
    try {
      const record = JSON.parse(readFileSync(join(folder, String(generation)), 'utf8')) as LockRecord;
      return { generation, record };
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error; // gone: a higher one has replaced it
    }
  }
}

/** Written aside first, so that a lock never appears without its contents. */
function writeRecord(folder: string, record: LockRecord): string {
  const temporary = join(folder, `new-${randomUUID()}`);
  writeFileSync(temporary, JSON.stringify(record), { flag: 'wx' });
  return temporary;
}

/** @returns false when another process was first */
function create(folder: string, generation: number): boolean {
  const temporary = writeRecord(folder, { ...ownIdentity(), released: false });
  try {
    linkSync(temporary, join(folder, String(generation)));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function removeBelow(folder: string, generation: number): void {
  for (const older of generations(folder).filter((candidate) => candidate < generation)) {
    rmSync(join(folder, String(older)), { force: true });
  }
}
