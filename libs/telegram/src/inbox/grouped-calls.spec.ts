import { GroupedCalls } from './grouped-calls';

describe('grouped calls', () => {
  let runs: number[][];
  let failure: Error | undefined;
  let poison: number | undefined;
  let calls: GroupedCalls<number, string>;

  beforeEach(() => {
    runs = [];
    failure = undefined;
    poison = undefined;
    calls = new GroupedCalls<number, string>(
      async (items) => {
        runs.push([...items]);
        await new Promise((resolve) => setImmediate(resolve));
        if (failure) throw failure;
        if (poison !== undefined && items.includes(poison)) throw new RangeError('poison');
        return items.map((item) => `${item}!`);
      },
      3,
      (error) => error instanceof RangeError,
    );
  });

  it('give each caller its own result', async () => {
    await expect(Promise.all([1, 2, 3].map((item) => calls.add(item)))).resolves.toEqual(['1!', '2!', '3!']);
  });

  it('run together what comes at one moment, and what comes while one runs', async () => {
    const first = [calls.add(1), calls.add(2)];
    await Promise.resolve();
    await Promise.resolve();
    const later = [calls.add(3), calls.add(4)];
    await Promise.all([...first, ...later]);
    expect(runs).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('never run two at a time, nor more than fit', async () => {
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => calls.add(item)));
    expect(runs.map(({ length }) => length)).toEqual([3, 3, 1]);
  });

  it('tell all of a run that it failed, and go on', async () => {
    failure = new Error('no database');
    const results = await Promise.allSettled([calls.add(1), calls.add(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failure = undefined;
    await expect(calls.add(3)).resolves.toBe('3!');
    expect(runs).toEqual([[1, 2], [3]]);
  });

  it('let nobody suffer for the item of another', async () => {
    poison = 2;
    const results = await Promise.allSettled([calls.add(1), calls.add(2), calls.add(3)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
