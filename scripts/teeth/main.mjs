/**
 * Takes rules of docs/reliability.md 1 and 2 out of a copy of the tree, one at a time, and expects the tests named to
 * turn red. `npm run test:teeth [words]` runs those mutations only whose description contains the words; with
 * `-- --exact` those on which exactness rests, and expects the exactness run itself to turn red.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests of one rule take seconds, those of all rules together some minutes. */
const TESTS_MS = 240_000;
const ALL_TESTS_MS = 1_800_000;
/** One exactness run; it gives up and judges sooner by itself, and a kill would leave its servers behind. */
const EXACT_MS = 1_800_000;
const EXACT = ['--shape', 'scaled', '--orders', '100', '--seed', '2026'];

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const isExact = process.argv.includes('--exact');
const wanted = process.argv
  .slice(2)
  .filter((word) => word !== '--exact')
  .join(' ')
  .toLowerCase();
const mutations = JSON.parse(readFileSync(join(root, 'scripts/teeth/mutations.json'), 'utf8'));
const chosen = mutations.filter(
  ({ rule, without, exact }) =>
    `rule ${rule}: ${without}`.toLowerCase().includes(wanted) && (exact || !isExact),
);

/** What git knows and what is new; no build and no packages, which a link gives. */
function copyTree() {
  const folder = mkdtempSync(join(tmpdir(), 'rto-teeth-'));
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\0');
  const gone = new Set(
    execFileSync('git', ['ls-files', '--deleted', '-z'], { cwd: root, encoding: 'utf8' }).split('\0'),
  );
  for (const file of files) if (file !== '' && !gone.has(file)) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** @returns how many tests failed, and whether any file could not even run */
function runTests(folder, tests, limitMs = TESTS_MS) {
  const built = tests.map(projectOf).includes('e2e') ? build(folder) : { status: 0 };
  if (built.status !== 0) return { failed: 0, broken: true, output: built.stderr };
  const report = join(folder, 'teeth-report.json');
  rmSync(report, { force: true });
  const jest = join(folder, 'node_modules/jest/bin/jest.js');
  const projects = ['--selectProjects', ...new Set(tests.map(projectOf))];
  const output = ['--json', `--outputFile=${report}`, '--silent', '--passWithNoTests=false', '--forceExit'];
  const args = ['--experimental-vm-modules', jest, ...projects, ...output, '--runTestsByPath', ...tests];
  const run = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  endStrays(folder);
  // work without its rule may never end: that is noticed, and must not hold up the machine
  if (run.signal !== null) return { failed: 1, broken: false, output: `the tests did not end: ${tests}` };
  try {
    const { numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { failed: numFailedTests, broken: numRuntimeErrorTestSuites > 0, output: run.stderr };
  } catch {
    return { failed: 0, broken: true, output: run.stderr };
  }
}

/** Services that tests started and, being killed, did not end: where the system lists processes as files. */
function endStrays(folder) {
  for (const pid of existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (command.includes(`${folder}/dist/`)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // it ended by itself
    }
  }
}

/** What tests of the whole service start. */
function build(folder) {
  return spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, encoding: 'utf8' });
}

/** @returns like `runTests`; the run's line of figures is printed, red or not */
function runExact(folder) {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 };
  const built = build(folder);
  if (built.status !== 0) return { failed: 0, broken: true, output: built.stderr };
  const program = join(folder, 'dist/apps/sandbox/exact/main.js');
  const run = spawnSync(process.execPath, [program, ...EXACT], {
    ...options,
    timeout: EXACT_MS,
    killSignal: 'SIGTERM',
  });
  const figures = run.stdout.trimEnd().split('\n').at(-1) ?? '';
  console.log(`     ${figures || 'the run did not end'}`);
  // a run that breaks down has judged nothing
  const isJudged = /(doubled|lost|silent|stuck|wrong)=[1-9]/.test(figures);
  return { failed: isJudged ? 1 : 0, broken: run.status !== 0 && !isJudged, output: run.stderr };
}

function projectOf(test) {
  if (test.endsWith('.e2e-spec.ts')) return 'e2e';
  return test.endsWith('.int-spec.ts') ? 'int' : 'unit';
}

function mutate(folder, { file, search, replace }) {
  const path = join(folder, file);
  const original = readFileSync(path, 'utf8');
  if (original.split(search).length !== 2) return undefined;
  writeFileSync(
    path,
    original.replace(search, () => replace),
  );
  return () => writeFileSync(path, original);
}

/** @returns what is wrong with the tests, if anything */
function bite(folder, mutation) {
  const restore = mutate(folder, mutation);
  if (!restore) return 'its text is not in the file exactly once';
  try {
    const { failed, broken, output } = isExact ? runExact(folder) : runTests(folder, mutation.tests);
    if (broken) return `the tests cannot run:\n${output.slice(-2_000)}`;
    return failed > 0 ? undefined : 'SURVIVED';
  } finally {
    restore();
  }
}

const folder = copyTree();
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const tests = [...new Set(chosen.flatMap((mutation) => mutation.tests))];
const untouched = isExact ? runExact(folder) : runTests(folder, tests, ALL_TESTS_MS);
if (chosen.length === 0 || untouched.broken || untouched.failed > 0) {
  console.error(chosen.length === 0 ? 'no such mutation' : untouched.output.slice(-4_000));
  console.error('the tests must be green before anything is taken out');
  process.exit(1);
}
let survivors = 0;
for (const mutation of chosen) {
  const problem = bite(folder, mutation);
  if (problem) survivors += 1;
  console.log(`${problem ? 'FAIL' : 'ok  '} rule ${mutation.rule}, without ${mutation.without}`);
  if (problem) console.log(`     ${mutation.file}: ${problem}`);
}
console.log(`teeth: ${chosen.length - survivors} of ${chosen.length} rules bite`);
process.exit(survivors > 0 ? 1 : 0);
