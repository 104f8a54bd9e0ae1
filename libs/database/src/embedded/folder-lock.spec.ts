import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderInUseError, FolderLock } from './folder-lock';
import { ownIdentity } from './process-identity';

/** Above the largest number that Linux gives to a process. */
const NO_PROCESS = 4_194_305;

describe('FolderLock', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rto-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const leave = (generation: number, record: object): void =>
    writeFileSync(join(folder, String(generation)), JSON.stringify(record));

  it('refuses a second holder in one line that names the process', () => {
    FolderLock.acquire(folder);
    expect(() => FolderLock.acquire(folder)).toThrow(FolderInUseError);
    expect(() => FolderLock.acquire(folder)).toThrow(new RegExp(`^[^\\n]*process ${process.pid} [^\\n]*$`));
  });

  it('is free again after its release', () => {
    FolderLock.acquire(folder).release();
    FolderLock.acquire(folder).release();
    expect(() => FolderLock.acquire(folder)).not.toThrow();
  });

  it('is taken over from a process that is dead', () => {
    leave(7, { ...ownIdentity(), pid: NO_PROCESS, released: false });
    FolderLock.acquire(folder);
    expect(readdirSync(folder)).toEqual(['8']);
  });

  it('is taken over when the number of the dead process belongs to another one now', () => {
    leave(1, { pid: process.ppid, startedAt: 'an earlier boot/1', token: 'other', released: false });
    expect(() => FolderLock.acquire(folder)).not.toThrow();
  });

  it('is taken over when the dead process had our own number, as in a restarted container', () => {
    leave(1, { ...ownIdentity(), token: 'an earlier process', released: false });
    expect(() => FolderLock.acquire(folder)).not.toThrow();
  });

  it('is not taken from a process that runs but belongs to somebody else', () => {
    leave(1, { pid: 1, startedAt: undefined, token: 'other', released: false });
    expect(() => FolderLock.acquire(folder)).toThrow('process 1 ');
  });

  it('is got by one of two that take it over from the same dead process', () => {
    leave(1, { ...ownIdentity(), pid: NO_PROCESS, released: false });
    const { linkSync } = fs;
    jest.spyOn(fs, 'linkSync').mockImplementationOnce((from, to) => {
      leave(2, { pid: process.ppid, startedAt: undefined, token: 'the other', released: false });
      linkSync(from, to);
    });
    expect(() => FolderLock.acquire(folder)).toThrow(`process ${process.ppid} `);
    jest.restoreAllMocks();
  });

  describe('of a process beside this one', () => {
    const started: ChildProcess[] = [];
    afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

    const start = (command: string): ChildProcess => {
      const child = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
      started.push(child);
      return child;
    };
    const leaveHeldBy = (pid: number | undefined): void =>
      leave(1, { pid, startedAt: undefined, token: 'other', released: false });

    it('is waited for while that ends, and taken over', async () => {
      const holder = start('exec sleep 60');
      leaveHeldBy(holder.pid);
      const taken = FolderLock.acquireWithin(folder, 10_000);
      setTimeout(() => holder.kill('SIGKILL'), 300);
      await taken;
      expect(readdirSync(folder)).toEqual(['2']);
      expect(holder.signalCode ?? 'SIGKILL').toBe('SIGKILL');
    });

    it('is refused in the same line when that goes on running', async () => {
      const holder = start('exec sleep 60');
      leaveHeldBy(holder.pid);
      const startedMs = performance.now();
      const refused = await FolderLock.acquireWithin(folder, 300).catch((error: unknown) => error);
      expect(String(refused)).toMatch(new RegExp(`^[^\\n]*in use by process ${holder.pid} [^\\n]*$`));
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(299);
    });

    it('is taken over when that is a zombie', async () => {
      // the shell becomes a program that never asks how its child ended
      const parent = start('sleep 60 & echo $!; exec sleep 60');
      const [line] = (await once(parent.stdout ?? parent, 'data')) as [Buffer];
      const pid = Number(line.toString());
      leaveHeldBy(pid);
      expect(() => FolderLock.acquire(folder)).toThrow(`process ${pid} `);
      while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8') !== 'sleep\n') await delay(10); // a shell does ask
      process.kill(pid, 'SIGKILL');
      await FolderLock.acquireWithin(folder, 5_000);
      expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
    });
  });

  it('is refused at once when this process holds it itself', async () => {
    FolderLock.acquire(folder);
    const startedMs = performance.now();
    await expect(FolderLock.acquireWithin(folder, 10_000)).rejects.toBeInstanceOf(FolderInUseError);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  it('leaves the files of a process that is further alone', () => {
    leave(3, { ...ownIdentity(), pid: NO_PROCESS, released: false });
    const lock = FolderLock.acquire(folder);
    leave(9, { ...ownIdentity(), released: false });
    lock.release();
    expect(() => FolderLock.acquire(folder)).toThrow(FolderInUseError);
    expect(JSON.parse(readFileSync(join(folder, '9'), 'utf8'))).toMatchObject({ released: false });
  });
});
