import type fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

/** Handed in by tests, which have it; the fakes next door are served without it. */
type FastCheck = typeof fc;
type Holder = Record<string, unknown>;

/** Texts and numbers at the edges of what can be read, stored or answered. */
const EDGES: readonly unknown[] = [
  ...['', ' ', '0', '-1', '1e5', '1e-900000000', '1e400', '0x10', 'NaN', 'Infinity', '٣', '1,5', '💥'],
  ...['\u202E', '\u2028', '%00', "'; --", '<b>', '{{', '../..'],
  ...[
    'https://x.example/a',
    'javascript:alert(1)',
    '9'.repeat(400),
    `0.${'0'.repeat(400)}1`,
    'я'.repeat(5_000),
  ],
  ...['__proto__', 'constructor', 'toString', 'true', 'null', '[object Object]', '2026-02-31', '00000000'],
  ...[null, true, false, 0, -0, -1, 0.1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, 5e-324, [], {}, [[]], [null]],
];
/** What a JavaScript string may hold, and a database does not take. */
const UNSTORABLE: readonly string[] = ['\u0000', 'a\u0000', '\ud800', '\udc00b'];
/** Members that JavaScript gives a meaning of its own. */
const PROTOTYPE = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  'toJSON',
];

/** Any JSON at all. @param names members that our code reads, so that chance finds them */
export function anyJson(check: FastCheck, names: readonly string[] = []): Arbitrary<unknown> {
  const name = check.oneof(check.constantFrom(...PROTOTYPE, ...names), check.string({ maxLength: 8 }));
  const { value } = check.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: check.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 4, arbitrary: check.constantFrom(...EDGES) },
      check.constantFrom(...UNSTORABLE),
      check.integer(),
      check.double(),
      check.string({ unit: 'binary' }),
      check.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
    object: check.dictionary(name, tie('value'), { maxKeys: 8 }),
  }));
  return value;
}

/** Valid JSON with a few of its members replaced, left out or added, so that chance comes as far as our code does. */
export function spoiltJson(
  check: FastCheck,
  valid: Arbitrary<unknown>,
  names: readonly string[] = [],
): Arbitrary<unknown> {
  const way = check.constantFrom('replace', 'replace', 'leave out', 'add', 'nest');
  const changes = check.array(check.tuple(check.nat(), way, anyJson(check, names)), { maxLength: 3 });
  return check.tuple(valid, changes).map(([json, wanted]) => {
    const box: Holder = { json: structuredClone(json) };
    for (const [pick, how, value] of wanted) spoil(box, pick, how, value);
    return box['json'];
  });
}

function spoil(box: Holder, pick: number, how: string, value: unknown): void {
  const places = placesOf(box);
  const [holder, key] = places[pick % places.length] ?? [box, 'json'];
  const there = holder[key];
  if (how === 'leave out') delete holder[key];
  else if (how === 'nest')
    holder[key] = Array.from({ length: 1 + (pick % 200) }).reduce((inner) => [inner], there);
  else if (how === 'add' && isHolder(there) && !Array.isArray(there))
    define(there, String(PROTOTYPE[pick % PROTOTYPE.length]), value);
  else holder[key] = value;
}

/** Also `__proto__` as a member of its own, as JSON.parse makes it. */
function define(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Every place of a value that something else can stand at. */
function placesOf(holder: Holder): [Holder, string][] {
  return Object.keys(holder).flatMap((key): [Holder, string][] => {
    const member = holder[key];
    return [[holder, key], ...(isHolder(member) ? placesOf(member) : [])];
  });
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

/** Bytes that somebody may send as JSON: mostly some, at times half of it, none, twice, or not even text. */
export function bodyBytes(check: FastCheck, json: Arbitrary<unknown>): Arbitrary<Buffer> {
  const text = json.map((value) => JSON.stringify(value) ?? '');
  const deep = check.nat({ max: 30_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth));
  const bytes = (texts: Arbitrary<string>): Arbitrary<Buffer> => texts.map((one) => Buffer.from(one));
  return check.oneof(
    { weight: 30, arbitrary: bytes(text) },
    { weight: 1, arbitrary: bytes(check.tuple(text, check.nat()).map(([one, at]) => one.slice(0, at % 50))) },
    { weight: 1, arbitrary: bytes(text.map((one) => one + one)) },
    { weight: 1, arbitrary: bytes(text.map((one) => `\ufeff${one}`)) },
    { weight: 1, arbitrary: bytes(text.map((one) => one.replace(/:/, ':1e999,"x":'))) },
    { weight: 1, arbitrary: bytes(check.string({ unit: 'binary' })) },
    { weight: 1, arbitrary: bytes(deep) },
    { weight: 1, arbitrary: check.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array)) },
    { weight: 1, arbitrary: text.map((one) => Buffer.from(one, 'utf16le')) },
  );
}
