import { Test } from '@nestjs/testing';
import { Bell } from '@rto/jobs';
import { RetryableError } from '@rto/kernel';
import { RefusalTrail } from '@rto/observability';
import { TenantService } from '@rto/settings';
import { CallLimits } from './call-limits';
import { Campaigns } from './campaigns';
import { Introductions } from './introductions';
import { RegosCallIntake } from './regos-call-intake';
import { RegosCallInbox } from './regos-call-inbox';

const ID = '0123456789abcdef0123456789abcdef';
const EVENT = { action: 'DocOrderDeliveryStatusSet', data: { id: 7 }, event_id: 'e-1' };

describe('what the handler of REGOS answers', () => {
  let steps: string[];
  let commit: () => Promise<string | undefined>;
  let isKnown: boolean;
  let isOpen: boolean;
  let refused: string[];
  let intake: RegosCallIntake;

  beforeEach(async () => {
    steps = [];
    refused = [];
    isKnown = true;
    isOpen = true;
    commit = async () => {
      steps.push('committed');
      return 'call';
    };
    const app = await Test.createTestingModule({
      providers: [
        RegosCallIntake,
        CallLimits,
        { provide: Introductions, useValue: { isOpen: async () => isOpen } },
        {
          provide: TenantService,
          useValue: { findByConnection: async () => (isKnown ? { id: 't' } : undefined) },
        },
        { provide: RegosCallInbox, useValue: { receive: () => commit(), introduce: () => commit() } },
        { provide: Campaigns, useValue: {} },
        { provide: RefusalTrail, useValue: { refused: (refusal: string) => void refused.push(refusal) } },
        { provide: Bell, useValue: { ringBehind: () => steps.push('rung') } },
      ],
    }).compile();
    intake = app.get(RegosCallIntake);
  });

  const call = (body: object = EVENT): Promise<unknown> =>
    intake.take({ connected_integration_id: ID, ...body }, undefined, '127.0.0.1');

  it.each([
    ['an event of a shop', true, EVENT],
    ['a shop that introduces itself', false, { action: 'Connect' }],
  ])('is yes after %s was committed, and the bell is rung then', async (_, known, body) => {
    isKnown = known;
    let release = (): void => undefined;
    const committed = new Promise<string>((resolve) => (release = () => resolve('call')));
    commit = () => committed.finally(() => steps.push('committed'));
    const answer = call(body).finally(() => steps.push('answered'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toEqual([]);
    release();
    expect(await answer).toEqual({ ok: true, result: {} });
    expect(steps).toEqual(['committed', 'rung', 'answered']);
  });

  it('is an error when nothing could be committed, so that REGOS calls again', async () => {
    commit = () => Promise.reject(new Error('the database is away'));
    await expect(call()).rejects.toThrow('the database is away');
    expect(steps).toEqual([]);
  });

  it('is an error before REGOS gives up when the commit takes too long', async () => {
    jest.useFakeTimers();
    commit = () => new Promise(() => undefined);
    const answer = expect(call()).rejects.toBeInstanceOf(RetryableError);
    await jest.advanceTimersByTimeAsync(1_500);
    await answer;
    jest.useRealTimers();
  });

  it('is yes to what came before, and rings for it no more', async () => {
    commit = () => Promise.resolve(undefined);
    expect(await call()).toEqual({ ok: true, result: {} });
    expect(steps).toEqual([]);
  });

  it('is 429 to one more introduction of a network whose introductions REGOS does not confirm, and to no shop', async () => {
    isOpen = false;
    expect(await call({ action: 'Connect' })).toEqual({ ok: true, result: {} });
    isKnown = false;
    expect(await call({ action: 'Connect' })).toMatchObject({ ok: false, result: { error: 429 } });
    expect(steps).toEqual(['committed', 'rung']);
    expect(refused).toEqual(['too many introductions']);
  });

  it('is 429 to the 301st introduction of a network within a minute, and to no other network', async () => {
    isKnown = false;
    const introduce = (address: string, number: number): Promise<unknown> =>
      intake.take(
        { action: 'Connect', connected_integration_id: String(number).padStart(32, '0') },
        undefined,
        address,
      );
    for (let number = 0; number < 300; number += 1) await introduce(`2001:db8::${number}`, number);
    expect(steps.filter((step) => step === 'committed')).toHaveLength(300);
    expect(await introduce('2001:db8::ffff', 300)).toMatchObject({ ok: false, result: { error: 429 } });
    expect(await introduce('198.51.100.7', 301)).toEqual({ ok: true, result: {} });
  });
});
