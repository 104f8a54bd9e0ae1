/** A business refusal: HTTP 200 with `ok: false` (docs/regos.md 2). */
export class RegosError extends Error {
  override readonly name = 'RegosError';

  constructor(
    readonly code: number,
    description: string,
  ) {
    super(description);
  }
}
