import type { Json } from './json';
import type { Call, RegosMethod } from './method';
import { RegosError } from './regos-error';
import { flag, isRecord, listOf, object, type Shape, text } from './shape';

const MAX_STEPS = 50;
/** `${key.result.0.id}`, alone in its string. */
const PLACEHOLDER = /^\$\{([^.}]+)\.([^}]+)\}$/;

const payload: Shape<unknown> = { read: (value) => value };
const request = object(
  {
    stop_on_error: flag,
    requests: listOf(object({ key: text, path: text, payload }, ['key', 'path'])),
  },
  ['requests'],
);

/** Answers one step with its whole envelope. */
type RunStep = (
  path: string,
  body: unknown,
) => { readonly ok: boolean } & { readonly [member: string]: Json };

/**
 * Steps in order; completed ones are not rolled back, and those after a stop are absent (docs/regos.md 5).
 * A batch costs one token of the rate limit, which is an assumption.
 */
export function runBatch(body: unknown, call: Call, run: RunStep): ReturnType<RegosMethod> {
  const { requests, stop_on_error: stopOnError = false } = request.read(body, '', call.report);
  if (requests.length === 0 || requests.length > MAX_STEPS) {
    call.report(`batch of ${requests.length} steps`);
    throw new RegosError(1008, `requests: от 1 до ${MAX_STEPS} шагов`);
  }
  if (new Set(requests.map(({ key }) => key)).size !== requests.length) {
    throw new RegosError(1008, 'requests: ключи повторяются');
  }
  const responses = new Map<string, Json>();
  const result: Json[] = [];
  for (const step of requests) {
    const response = run(step.path, fill(step.payload ?? {}, responses));
    responses.set(step.key, response);
    result.push({ key: step.key, status: 200, response });
    if (stopOnError && !response.ok) break;
  }
  return { result };
}

function fill(value: unknown, responses: ReadonlyMap<string, Json>): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => fill(each, responses));
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member, responses)]));
  }
  const placeholder = typeof value === 'string' ? PLACEHOLDER.exec(value) : null;
  if (placeholder === null) return value;
  const [, key = '', path = ''] = placeholder;
  return follow(responses.get(key), path.split('.'));
}

function follow(response: Json, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)] as unknown;
    return isRecord(value) ? value[name] : undefined;
  }, response);
}
