import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Rights of the group and of others. */
const OTHERS = 0o077;

/**
 * Makes the folder, and takes it and all that is in it from other users of this machine, also when an earlier start left
 * it open. What the process makes from now on is its own user's alone: the embedded database asks for no rights of its
 * own.
 * @throws Error when the folder belongs to somebody else
 */
export async function makePrivate(folder: string): Promise<void> {
  process.umask(OTHERS);
  await mkdir(folder, { recursive: true });
  await close(folder);
  const inside = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of inside) if (!entry.isSymbolicLink()) await close(join(entry.parentPath, entry.name));
}

async function close(path: string): Promise<void> {
  const { mode } = await lstat(path);
  if ((mode & OTHERS) !== 0) await chmod(path, mode & 0o7777 & ~OTHERS);
}
