import { MemoryRateBuckets } from '@rto/kv';
import { CallPace } from './call-pace';
import type { RegosAction } from './regos-call';

describe('the pace of questions to REGOS', () => {
  let pace: CallPace;

  beforeEach(() => {
    jest.useFakeTimers();
    pace = new CallPace(new MemoryRateBuckets());
  });
  afterEach(() => jest.useRealTimers());

  const ask = (action: RegosAction, connection: string, isKnown = true): Promise<number> => {
    const call = { action, connectedIntegrationId: connection };
    return pace.waitMs({ id: 'c', call, connectionHash: connection, attempts: 1 }, isKnown);
  };
  const free = async (count: number, action: RegosAction, isKnown = true, name?: string): Promise<number> => {
    let granted = 0;
    for (let index = 0; index < count; index += 1) {
      if ((await ask(action, name ?? `shop-${index}`, isKnown)) === 0) granted += 1;
    }
    return granted;
  };

  it('lets a shop change six times at once, then every ten seconds, and no other shop wait for it', async () => {
    expect(await free(50, 'updatesettings', true, 'busy')).toBe(6);
    expect(await ask('disconnect', 'busy')).toBeGreaterThan(0);
    expect(await ask('updatesettings', 'other')).toBe(0);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await free(5, 'connect', true, 'busy')).toBe(1);
  });

  it('asks about 50 unknown connections a second, so that a thousand shops are through in ten seconds', async () => {
    expect(await free(1_000, 'connect', false)).toBe(500);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await free(500, 'reconnect', false)).toBe(500);
  });

  it('holds up no event', async () => {
    expect(await free(1_000, 'handlewebhook', true, 'busy')).toBe(1_000);
  });
});
