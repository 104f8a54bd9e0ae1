import { setImmediate as turn } from 'node:timers/promises';
import { currentTrace, traced, tracedFor } from './trace';

describe('a trace', () => {
  it('is that of the work under way, however long it takes and whatever runs beside it', async () => {
    const work = (traceId: string): Promise<(string | undefined)[]> =>
      traced({ traceId }, async () => {
        const before = currentTrace()?.traceId;
        await turn();
        return [before, currentTrace()?.traceId];
      });
    expect(await Promise.all([work('one'), work('two')])).toEqual([
      ['one', 'one'],
      ['two', 'two'],
    ]);
    expect(currentTrace()).toBeUndefined();
  });

  it('has an id of its own when nobody gave one', () => {
    const ids = [1, 2].map(() => traced({}, () => currentTrace()?.traceId));
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[1]).not.toBe(ids[0]);
  });

  it('stays the same when it is known whose work it is', () => {
    const inner = traced({ traceId: 'one' }, () => tracedFor('a-tenant', () => currentTrace()));
    expect(inner).toEqual({ traceId: 'one', tenantId: 'a-tenant' });
  });
});
