import type { StreamReader } from './counting-proxy';

/** It leaves together with the GET of its key. */
const RIDES_ALONG = 'pttl';

/** Counts the calls of Redis clients: those on keys of tenants, and those of the queue. */
export class RedisRequests {
  keyValue = 0;
  queue = 0;

  newReader(): StreamReader {
    let rest = Buffer.alloc(0);
    return (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let command = takeCommand(rest); command; command = takeCommand(rest)) {
        this.note(command.words);
        rest = rest.subarray(command.size);
      }
    };
  }

  private note(words: readonly string[]): void {
    if (words[0] === RIDES_ALONG) return;
    if (words.some((word) => word.startsWith('t:'))) this.keyValue += 1;
    else if (words.some((word) => word.startsWith('bull:'))) this.queue += 1;
  }
}

interface Command {
  readonly words: readonly string[];
  /** Bytes it took. */
  readonly size: number;
}

/**
 * The first command of what was received; undefined while it is not complete.
 * @source Redis documentation, "Redis serialization protocol specification", read 2026-11-23
 */
function takeCommand(bytes: Buffer): Command | undefined {
  const head = takeNumber(bytes, 0, '*');
  if (!head) return undefined;
  const words: string[] = [];
  let at = head.next;
  while (words.length < head.number) {
    const length = takeNumber(bytes, at, '$');
    if (!length || bytes.length < length.next + length.number + 2) return undefined;
    words.push(bytes.toString('latin1', length.next, length.next + length.number));
    at = length.next + length.number + 2;
  }
  return { words, size: at };
}

function takeNumber(bytes: Buffer, at: number, mark: string): { number: number; next: number } | undefined {
  const end = bytes.indexOf('\r\n', at);
  if (end < 0) return undefined;
  const line = bytes.toString('latin1', at, end);
  if (!line.startsWith(mark)) throw new Error(`no Redis command: ${line.slice(0, 20)}`);
  return { number: Number(line.slice(1)), next: end + 2 };
}
