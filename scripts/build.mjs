/**
 * Compiles the apps and libs into dist, with the files that they read at run time, and bundles the demo page. With
 * `--onto` the service only, over an older build.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const page = join(root, 'apps/sandbox/web');
const pageOutput = join(dist, 'apps/sandbox/public');
const TEST_SERVICES = 'scripts/test-services';
const PAGE_ASSETS = new Set(['.html', '.css', '.svg']);

function compile() {
  const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const tests = ['spec', 'int-spec', 'e2e-spec', 'contract', 'test-app', 'fixture'].map(
    (role) => `**/*.${role}.ts`,
  );
  const ignored = [...tests, 'apps/sandbox/web/**'];
  execFileSync(
    process.execPath,
    // the servers of the tests are those of the benchmarks
    [swc, 'apps', 'libs', TEST_SERVICES, '-d', 'dist', '--quiet', '--ignore', ignored.join(',')],
    { cwd: root, stdio: 'inherit' },
  );
}

function copyRuntimeFiles() {
  for (const path of ['libs/database/migrations', `${TEST_SERVICES}/compose.yml`]) {
    cpSync(join(root, path), join(dist, path), { recursive: true });
  }
}

async function bundlePage() {
  const entry = join(page, 'main.tsx');
  if (!existsSync(entry)) return;
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outdir: pageOutput,
    bundle: true,
    minify: true,
    sourcemap: true,
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  mkdirSync(pageOutput, { recursive: true });
  for (const name of readdirSync(page).filter((file) => PAGE_ASSETS.has(extname(file)))) {
    cpSync(join(page, name), join(pageOutput, name));
  }
}

if (process.argv.includes('--onto')) {
  // beside what runs from there: nothing is removed, and the page is as it was
  compile();
  copyRuntimeFiles();
} else {
  rmSync(dist, { recursive: true, force: true });
  compile();
  copyRuntimeFiles();
  await bundlePage();
}
