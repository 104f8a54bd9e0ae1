import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('leaves the files of a process that is further alone', () => {
    leave(3, { ...ownIdentity(), pid: NO_PROCESS, released: false });
    const lock = FolderLock.acquire(folder);
    leave(9, { ...ownIdentity(), released: false });
    lock.release();
    expect(() => FolderLock.acquire(folder)).toThrow(FolderInUseError);
    expect(JSON.parse(readFileSync(join(folder, '9'), 'utf8'))).toMatchObject({ released: false });
  });
});
