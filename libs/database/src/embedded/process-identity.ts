import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Enough to tell a running process from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the kernel's own words; undefined where the system does not tell. */
  readonly startedAt: string | undefined;
  /** Differs between two processes that are both number 1 of their containers. */
  readonly token: string;
}

const OWN_TOKEN = randomUUID();

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: processStart(process.pid), token: OWN_TOKEN };
}

/**
 * Whether that very process still runs; its number alone may have been given to another one. One that ended and whose
 * parent has not asked how (a zombie) does not.
 */
export function isRunning(identity: ProcessIdentity): boolean {
  if (identity.pid === process.pid) return identity.token === OWN_TOKEN;
  if (!exists(identity.pid) || isZombie(identity.pid)) return false;
  const startedAt = processStart(identity.pid);
  return startedAt === undefined || identity.startedAt === undefined || startedAt === identity.startedAt;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM'; // it runs, as another user
  }
}

/** Dead in all its threads: one that still ends may be writing. */
function isZombie(pid: number): boolean {
  try {
    return statOf(pid)[0] === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1;
  } catch {
    return false; // no /proc, or the process is gone now: the next look tells
  }
}

/** Position of `starttime` counted from the state that follows the command's name (proc(5), fields 3 and 22). */
const START_TIME_AFTER_NAME = 19;

/** Boot id and ticks since boot on Linux; undefined elsewhere. */
function processStart(pid: number): string | undefined {
  try {
    const boot = bootId();
    if (boot === undefined) return undefined;
    const ticks = statOf(pid)[START_TIME_AFTER_NAME];
    return ticks === undefined ? undefined : `${boot}/${ticks}`;
  } catch {
    return undefined; // no /proc, or the process ended meanwhile: the number has to do
  }
}

/** What the kernel says of a process from its state on. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in brackets and may itself hold spaces and brackets.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Differs after every start of the machine; undefined where the system does not tell. */
export function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined; // no /proc
  }
}

export function errorCode(error: unknown): string | undefined {
  // not by class: errors of the file system may come from another realm, as in tests
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
