import type { Account, PastEvent } from './account';
import type { Json } from './json';
import type { Report, Shape } from './shape';
import type { FakeRegosSwitches } from './switches';

/** What a method may know and do while it answers. */
export interface Call {
  readonly account: Account;
  readonly switches: Readonly<FakeRegosSwitches>;
  readonly now: Date;
  readonly report: Report;
  /** Records an event and sends it to the handler. */
  readonly emit: (action: string, data: PastEvent['data']) => void;
  /** Tells the handler that settings were saved; REGOS does so for our own edits too. */
  readonly settingsSaved: () => void;
}

export interface Answer {
  readonly result: Json;
  readonly next_offset?: number;
  readonly total?: number;
}

/** @throws RegosError when REGOS would refuse */
export type RegosMethod = (body: unknown, call: Call) => Answer;

export function method<T>(shape: Shape<T>, run: (request: T, call: Call) => Json): RegosMethod {
  return (body, call) => ({ result: run(shape.read(body, '', call.report), call) });
}
