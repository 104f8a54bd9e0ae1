import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '@rto/database';

/** A file that is written at its end. */
export interface LogFile {
  write(text: string): Promise<void>;
  /** Resolves when everything written is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a log needs of the file system; a test puts its own in between. */
export interface LogFiles {
  /** Undefined when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** @param fresh what the file holds is thrown away; readable by its owner alone */
  open(path: string, fresh: boolean): Promise<LogFile>;
  /** Puts a file in the place of another; on the disk when it resolves. */
  replace(from: string, to: string): Promise<void>;
}

/** What a log had when it was opened. */
export interface LogContent {
  readonly records: readonly string[];
  /** Numbers of the lines, from 1, that were not the last one and are damaged: nothing that was confirmed looks so. */
  readonly damaged: readonly number[];
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Records that are on the disk when `append` resolves: one line each, with a checksum. Those that come while others
 * are being forced to the disk share the next force. A last line that a power cut tore was not confirmed to anybody
 * and is left out.
 */
export class DurableLog {
  private waiting: Waiting[] = [];
  private working: Promise<void> | undefined;
  private bytes = 0;
  private isTorn = false;

  private constructor(
    private readonly path: string,
    private readonly files: LogFiles,
    private file: LogFile,
  ) {}

  /** Opens the log and writes it anew with what `keep` makes of its records, so that damage does not stay. */
  static async open(
    path: string,
    keep: (content: LogContent) => Promise<readonly string[]>,
    files: LogFiles = DISK,
  ): Promise<DurableLog> {
    const records = await keep(parse((await files.read(path)) ?? ''));
    const file = await rewritten(path, records, files);
    const log = new DurableLog(path, files, file);
    log.bytes = sizeOf(records);
    return log;
  }

  get size(): number {
    return this.bytes;
  }

  /** @throws the file system's error when the record is not certainly on the disk */
  append(record: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ line: toLine(record), resolve, reject });
      this.work();
    });
  }

  /**
   * Puts other records in the place of all that are in the file.
   * @param keep asked while nothing is being written; what is appended from then on comes after its records
   */
  async rewrite(keep: () => Promise<readonly string[]>): Promise<void> {
    while (this.working) await this.working;
    this.working = this.replaceWith(keep).finally(() => {
      this.working = undefined;
      this.work();
    });
    await this.working;
  }

  /** After the last `append` was awaited. */
  async close(): Promise<void> {
    while (this.working) await this.working;
    await this.file.close();
  }

  private work(): void {
    if (this.working || this.waiting.length === 0) return;
    const batch = this.waiting;
    this.waiting = [];
    this.working = this.force(batch).finally(() => {
      this.working = undefined;
      this.work();
    });
  }

  private async force(batch: readonly Waiting[]): Promise<void> {
    // what a failed write left behind must not become the beginning of a record
    const text = (this.isTorn ? '\n' : '') + batch.map(({ line }) => line).join('');
    this.isTorn = true;
    try {
      await this.file.write(text);
      await this.file.sync();
      this.isTorn = false;
      this.bytes += Buffer.byteLength(text);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  private async replaceWith(keep: () => Promise<readonly string[]>): Promise<void> {
    const records = await keep();
    const old = this.file;
    this.file = await rewritten(this.path, records, this.files);
    this.isTorn = false;
    this.bytes = sizeOf(records);
    await old.close();
  }
}

/** The whole file appears at once, or the old one stays. */
async function rewritten(path: string, records: readonly string[], files: LogFiles): Promise<LogFile> {
  const temporary = `${path}.new`;
  const file = await files.open(temporary, true);
  await file.write(records.map(toLine).join(''));
  await file.sync();
  await files.replace(temporary, path);
  return file;
}

function sizeOf(records: readonly string[]): number {
  return records.reduce((sum, record) => sum + Buffer.byteLength(toLine(record)), 0);
}

/** `<checksum> <JSON text>`: a record is JSON text and has no line break. */
function toLine(record: string): string {
  return `${checksum(record)} ${record}\n`;
}

function checksum(record: string): string {
  return createHash('sha256').update(record).digest('base64url').slice(0, 16);
}

function parse(text: string): LogContent {
  const lines = text.split('\n');
  const last = lines.pop() ?? ''; // empty, unless a line was torn
  const found = lines.flatMap((line, index) =>
    line === '' ? [] : [{ number: index + 1, record: recordOf(line) }],
  );
  const end = recordOf(last);
  const isTorn = last === '' && found.length > 0 && found.at(-1)?.record === undefined;
  const whole = isTorn ? found.slice(0, -1) : found;
  const records = whole.flatMap(({ record }) => record ?? []);
  return {
    records: end === undefined ? records : [...records, end],
    damaged: whole.flatMap(({ number, record }) => (record === undefined ? [number] : [])),
  };
}

function recordOf(line: string): string | undefined {
  const [sum, record] = [line.slice(0, 16), line.slice(17)];
  return record !== '' && checksum(record) === sum ? record : undefined;
}

const DISK: LogFiles = {
  async read(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },

  async open(path, fresh) {
    const handle = await open(path, fresh ? 'w' : 'a', 0o600);
    return {
      write: async (text) => {
        await handle.appendFile(text);
      },
      sync: () => handle.datasync(),
      close: () => handle.close(),
    };
  },

  async replace(from, to) {
    await rename(from, to);
    // the name is on the disk only when its folder is
    const folder = await open(dirname(to), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};
