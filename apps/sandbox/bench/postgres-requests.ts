import type { StreamReader } from './counting-proxy';

const PROTOCOL_3 = 196_608;
const START = 'start';
/** Every message has at least these: type and length, or length and version. */
const HEAD_BYTES = 5;
/** A simple query, or the end of an extended one: after each of them the client waits for the server. */
const ROUND_TRIPS = new Set(['Q', 'S']);

/** Counts the round trips of clients that speak PostgreSQL's protocol, version 3. */
export class PostgresRequests {
  count = 0;

  newReader(): StreamReader {
    let rest = Buffer.alloc(0);
    let isStarted = false;
    return (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let message = takeMessage(rest, isStarted); message; message = takeMessage(rest, isStarted)) {
        if (ROUND_TRIPS.has(message.type)) this.count += 1;
        isStarted ||= message.type === START;
        rest = rest.subarray(message.size);
      }
    };
  }
}

interface Message {
  readonly type: string;
  /** Bytes it took. */
  readonly size: number;
}

/**
 * The first message of what was received; undefined while it is not complete.
 * @source PostgreSQL documentation, "Frontend/Backend Protocol", "Message Formats", read 2026-11-23
 */
function takeMessage(bytes: Buffer, isStarted: boolean): Message | undefined {
  const typeBytes = isStarted ? 1 : 0; // the messages before the session have no type
  if (bytes.length < HEAD_BYTES) return undefined;
  const size = typeBytes + bytes.readInt32BE(typeBytes);
  if (bytes.length < size) return undefined;
  if (isStarted) return { type: bytes.toString('latin1', 0, 1), size };
  return { type: bytes.readInt32BE(4) === PROTOCOL_3 ? START : 'negotiation', size };
}
