import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder of a test; what the test leaves of it goes with the temporary folder of the whole run. */
export function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rto-test-'));
}

/** Removes a folder with all that is in it; no error when it is gone. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
