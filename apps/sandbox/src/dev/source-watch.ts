import { readdirSync, watch } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './project-root';

/** An editor writes one file in several steps, a checkout many files one after another. */
const GATHER_MS = 150;
const FOLDERS = ['apps', 'libs'];

/** Names a changed source of the service, once for changes that come together; ends with `signal`. */
export async function* watchSources(signal: AbortSignal): AsyncGenerator<string> {
  let changed: string | undefined;
  let tell = (): void => undefined;
  for (const folder of sourceFolders()) {
    watch(join(ROOT, folder), { signal }, (_event, file) => {
      if (file === null || !isOfService(file)) return;
      changed = join(folder, file);
      tell();
    });
  }
  signal.addEventListener('abort', () => tell());
  while (!signal.aborted) {
    if (changed === undefined) await new Promise<void>((resolve) => (tell = resolve));
    await wait(GATHER_MS);
    const file = changed;
    changed = undefined;
    if (file !== undefined && !signal.aborted) yield file;
  }
}

/**
 * Each by itself: watched as a tree, on Linux, a file is lost once an editor has put another one in its place. A folder
 * that is made later is not among them.
 */
function sourceFolders(): string[] {
  return FOLDERS.flatMap((top) => {
    const inside = readdirSync(join(ROOT, top), { recursive: true, withFileTypes: true });
    const folders = inside.filter((entry) => entry.isDirectory());
    return [top, ...folders.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))];
  });
}

/** Sources that the service is made of, and neither tests nor what an editor keeps beside them. */
function isOfService(file: string): boolean {
  return /\.(ts|sql|json)$/.test(file) && !/[.-](spec|contract|fixture|test-app)\.ts$/.test(file);
}
