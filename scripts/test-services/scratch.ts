import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, where Linux has one. */
const IN_MEMORY = '/dev/shm';
/** What two workers' databases and the servers never come near to. */
const ROOM_BYTES = 2 * 2 ** 30;
const NAME = /^rto-run-(\d+)-/;

let folder: string | undefined;

/**
 * Makes a folder for everything that this run of tests puts into temporary ones, and lets `os.tmpdir()` say so here and
 * in jest's workers. It lies in memory where there is room: tests make and remove thousands of files, and sync them.
 * Removed however this process ends; what a killed run left is removed by the next.
 */
export function openScratch(): void {
  if (folder !== undefined) return;
  const root = process.env.TMPDIR ?? (hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir());
  removeAbandoned(root);
  folder = mkdtempSync(join(root, `rto-run-${process.pid}-`));
  chmodSync(folder, 0o711); // PostgreSQL runs as another user
  process.env.TMPDIR = folder;
  process.once('exit', removeScratch);
  process.once('SIGINT', () => process.exit(130)); // runs the exit handlers
  process.once('SIGTERM', () => process.exit(143));
}

function removeScratch(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false; // not a Linux
  }
}

function removeAbandoned(root: string): void {
  for (const name of readdirSync(root)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // it runs, as another user
  }
}
