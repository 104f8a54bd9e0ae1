import { Test } from '@nestjs/testing';
import { Bell } from '@rto/jobs';
import { InboundSweep } from './inbound-sweep';
import { RegosCallHandling } from './regos-call-handling';
import { RegosCallInbox } from './regos-call-inbox';

describe('the sweep of calls of REGOS', () => {
  let isQueueAway: boolean;
  let old: number;
  let handled: string[];
  let rung: string[];
  let sweep: InboundSweep;

  beforeEach(async () => {
    isQueueAway = false;
    old = 0;
    handled = [];
    rung = [];
    const ring = async (_name: string, { callId }: { callId: string }): Promise<boolean> => {
      if (!isQueueAway) rung.push(callId);
      return !isQueueAway;
    };
    const forgetOld = async (limit: number): Promise<number> => {
      const forgotten = Math.min(limit, old);
      old -= forgotten;
      return forgotten;
    };
    const app = await Test.createTestingModule({
      providers: [
        InboundSweep,
        { provide: RegosCallInbox, useValue: { due: async () => ['one', 'two'], forgetOld } },
        { provide: Bell, useValue: { ring } },
        { provide: RegosCallHandling, useValue: { handle: async (id: string) => void handled.push(id) } },
      ],
    }).compile();
    sweep = app.get(InboundSweep);
  });

  it('rings for what is due', async () => {
    await sweep.sweep();
    expect([rung, handled]).toEqual([['one', 'two'], []]);
  });

  it('does it by itself while the queue is away', async () => {
    isQueueAway = true;
    await sweep.sweep();
    expect(handled).toEqual(['one', 'two']);
  });

  it('forgets all that is old, a thousand rows at a time, once an hour', async () => {
    old = 2_500;
    await sweep.sweep();
    expect(old).toBe(0);
    old = 1;
    await sweep.sweep();
    expect(old).toBe(1);
  });
});
