import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PostgresBinaries, unprivilegedUser } from './binaries';
import { createScratchFolder, freePort, removeScratchFolder, startServer } from './server-process';
import type { TestService } from './test-service';

/** A scratch cluster: speed over durability, room for every test file's pools. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
};

/** At once, but unlike SIGKILL with its children and shared memory. */
const END = 'SIGQUIT';

/** Creates a cluster in a scratch folder and serves it on a free port. */
export async function startPostgres({ initdb, postgres }: PostgresBinaries): Promise<TestService> {
  const user = unprivilegedUser();
  const folder = createScratchFolder('postgres', user);
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(initdb, init, { ...user, cwd: folder });
  const port = await freePort();
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', data, '-p', String(port), '-k', folder, ...settings];
  const server = await startServer(postgres, args, folder, user);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop(END);
      removeScratchFolder(folder);
    },
    kill: () => {
      server.kill(END);
      removeScratchFolder(folder);
    },
  };
}
