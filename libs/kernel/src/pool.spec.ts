import { inPool } from './pool';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a pool', () => {
  it('does all of it in order, and no more at a time than it has workers', async () => {
    const begun: number[] = [];
    let [running, most] = [0, 0];
    await inPool(4, [1, 2, 3, 4, 5, 6, 7, 8, 9], async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(4);
  });

  it('lets be what is left once it is over', async () => {
    const begun: number[] = [];
    await inPool(
      2,
      [1, 2, 3, 4, 5],
      async (item) => {
        begun.push(item);
        await turn();
      },
      () => begun.length >= 3,
    );
    expect(begun).toEqual([1, 2, 3]);
  });

  it('fails as the first of its work does', async () => {
    await expect(inPool(2, [1], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
