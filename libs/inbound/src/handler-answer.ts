/** REGOS's envelope. */
export interface HandlerAnswer {
  readonly ok: boolean;
  readonly result: unknown;
}

export const OK: HandlerAnswer = { ok: true, result: {} };

export function refusal(error: number, description: string): HandlerAnswer {
  return { ok: false, result: { error, description } };
}
