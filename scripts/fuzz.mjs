/**
 * Tries every fuzz target at full size and prints what was tried, with the seed that replays it:
 * `FUZZ_SEED=1 FUZZ_CASES=100000 npm run test:fuzz`. Ends with 1 when a target fails or fewer cases were tried than asked for.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cases = Number(process.env.FUZZ_CASES ?? 100_000);
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'rto-fuzz-'));
const report = join(folder, 'report');
writeFileSync(report, '');

const jest = join(root, 'node_modules/jest/bin/jest.js');
const flags = ['--expose-gc', '--experimental-vm-modules', jest, '--runInBand'];
const targets = ['--selectProjects', 'unit', 'int', '--testPathPatterns', '[.]fuzz[.]'];
const run = spawnSync(process.execPath, [...flags, ...targets, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_CASES: String(cases), FUZZ_SEED: String(seed), FUZZ_REPORT: report },
});
const lines = readFileSync(report, 'utf8').trim().split('\n').filter(Boolean).map(JSON.parse);
rmSync(folder, { recursive: true });

const total = { name: 'total', cases: 0, seconds: 0, rejections: 0 };
for (const line of lines) for (const of of ['cases', 'seconds', 'rejections']) total[of] += line[of];
for (const { name, cases: tried, seconds, heapMb, loopP99Ms, rejections } of [...lines, total]) {
  const heap = heapMb === undefined ? '' : `, heap ${heapMb < 0 ? '' : '+'}${heapMb.toFixed(1)} MB`;
  const loop =
    loopP99Ms === undefined || loopP99Ms === null ? '' : `, event loop p99 ${loopP99Ms.toFixed(0)} ms`;
  const figures = `${tried} cases in ${seconds.toFixed(0)} s, ${rejections} unhandled rejections${heap}${loop}`;
  console.log(`fuzz ${name}: ${figures}`);
}
console.log(`fuzz seed ${seed}: ${run.status === 0 ? 'nothing was found' : 'FAILED, see above'}`);
process.exit(run.status === 0 && total.cases >= cases ? 0 : 1);
