import type { PGlite } from '@electric-sql/pglite';

type Runner = Pick<PGlite, 'execProtocol' | 'execProtocolStream'>;

/**
 * Tells of the first error after which PGlite is of no use: it writes its log in a section that must not fail, so a
 * full disk is a PANIC, and what is asked afterwards fails for ever, or blocks the event loop.
 * @param onPanic told before anything else is asked, the end of the failed query included
 */
export function watchForPanic(pglite: Runner, onPanic: (error: Error) => void): void {
  const told = (error: unknown): never => {
    if (isPanic(error)) onPanic(error);
    throw error;
  };
  const execute = pglite.execProtocol.bind(pglite);
  const stream = pglite.execProtocolStream.bind(pglite);
  pglite.execProtocol = (...call) => execute(...call).catch(told);
  pglite.execProtocolStream = (...call) => stream(...call).catch(told);
}

/** What PostgreSQL calls so, or the end of the machine that it runs in (WebAssembly's `RuntimeError`). */
function isPanic(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'RuntimeError' ||
    ('severity' in error && ['PANIC', 'FATAL'].includes(String(error.severity)))
  );
}
