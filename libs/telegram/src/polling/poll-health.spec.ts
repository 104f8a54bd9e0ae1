import { RetryableError } from '@rto/kernel';
import { PollingConflictError } from '../client/telegram-errors';
import { PollHealth } from './poll-health';

describe('PollHealth', () => {
  const away = new RetryableError('away');
  const conflict = new PollingConflictError('Conflict: terminated by other getUpdates request');
  let nowMs: number;
  let health: PollHealth;

  beforeEach(() => {
    nowMs = 0;
    health = new PollHealth(
      () => nowMs,
      () => 0,
    );
  });

  it('tells of the first success, and of the first after a failure', () => {
    expect([health.succeeded(), health.succeeded()]).toEqual([true, false]);
    health.failed(away);
    expect([health.succeeded(), health.succeeded()]).toEqual([true, false]);
  });

  it('waits longer with each failure in a row, up to half a minute', () => {
    const pauses = Array.from({ length: 8 }, () => {
      health.failed(away);
      return health.pauseMs(undefined);
    });
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    health.succeeded();
    health.failed(away);
    expect(health.pauseMs(undefined)).toBe(500);
  });

  it('waits as long as Telegram asks', () => {
    health.failed(away);
    expect(health.pauseMs(45_000)).toBe(45_000);
  });

  it('does not believe that another poller is gone because one poll went through', () => {
    health.failed(conflict);
    expect(health.isContested).toBe(true);
    expect(health.succeeded()).toBe(false);
    health.failed(conflict);
    expect(health.pauseMs(undefined)).toBe(1_000);
    nowMs += 19_999;
    expect(health.succeeded()).toBe(false);
    nowMs += 1;
    expect(health.succeeded()).toBe(true);
    expect([health.failures, health.isContested]).toEqual([0, false]);
  });

  it('calls the token in use by others once conflicts have outlasted a lease, and no longer when it is over', () => {
    const inUse = [0, 3_000, 3_900, 200].map((ms) => {
      nowMs += ms;
      health.failed(conflict);
      health.succeeded();
      return health.isInUse;
    });
    expect(inUse).toEqual([false, false, false, true]);
    nowMs += 20_000;
    health.succeeded();
    expect(health.isInUse).toBe(false);
  });

  it('does not call it so for one or two conflicts, however far apart', () => {
    health.failed(conflict);
    nowMs += 15_000;
    health.failed(conflict);
    expect(health.isInUse).toBe(false);
  });
});
