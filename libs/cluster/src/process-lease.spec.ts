import type { Database, DatabaseHandle } from '@rto/database';
import { ProcessLease } from './process-lease';
import { ProcessRepository } from './process.repository';

/** Rows of processes, in a database whose answers a test may hold back. */
class Rows extends ProcessRepository {
  readonly ids = new Set<string>();
  answersAfterMs = 0;
  isAway = false;

  constructor() {
    super({} as Database);
  }

  override async add(id: string, _kind: string, _leaseMs: number, former?: string): Promise<void> {
    await this.answer();
    if (former !== undefined) this.ids.delete(former);
    this.ids.add(id);
  }

  override async renew(id: string): Promise<boolean> {
    await this.answer();
    return this.ids.has(id);
  }

  override async remove(id: string): Promise<void> {
    await this.answer();
    this.ids.delete(id);
  }

  override async removeOthers(): Promise<void> {
    throw new Error('others may run');
  }

  override async countLive(): Promise<number> {
    return this.ids.size;
  }

  private async answer(): Promise<void> {
    if (this.answersAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, this.answersAfterMs));
    if (this.isAway) throw new Error('no database');
  }
}

describe('the lease of a process', () => {
  let rows: Rows;
  let lease: ProcessLease;
  let firstId: string;

  beforeEach(async () => {
    jest.useFakeTimers();
    rows = new Rows();
    lease = new ProcessLease(rows, 'bot', { kind: 'postgres' } as DatabaseHandle);
    await lease.start();
    firstId = lease.id;
  });
  afterEach(async () => {
    rows.isAway = false;
    rows.answersAfterMs = 0;
    await lease.stop();
    jest.useRealTimers();
  });

  it('goes on under one id while it is renewed', async () => {
    for (let second = 0; second < 60; second += 1) {
      await jest.advanceTimersByTimeAsync(1_000);
      expect(lease.holds(firstId)).toBe(true);
    }
  });

  it('survives a database that is away for a moment', async () => {
    await jest.advanceTimersByTimeAsync(1_000);
    rows.isAway = true;
    await jest.advanceTimersByTimeAsync(3_000);
    rows.isAway = false;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(lease.holds(firstId)).toBe(true);
  });

  it('ends a second before the database says so, when nothing answers', async () => {
    rows.isAway = true;
    await jest.advanceTimersByTimeAsync(4_900);
    expect(lease.isAlive).toBe(true);
    await jest.advanceTimersByTimeAsync(200);
    expect([lease.isAlive, lease.holds(firstId)]).toEqual([false, false]);
  });

  it('goes on under another id after a lapse, and leaves nothing of the first', async () => {
    rows.isAway = true;
    await jest.advanceTimersByTimeAsync(10_000);
    rows.isAway = false;
    await jest.advanceTimersByTimeAsync(2_000);
    expect([lease.isAlive, lease.holds(firstId)]).toEqual([true, false]);
    expect([...rows.ids]).toEqual([lease.id]);
  });

  it('takes an answer that comes after its end for a lapse: whoever looked meanwhile has stopped', async () => {
    rows.answersAfterMs = 5_500;
    await jest.advanceTimersByTimeAsync(5_400);
    expect(lease.isAlive).toBe(false);
    rows.answersAfterMs = 0;
    await jest.advanceTimersByTimeAsync(2_000);
    expect([lease.isAlive, lease.holds(firstId)]).toEqual([true, false]);
  });

  it('does not come back to life by an answer that was asked for in time and comes after its end', async () => {
    await jest.advanceTimersByTimeAsync(1_600); // renewed once: it lasts until 6.5 s
    rows.isAway = true;
    await jest.advanceTimersByTimeAsync(4_300);
    rows.isAway = false;
    rows.answersAfterMs = 1_000;
    await jest.advanceTimersByTimeAsync(1_500);
    rows.answersAfterMs = 0;
    await jest.advanceTimersByTimeAsync(1_500);
    expect([lease.isAlive, lease.holds(firstId)]).toEqual([true, false]);
  });

  it('leaves no row behind when it stops', async () => {
    await lease.stop();
    expect([rows.ids.size, lease.isAlive, lease.holds(firstId)]).toEqual([0, false, false]);
  });
});
