import { join } from 'node:path';

/** The checkout, seen from this file's place in the build. */
export const ROOT = join(__dirname, '../../../../..');
