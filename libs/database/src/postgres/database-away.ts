/** Of the connection, in Node's words. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** A database that is closed for maintenance has a code of many other things. @source PostgreSQL, utils/init/postinit.c */
const CLOSED = /is not currently accepting connections$/;
/** Connection exceptions, too many connections, shutting down, starting up. @source PostgreSQL, appendix A */
const SERVER_CODES = /^(?:08...|53300|57P0[1235])$/;
/** What `pg` throws without a code. @source pg 8.23, lib/client.js and pg-pool/index.js, read 2026-11-25 */
const DRIVER_MESSAGES =
  /^(?:timeout exceeded when trying to connect|Query read timeout|Connection terminated)/;

/** Whether `error`, or what it was caused by, says that the database cannot be reached: nothing is wrong with us. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CONNECTION_CODES.has(code) || SERVER_CODES.test(code)) return true;
  if (DRIVER_MESSAGES.test(error.message) || CLOSED.test(error.message)) return true;
  return isDatabaseAway(error.cause);
}
