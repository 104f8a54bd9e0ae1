const isFull = process.env['FAULTS'] === 'full';

/** How much of a fault a test makes: a little with all other tests, all of the table by `npm run test:faults`. */
export function atScale<T>(quick: T, full: T): T {
  return isFull ? full : quick;
}

/** What a test of a fault has counted, for the report of a full run. */
export function tellFigures(figures: string): void {
  if (isFull) process.stderr.write(`${figures}\n`);
}
