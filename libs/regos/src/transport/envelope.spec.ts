import { OutcomeUnknownError, PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';
import { RegosAuthorizationError, RegosRefusal, regosCode } from '../errors';
import { answerOf, type CallKind } from './envelope';
import type { HttpAnswer } from './http-exchange';

const KINDS: readonly CallKind[] = ['read', 'write'];

function answer(over: Partial<HttpAnswer>): HttpAnswer {
  return { status: 200, retryAfterMs: undefined, text: '', ...over };
}

function envelope(body: unknown): HttpAnswer {
  return answer({ text: JSON.stringify(body) });
}

function failure(kind: CallKind, given: HttpAnswer): unknown {
  try {
    answerOf({ method: 'DocOrderDelivery/AddFull', kind, requestId: 'a1b2c3' }, given);
  } catch (error) {
    return error;
  }
  throw new Error('no failure');
}

function errorCode(code: number, description = 'x'): HttpAnswer {
  return envelope({ ok: false, result: { error: code, description } });
}

describe('envelope', () => {
  it.each([[[]], [{ new_id: 1 }], [5], [null]])('hands out the result %j', (result) => {
    const call = { method: 'Item/GetExt', kind: 'read', requestId: 'a1b2c3' } as const;
    expect(answerOf(call, envelope({ ok: true, result }))).toEqual({ result, total: undefined });
  });

  it.each(KINDS)('a rate limit on a %s is not done and names the wait', (kind) => {
    for (const code of [8213, 1018]) {
      const error = failure(kind, errorCode(code));
      expect(error).toBeInstanceOf(RateLimitedError);
      expect(error).toMatchObject({ retryAfterMs: 1000 });
    }
    const gateway = failure(kind, answer({ status: 429, retryAfterMs: 7000 }));
    expect(gateway).toBeInstanceOf(RateLimitedError);
    expect(gateway).toMatchObject({ retryAfterMs: 7000 });
  });

  it.each(KINDS)('a code that says "before the work" leaves a %s not done', (kind) => {
    const error = failure(kind, errorCode(2201));
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).not.toBeInstanceOf(OutcomeUnknownError);
    expect(regosCode(error)).toBe(2201);
  });

  it.each([2000, 3000, 7200, 7250, 7311, 9998, 9999, 123456])(
    'after code %i the outcome of a write is unknown, and a read may be repeated',
    (code) => {
      const write = failure('write', errorCode(code));
      const read = failure('read', errorCode(code));
      expect(write).toBeInstanceOf(OutcomeUnknownError);
      expect(read).toBeInstanceOf(RetryableError);
      expect(read).not.toBeInstanceOf(OutcomeUnknownError);
      expect([regosCode(write), regosCode(read)]).toEqual([code, code]);
    },
  );

  it.each(KINDS)('a definite no to a %s is a refusal with its code and kind', (kind) => {
    const error = failure(kind, errorCode(1029));
    expect(error).toBeInstanceOf(RegosRefusal);
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ code: 1029, kind: 'user' });
  });

  it.each([400, 415])('HTTP %i refuses a request that cannot be read', (status) => {
    const error = failure('write', answer({ status, text: '<html>' }));
    expect(error).toMatchObject({ name: 'RegosRefusal', code: status, kind: 'bug' });
  });

  it.each([403, 404, 410])(
    'HTTP %i is the page of a proxy: not done, no refusal, to be tried again',
    (status) => {
      const error = failure('write', answer({ status, text: '<html>' }));
      expect(error).toMatchObject({ name: 'RegosPageError', code: status });
      expect(error).toBeInstanceOf(RetryableError);
      expect(error).not.toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it.each([
    ['is about no filter', [], 'config'],
    ['is about an additional field', ['main_phone', 'field_telegram_id'], 'config'],
    ['is about any other field', ['main_phone'], 'bug'],
  ] as const)('7501 that %s is the kind %s', (_, filterFields, kind) => {
    const call = { method: 'RetailCustomer/Get', kind: 'read', requestId: 'a1b2c3', filterFields } as const;
    expect(() => answerOf(call, errorCode(7501))).toThrow(
      expect.objectContaining({ code: 7501, kind }) as Error,
    );
  });

  it('HTTP 401 concerns the installation and was not carried out', () => {
    const error = failure('write', answer({ status: 401 }));
    expect(error).toBeInstanceOf(RegosAuthorizationError);
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).not.toBeInstanceOf(OutcomeUnknownError);
  });

  it.each([
    ['HTTP 500', answer({ status: 500 })],
    ['HTTP 502 in HTML', answer({ status: 502, text: '<html>bad gateway</html>' })],
    ['HTTP 409', answer({ status: 409 })],
    ['a redirect', answer({ status: 302 })],
    ['a success that is not 200', answer({ status: 204 })],
    ['an empty body', answer({ text: '' })],
    ['broken JSON', answer({ text: '{"ok": true, "resu' })],
    ['JSON that is no object', answer({ text: '[]' })],
    ['ok with an error object', envelope({ ok: true, result: { error: 1029 } })],
    ['not ok with an array', envelope({ ok: false, result: [] })],
    ['not ok without a code', envelope({ ok: false, result: null })],
    ['no ok at all', envelope({ result: { new_id: 1 } })],
  ])('%s leaves a write unknown and a read repeatable', (_, given) => {
    expect(failure('write', given)).toBeInstanceOf(OutcomeUnknownError);
    const read = failure('read', given);
    expect(read).toBeInstanceOf(RetryableError);
    expect(read).not.toBeInstanceOf(OutcomeUnknownError);
  });

  it('names the field that REGOS complains about, and no phone or id', () => {
    const id = '0123456789abcdef0123456789abcdef';
    const text = `document.from_id: phone +998 90 123-45-67 of 998901234567 in ${id}`;
    const { message } = failure('write', errorCode(1002, text)) as Error;
    expect(message).toContain('document.from_id');
    expect(message).toContain('a1b2c3');
    expect(message).not.toMatch(/4567|0123456789abcdef/);
  });
});
