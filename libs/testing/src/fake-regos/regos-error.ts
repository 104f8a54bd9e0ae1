/** A business refusal: HTTP 200 with `ok: false` (CONTRACT section 2). */
export class RegosError extends Error {
  override readonly name = 'RegosError';

  constructor(
    readonly code: number,
    description: string,
  ) {
    super(description);
  }
}
