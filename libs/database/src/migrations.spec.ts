import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'migrations');

/**
 * Migrations that take something away, which is right only when no version that still runs needs it: the second
 * step of expand and contract, a release after the first.
 */
const CONTRACTS: readonly string[] = [];

/** What breaks the version before, which runs on beside the new one while it is rolled out. */
const BREAKING: readonly [string, RegExp][] = [
  ['drops something', /\bDROP\b/i],
  ['renames something', /\bRENAME\b/i],
  ['changes a type', /\bALTER\s+COLUMN\b.*\bTYPE\b/is],
  ['asks for a value that the version before does not write', /\bSET\s+NOT\s+NULL\b/i],
  [
    'adds a column that the version before leaves out',
    /\bADD\s+COLUMN\b(?!.*\b(?:DEFAULT|GENERATED)\b).*\bNOT\s+NULL\b/is,
  ],
];

const withoutComments = (sql: string): string =>
  sql.replace(/--> statement-breakpoint/g, ';').replace(/--.*$/gm, '');

function breaks(sql: string): string[] {
  const statements = withoutComments(sql).split(';');
  return BREAKING.filter(([, pattern]) => statements.some((text) => pattern.test(text))).map(
    ([what]) => what,
  );
}

/** The first file is the baseline: nothing was released before it. */
describe('migrations', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.sql') && !CONTRACTS.includes(name));

  it.each(files)('let the version before work on: %s only adds', (file) => {
    expect(breaks(readFileSync(join(FOLDER, file), 'utf8'))).toEqual([]);
  });

  it.each([
    ['ALTER TABLE "a" DROP COLUMN "b";', 'drops something'],
    ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";', 'renames something'],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE text;', 'changes a type'],
    [
      'ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;',
      'asks for a value that the version before does not write',
    ],
    ['ALTER TABLE "a" ADD COLUMN "b" text NOT NULL;', 'adds a column that the version before leaves out'],
  ])('are found out: %s', (sql, what) => {
    expect(breaks(`CREATE TABLE "a" ("id" uuid NOT NULL);--> statement-breakpoint\n${sql}`)).toEqual([what]);
  });
});
