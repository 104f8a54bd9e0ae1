import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface ServedFile {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The built page by path, read once; a path that is not a file of it is absent. */
export type StaticFiles = ReadonlyMap<string, ServedFile>;

/** @throws Error when the page was not built */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, ServedFile>();
  for (const name of readdirSync(folder)) {
    const contentType = CONTENT_TYPES[extname(name)];
    if (contentType === undefined) continue;
    const file = { contentType, bytes: readFileSync(join(folder, name)) };
    files.set(`/${name}`, file);
    if (name === 'index.html') files.set('/', file);
  }
  return files;
}
