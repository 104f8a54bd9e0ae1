import { runBatch } from './batch';
import { CARD_METHODS } from './card-methods';
import { CATALOG_METHODS } from './catalog-methods';
import { CONNECTION_METHODS } from './connection-methods';
import { CUSTOMER_METHODS } from './customer-methods';
import { DOCUMENT_LINE_METHODS } from './document-line-methods';
import type { Json } from './json';
import type { Call, RegosMethod } from './method';
import { ORDER_METHODS } from './order-methods';
import { REFERENCE_METHODS } from './reference-methods';
import { RegosError } from './regos-error';

const METHODS = new Map<string, RegosMethod>(
  Object.entries({
    ...CATALOG_METHODS,
    ...DOCUMENT_LINE_METHODS,
    ...REFERENCE_METHODS,
    ...ORDER_METHODS,
    ...CUSTOMER_METHODS,
    ...CARD_METHODS,
    ...CONNECTION_METHODS,
  }).map(([name, method]) => [name.toLowerCase(), method]),
);

export type Envelope = { readonly ok: boolean } & { readonly [member: string]: Json };

/** The envelope that REGOS answers a method with; refusals are envelopes too (docs/regos.md 2). */
export function answer(name: string, body: unknown, call: Call): Envelope {
  try {
    return { ok: true, ...run(name, body, call) };
  } catch (error) {
    if (!(error instanceof RegosError)) throw error;
    if (MISUSE.has(error.code)) call.report(error.message);
    return refusal(error.code, error.message);
  }
}

export function refusal(error: number, description: string): Envelope {
  return { ok: false, result: { error, description } };
}

/** Codes that only a wrong request gets: a test must see them even when the client copes. */
const MISUSE: ReadonlySet<number> = new Set([1002, 1004, 1005, 1008, 1023, 3200]);

function run(name: string, body: unknown, call: Call): ReturnType<RegosMethod> {
  if (body === undefined) throw new RegosError(1005, 'empty body');
  if (name.toLowerCase() === 'batch') {
    return runBatch(body, call, (path, payload) => {
      if (path.toLowerCase() === 'batch') throw new RegosError(1008, 'batch inside batch');
      return answer(path, payload, { ...call, report: (problem) => call.report(`${path}: ${problem}`) });
    });
  }
  const method = METHODS.get(name.toLowerCase());
  if (method === undefined) throw new RegosError(3200, `method ${name} is not supported`);
  return method(body, call);
}
