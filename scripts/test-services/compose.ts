import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestService } from './test-service';

/** Of our own, so that a stack of the developer's is never touched. */
const PROJECT = `rto-test-${process.pid}`;

/**
 * Starts one service of compose.yml on a free port of 127.0.0.1.
 * @param url makes the address from `host:port`
 */
export async function startComposeService(
  service: string,
  port: number,
  url: (host: string) => string,
): Promise<TestService> {
  const base = ['compose', '-p', PROJECT, '-f', join(__dirname, 'compose.yml')];
  const remove = [...base, 'rm', '--stop', '--force', '--volumes', service];
  const docker = promisify(execFile);
  await docker('docker', [...base, 'up', '--detach', '--wait', service]);
  const { stdout } = await docker('docker', [...base, 'port', service, String(port)]);
  return {
    url: url(stdout.trim()),
    stop: async () => {
      await docker('docker', remove);
    },
    kill: () => void execFileSync('docker', remove, { stdio: 'ignore' }),
  };
}
