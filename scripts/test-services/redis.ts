import { findRedisServer, installWithApt } from './binaries';
import {
  createScratchFolder,
  freePort,
  removeScratchFolder,
  type ServerProcess,
  startServer,
} from './server-process';

/** A Redis of the test's own, to be killed and started again. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Of the running server, to make it hang: `process.kill(pid, 'SIGSTOP')`. */
  readonly pid: number;
  /** Ends the server, by default as `kill -9` does. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Stops it for good and removes its folder. */
  dispose(): Promise<void>;
  /** The last, for an exit handler. */
  kill(): void;
}

export interface TestRedisOptions {
  /** Whether acknowledged writes survive `stop()` (append-only file). Default true. */
  readonly keepsData?: boolean;
}

/**
 * Starts a redis-server on a free port of 127.0.0.1.
 * @throws Error that says what to install when there is none
 */
export async function startRedis({ keepsData = true }: TestRedisOptions = {}): Promise<TestRedis> {
  const folder = createScratchFolder('redis');
  const binary = redisServer();
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  args.push('--appendonly', keepsData ? 'yes' : 'no', '--maxmemory-policy', 'noeviction');
  let server: ServerProcess | undefined = await startServer(binary, args, folder);
  const stop = async (signal?: NodeJS.Signals): Promise<void> => {
    await server?.stop(signal);
    server = undefined;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      if (!server) throw new Error('this Redis is stopped');
      return server.pid;
    },
    stop,
    start: async () => {
      server ??= await startServer(binary, args, folder);
    },
    dispose: async () => {
      await stop();
      removeScratchFolder(folder);
    },
    kill: () => {
      server?.kill();
      removeScratchFolder(folder);
    },
  };
}

function redisServer(): string {
  const found = findRedisServer() ?? (installWithApt(['redis-server']) ? findRedisServer() : undefined);
  if (found) return found;
  throw new Error('no redis-server found in PATH; install Redis 7 (Debian: apt-get install redis-server)');
}
