import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

describe('two starts at once', () => {
  it('agree on one secret, and one of them made it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'secret-'));
    const script = `
      const { transformFileSync } = require('@swc/core');
      const Module = require('node:module');
      Module._extensions['.ts'] = (m, f) => m._compile(transformFileSync(f, { swcrc: true }).code, f);
      const { generatedSecret } = require(${JSON.stringify(resolve(__dirname, 'generated-secret.ts'))});
      process.stdout.write(JSON.stringify(generatedSecret(${JSON.stringify(dataDir)}, 'admin-api.key', 'base64url')));`;
    const starts = await Promise.all([0, 1, 2, 3].map(() => run(process.execPath, ['-e', script])));
    const secrets = starts.map(({ stdout }) => JSON.parse(stdout) as { value: string; created: boolean });
    expect(new Set(secrets.map(({ value }) => value)).size).toBe(1);
    expect(secrets.filter(({ created }) => created)).toHaveLength(1);
    expect(readdirSync(dataDir)).toEqual(['admin-api.key']);
    rmSync(dataDir, { recursive: true });
  });
});
