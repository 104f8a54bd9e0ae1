import { newShortId } from '@rto/kernel';
import { CHECKOUT_STEPS } from '@rto/orders';
import {
  count,
  direction,
  keyOf,
  origin,
  place,
  row,
  shortId,
  type Action,
  type ActionRow,
  type Origin,
  type Part,
} from '@rto/screens';
import fc from 'fast-check';
import { CallbackCodec, MAX_CALLBACK_BYTES } from '../sending/callback-codec';
import { CALLBACK_CODEC, FLOWS } from './flows';

/** Replayed by default; another one is printed with a failure. */
const SEED = 20_261_123;

const encodeAction = (action: Action): string => CALLBACK_CODEC.encode(action);
const decodeAction = (data: string): Action | undefined => CALLBACK_CODEC.decode(data);

const id = fc.oneof(fc.constant(Number.MAX_SAFE_INTEGER), fc.maxSafeNat());
const anyOrigin: fc.Arbitrary<Origin> = fc.oneof(
  fc.record({ type: fc.constant('group' as const), groupId: id, page: id }),
  fc.record({ type: fc.constant('search' as const), page: id }),
  fc.record({ type: fc.constant('root' as const), page: id }),
  fc.record({ type: fc.constant('groupCards' as const), groupId: id }),
  fc.constantFrom({ type: 'none' as const }, { type: 'rootCards' as const }, { type: 'foundCards' as const }),
);
const VALUES = new Map<Part<unknown>, fc.Arbitrary<unknown>>([
  [count, id],
  [place, fc.nat({ max: 999 })],
  [direction, fc.constantFrom(1, -1)],
  [shortId, fc.constant(null).map(() => newShortId())],
  [origin, anyOrigin],
]);

/** A new kind of value needs its arbitrary here; a new action needs nothing. */
function valueOf(part: Part<unknown>): fc.Arbitrary<unknown> {
  const keys: unknown = 'keys' in part ? part.keys : undefined;
  const values = Array.isArray(keys) ? fc.constantFrom(...(keys as unknown[])) : VALUES.get(part);
  if (!values) throw new Error('a part of an action that this test knows no values of');
  return values;
}

/** Any values of each action there is. */
const ACTIONS = new Map(
  FLOWS.flatMap((flow) => Object.entries<ActionRow>(flow.actions)).map(([type, { parts }]) => {
    const values = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, valueOf(part)]));
    return [type, fc.record({ type: fc.constant(type), ...values }) as fc.Arbitrary<Action>] as const;
  }),
);

const anyAction = fc.oneof(...ACTIONS.values());

describe('callback data', () => {
  it.each([...ACTIONS])('brings %s back as it was, within 64 bytes', (_type, actions) => {
    fc.assert(
      fc.property(actions, (action) => {
        const data = encodeAction(action);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(MAX_CALLBACK_BYTES);
        expect(decodeAction(data)).toEqual(action);
      }),
      { seed: SEED },
    );
  });

  it.each([...ACTIONS])('brings %s back from a message that stays, and says so', (_type, actions) => {
    fc.assert(
      fc.property(actions, (action) => {
        const data = CALLBACK_CODEC.encode(action, { isBelow: true });
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(MAX_CALLBACK_BYTES);
        expect(decodeAction(data)).toEqual(action);
        expect([CALLBACK_CODEC.isBelow(data), CALLBACK_CODEC.isBelow(encodeAction(action))]).toEqual([
          true,
          false,
        ]);
      }),
      { seed: SEED },
    );
  });

  it('of different actions differs', () => {
    fc.assert(
      fc.property(anyAction, anyAction, (one, other) => {
        expect(encodeAction(one) === encodeAction(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { seed: SEED },
    );
  });

  it('that nobody of us made means nothing, in 50,000 random strings', () => {
    const part = fc.oneof(
      fc.constantFrom('m', 'c', 'g', 'i', 'a', 'q', 'kq', 'of', 'os', 'ot', 'll', 's', '', '-1', '1', 'note'),
      fc.nat().map(String),
      fc.string({ maxLength: 12 }),
      fc.string({ maxLength: 8, unit: 'grapheme' }),
    );
    const anything = fc.oneof(
      fc.string({ maxLength: 80, unit: 'binary' }),
      fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(':')),
    );
    let understood = 0;
    fc.assert(
      fc.property(anything, (data) => {
        const action = decodeAction(data);
        if (!action) return;
        understood += 1;
        expect(CALLBACK_CODEC.encode(action, { isBelow: CALLBACK_CODEC.isBelow(data) })).toBe(data);
      }),
      { seed: SEED, numRuns: 50_000 },
    );
    expect(understood).toBeGreaterThan(100); // else the strings were too random to prove anything
  });

  it.each([
    '',
    'm:',
    'm:1',
    'c',
    'c:',
    'c:-1',
    'c:1.5',
    'c:1e3',
    'c:01',
    'c: 1',
    'c:NaN',
    'c:Infinity',
    'c:99999999999999999999',
    'g:1',
    'i:1',
    'i:1:x',
    'i:1:g:2',
    'q:1:0:',
    'q:1:2:',
    'kq:1:+1:0',
    'of:short:1',
    'of:aaaaaaaaaaa',
    'of:aaaaaaaaa/a:1',
    'os:aaaaaaaaaaa:everything',
    'll:de',
    'M',
    '+',
    '++m',
    'm+',
    'constructor',
    '__proto__',
    `c:${'0'.repeat(80)}1`,
  ])('refuses %j', (data) => {
    expect(decodeAction(data)).toBeUndefined();
  });

  it('knows every step of the checkout', () => {
    for (const step of CHECKOUT_STEPS) expect(decodeAction(`os:aaaaaaaaaaa:${step}`)).toMatchObject({ step });
  });

  it('has one name for one action, whatever feature it is of', () => {
    const one = { openOne: row('x') };
    const other = { openOther: row('x', { of: keyOf({ a: 1 }) }) };
    expect(() => new CallbackCodec([one, other])).toThrow('two actions have one name');
  });
});
