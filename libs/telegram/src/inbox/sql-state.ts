/** The SQLSTATE at the bottom of what a driver threw; undefined when it is about something else. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : sqlState(error.cause);
}

/** Two statements met in an unlucky order: the database undid this one, and it may simply be repeated. */
function isCollision(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

/** Whether the database does not take a value; the other rows of the statement are not at fault. */
export function isDataError(error: unknown): boolean {
  return sqlState(error)?.startsWith('22') ?? false;
}

/** Does it once more after a collision. */
export async function onceMoreAfterCollision<Result>(statement: () => Promise<Result>): Promise<Result> {
  try {
    return await statement();
  } catch (error) {
    if (!isCollision(error)) throw error;
    return statement();
  }
}
