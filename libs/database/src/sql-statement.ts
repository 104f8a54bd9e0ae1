/** What a statement means to a session that has to be imitated. */
type SessionStatement =
  | { readonly kind: 'begin' | 'commit' | 'rollback' | 'other' }
  | { readonly kind: 'listen'; readonly channel: string }
  /** `channel` undefined: all of them (`UNLISTEN *`). */
  | { readonly kind: 'unlisten'; readonly channel: string | undefined };

const LEADING_COMMENTS = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const BEGIN = /^(?:begin|start\s+transaction)\b/i;
const COMMIT = /^(?:commit|end)\b/i;
/** A savepoint's rollback leaves the transaction open. */
const ROLLBACK = /^(?:rollback|abort)\b(?!\s+to\b)/i;
const CHANNEL = /^(listen|unlisten)\s+(?:"((?:[^"]|"")+)"|([a-z_][\w$]*)|(\*))\s*;?\s*$/i;

/** BullMQ's statements start with comment lines, so those are skipped first. */
export function classifyStatement(sql: string): SessionStatement {
  const text = sql.replace(LEADING_COMMENTS, '');
  if (BEGIN.test(text)) return { kind: 'begin' };
  if (COMMIT.test(text)) return { kind: 'commit' };
  if (ROLLBACK.test(text)) return { kind: 'rollback' };
  const match = CHANNEL.exec(text);
  if (!match) return { kind: 'other' };
  const channel = match[2]?.replaceAll('""', '"') ?? match[3]?.toLowerCase();
  if (match[1]?.toLowerCase() === 'unlisten') return { kind: 'unlisten', channel };
  return channel === undefined ? { kind: 'other' } : { kind: 'listen', channel };
}
