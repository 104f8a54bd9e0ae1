import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ServerUser } from './server-process';

/** Where Debian and Ubuntu keep the server programs, outside of PATH; the newest version first. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

export function findRedisServer(): string | undefined {
  return searchPath()
    .map((folder) => join(folder, 'redis-server'))
    .find(isExecutable);
}

/** Both programs from one folder: their versions must be the same. */
export function findPostgres(): PostgresBinaries | undefined {
  return [...searchPath(), ...debianPostgresFolders()]
    .map((folder) => ({ initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }))
    .find(({ initdb, postgres }) => isExecutable(initdb) && isExecutable(postgres));
}

/** As root on a machine with apt: installs the packages. @returns whether it could try */
export function installWithApt(packages: readonly string[]): boolean {
  if (!isRoot() || !searchPath().some((folder) => isExecutable(join(folder, 'apt-get')))) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', ...packages],
  ]) {
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  return true;
}

/** Whether `docker compose` can be used: the command is there and its daemon answers. */
export function hasDockerCompose(): boolean {
  return ['version', 'ls'].every(
    (command) => spawnSync('docker', ['compose', command], { stdio: 'ignore', timeout: 10_000 }).status === 0,
  );
}

/**
 * Whom to run PostgreSQL as: it refuses root.
 * @returns undefined when we are not root
 */
export function unprivilegedUser(): ServerUser | undefined {
  if (!isRoot()) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as',
  );
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function searchPath(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

function debianPostgresFolders(): string[] {
  try {
    return readdirSync(DEBIAN_POSTGRES)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
  } catch {
    return []; // not a Debian, or no PostgreSQL there
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(realpathSync(file), constants.X_OK);
    return true;
  } catch {
    return false; // absent or not ours to run: either way the search goes on
  }
}
