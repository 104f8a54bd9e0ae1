import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DurableLog, type LogContent, type LogFile, type LogFiles } from './durable-log';

/** Notes what is asked of the disk, in order; forces take as long as the test wants. */
class SpiedFiles implements LogFiles {
  readonly steps: string[] = [];
  failing = false;
  hold: Promise<void> = Promise.resolve();

  read(): Promise<string | undefined> {
    return Promise.resolve(undefined);
  }

  open(): Promise<LogFile> {
    return Promise.resolve({
      write: (text: string) => {
        this.steps.push(`write ${text.split('\n').filter(Boolean).length}`);
        return this.failing ? Promise.reject(new Error('no space left')) : Promise.resolve();
      },
      sync: async () => {
        await this.hold;
        this.steps.push('sync');
      },
      close: () => Promise.resolve(),
    });
  }

  replace(): Promise<void> {
    this.steps.push('replace');
    return Promise.resolve();
  }
}

const everything = ({ records }: LogContent): Promise<readonly string[]> => Promise.resolve(records);

describe('a log that outlives a power cut', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rto-log-'));
    path = join(folder, 'orders.journal');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What is found at the next start. */
  async function reopened(): Promise<LogContent> {
    let found: LogContent = { records: [], damaged: [] };
    const log = await DurableLog.open(path, (content) => {
      found = content;
      return everything(content);
    });
    await log.close();
    return found;
  }

  async function written(...records: readonly string[]): Promise<void> {
    const log = await DurableLog.open(path, everything);
    for (const record of records) await log.append(record);
    await log.close();
  }

  it('says that a record is there only after it was written and forced to the disk', async () => {
    const files = new SpiedFiles();
    const log = await DurableLog.open(path, everything, files);
    files.steps.length = 0;
    await log.append('{"n":1}').then(() => files.steps.push('told'));
    expect(files.steps).toEqual(['write 1', 'sync', 'told']);
  });

  it('forces a file that is written anew to the disk before it takes the place of the old one', async () => {
    const files = new SpiedFiles();
    const log = await DurableLog.open(path, everything, files);
    await log.rewrite(() => Promise.resolve(['{"n":1}']));
    expect(files.steps).toEqual(['write 0', 'sync', 'replace', 'write 1', 'sync', 'replace']);
  });

  it('asks the system itself to force file and folder', async () => {
    const handle = await open(folder, 'r');
    const system = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const forces = [jest.spyOn(system, 'datasync'), jest.spyOn(system, 'sync')];
    await written('{"n":1}');
    expect(forces.map(({ mock }) => mock.calls.length)).toEqual([2, 1]); // anew, and with the record; the folder
    jest.restoreAllMocks();
  });

  it('forces many that come together once', async () => {
    const files = new SpiedFiles();
    const log = await DurableLog.open(path, everything, files);
    files.steps.length = 0;
    let release = (): void => undefined;
    files.hold = new Promise((resolve) => (release = resolve));
    const all = Promise.all(Array.from({ length: 50 }, (_, n) => log.append(`{"n":${n}}`)));
    release();
    await all;
    expect(files.steps).toEqual(['write 1', 'sync', 'write 49', 'sync']);
  });

  it('says so when a record is not certain to be there, and takes the next one', async () => {
    const files = new SpiedFiles();
    const log = await DurableLog.open(path, everything, files);
    files.failing = true;
    await expect(log.append('{"n":1}')).rejects.toThrow('no space left');
    files.failing = false;
    await log.append('{"n":2}');
  });

  it('lets a record that was torn by a failed write damage no other', async () => {
    let [text, isFull] = ['', false];
    const file: LogFile = {
      write: (added) => {
        text += isFull ? added.slice(0, 12) : added;
        return isFull ? Promise.reject(new Error('no space left')) : Promise.resolve();
      },
      sync: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    const files: LogFiles = {
      read: () => Promise.resolve(text),
      open: () => Promise.resolve(file),
      replace: () => Promise.resolve(),
    };
    const log = await DurableLog.open(path, everything, files);
    isFull = true;
    await expect(log.append('{"n":1}')).rejects.toThrow('no space left');
    isFull = false;
    await log.append('{"n":2}');
    const found: string[] = [];
    await DurableLog.open(path, async ({ records }) => (found.push(...records), []), files);
    expect(found).toEqual(['{"n":2}']);
  });

  it('finds everything again, in its order, in a file of its owner alone', async () => {
    await written('{"n":1}', '{"n":2}');
    await written('{"n":3}');
    expect(await reopened()).toEqual({ records: ['{"n":1}', '{"n":2}', '{"n":3}'], damaged: [] });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves out a last line that was torn anywhere', async () => {
    await written('{"n":1}', '{"n":2}');
    const whole = readFileSync(path, 'utf8');
    const first = whole.indexOf('\n') + 1;
    for (let length = first; length < whole.length - 1; length += 1) {
      writeFileSync(path, whole.slice(0, length));
      expect(await reopened()).toEqual({ records: ['{"n":1}'], damaged: [] });
    }
  });

  it('reports a damaged line in the middle by its number, and keeps the others', async () => {
    await written('{"n":1}', '{"n":2}', '{"n":3}');
    writeFileSync(path, readFileSync(path, 'utf8').replace('{"n":2}', '{"n":9}'));
    expect(await reopened()).toEqual({ records: ['{"n":1}', '{"n":3}'], damaged: [2] });
    expect(await reopened()).toMatchObject({ damaged: [] }); // reported once
  });

  it('can be written anew while records come in, and loses none', async () => {
    const log = await DurableLog.open(path, everything);
    const kept: string[] = [];
    const add = (record: string): Promise<void> => {
      kept.push(record);
      return log.append(record);
    };
    await log.append('{"n":1}');
    const before = log.size;
    await Promise.all([
      log.rewrite(() => Promise.resolve([...kept])),
      add('{"n":2}'),
      log.rewrite(() => Promise.resolve([...kept])),
      add('{"n":3}'),
    ]);
    expect(log.size).toBeGreaterThan(before);
    await log.close();
    expect([...new Set((await reopened()).records)]).toEqual(['{"n":2}', '{"n":3}']);
  });
});
