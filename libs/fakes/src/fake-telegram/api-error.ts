/** A refusal as the Bot API words it: `{ ok: false, error_code, description, parameters }`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: Readonly<Record<string, number>>,
  ) {
    super(description);
  }
}

export function badRequest(problem: string): ApiError {
  return new ApiError(400, `Bad Request: ${problem}`);
}

export function forbidden(problem: string): ApiError {
  return new ApiError(403, `Forbidden: ${problem}`);
}

export function tooManyRequests(retryAfterSec: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${String(retryAfterSec)}`, {
    retry_after: retryAfterSec,
  });
}
