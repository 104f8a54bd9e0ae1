import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY = /ready to accept connections/i;
const START_TIMEOUT_MS = 30_000;

/** Whom a server runs as; undefined is the current user. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** A running server that ends with `stop()`. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the process is gone. @param signal default SIGKILL: nothing of a scratch server is worth a wait */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** For an exit handler, where nothing can be awaited. */
  kill(signal?: NodeJS.Signals): void;
}

/** A new folder under the system's temporary one, owned by `user`. */
export function createScratchFolder(name: string, user?: ServerUser): string {
  const folder = mkdtempSync(join(tmpdir(), `rto-${name}-`));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

export function removeScratchFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A TCP port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

/**
 * Starts a server and waits until it says that it accepts connections.
 * @throws Error with the server's last words when it ends first or stays silent for 30 s
 */
export async function startServer(
  command: string,
  args: readonly string[],
  folder: string,
  user?: ServerUser,
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    ...user,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let pid: number;
  try {
    pid = await ready(child, command);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  child.stdout.resume();
  child.stderr.resume();
  return {
    pid,
    stop: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
    kill: (signal = 'SIGKILL') => void child.kill(signal),
  };
}

function ready(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`${command} ${why}:\n${output.slice(-2_000)}`));
    };
    const timer = setTimeout(() => fail('did not become ready in time'), START_TIMEOUT_MS);
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!READY.test(output) || child.pid === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', listen);
      child.stderr?.off('data', listen);
      resolve(child.pid);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('close', (code) => fail(`ended with code ${code}`));
  });
}
