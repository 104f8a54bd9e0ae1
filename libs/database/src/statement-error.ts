import { PgPreparedQuery } from 'drizzle-orm/pg-core';

/** PostgreSQL names an error by five of these. @source PostgreSQL, appendix A */
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * A statement that failed: which one, on which table, and why by SQLSTATE. What it was called with is a person's phone,
 * address or note, and stands in none of its members: drivers put it into message, detail and parameters of theirs.
 */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  /** SQLSTATE of a statement that the server refused; undefined when there is no answer of the server. */
  readonly code: string | undefined;
  /** Of the constraint that was broken, as the schema names it. */
  readonly constraint: string | undefined;

  /** @param cause what the driver threw; kept only when it speaks of the connection, and not of the statement */
  constructor(statement: string, cause: unknown) {
    const refusal = refusalOf(cause);
    const constraint = refusal?.constraint;
    const reason = refusal ? `SQLSTATE ${refusal.code}${constraint ? ` (${constraint})` : ''}` : 'no answer';
    super(`${statementName(statement)}: ${reason}`, refusal ? undefined : { cause });
    this.code = refusal?.code;
    this.constraint = constraint;
  }
}

/**
 * Makes every statement of Drizzle throw `StatementError`. Its own error holds the parameters twice, in the message and
 * as a member, and there is no other place that all statements of both drivers pass, transactions included.
 *
 * Drizzle's cache, which this leaves out, is not used here.
 */
export function hideParameters(): void {
  Object.defineProperty(PgPreparedQuery.prototype, 'queryWithCache', {
    configurable: true,
    writable: true,
    value: async (text: string, _params: unknown, query: () => Promise<unknown>): Promise<unknown> => {
      try {
        return await query();
      } catch (error) {
        throw new StatementError(text, error);
      }
    },
  });
}

/** Verb and first table, such as `insert orders`. */
export function statementName(text: string): string {
  const bare = text.replace(/--[^\n]*\n/g, ' ');
  const verb = /[a-z]+/i.exec(bare)?.[0].toLowerCase() ?? 'statement';
  const table = /\b(?:into|update|from|truncate)\s+(?:table\s+|only\s+)?(?:"?\w+"?\.)?"?(\w+)"?/i.exec(
    bare,
  )?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

/** What the server said about the statement. A FATAL one ends the connection, and says nothing of the statement. */
function refusalOf(error: unknown): { readonly code: string; readonly constraint?: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return undefined;
  const { code, severity } = error;
  if (severity !== 'ERROR' || typeof code !== 'string' || !SQLSTATE.test(code)) return undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  return { code, ...(typeof constraint === 'string' && { constraint }) };
}
