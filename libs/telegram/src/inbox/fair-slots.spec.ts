import { FairSlots } from './fair-slots';

describe('fair slots', () => {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  let entered: string[];

  beforeEach(() => {
    entered = [];
  });

  function crowd(slots: FairSlots, tenantId: string, size: number): void {
    for (let index = 0; index < size; index += 1) {
      void slots.acquire(tenantId).then(() => entered.push(tenantId));
    }
  }

  it('let a tenant do no more at once than its share', async () => {
    const slots = new FairSlots(() => 2, 10);
    crowd(slots, 'a', 5);
    await turn();
    expect(entered).toEqual(['a', 'a']);
    slots.release('a');
    await turn();
    expect(entered).toEqual(['a', 'a', 'a']);
  });

  it('let all together do no more than a process can', async () => {
    const slots = new FairSlots(() => 2, 3);
    for (const tenantId of ['a', 'b', 'c']) crowd(slots, tenantId, 2);
    await turn();
    expect(entered).toEqual(['a', 'a', 'b']);
  });

  it('let tenants in by turns, however long the queue of one is', async () => {
    const slots = new FairSlots(() => 10, 1);
    crowd(slots, 'a', 50);
    crowd(slots, 'b', 2);
    crowd(slots, 'c', 2);
    await turn();
    for (let index = 0; index < 6; index += 1) {
      slots.release(entered.at(-1) ?? '');
      await turn();
    }
    expect(entered).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('pass over a tenant at its share in favour of others', async () => {
    const slots = new FairSlots(() => 1, 2);
    crowd(slots, 'a', 3);
    crowd(slots, 'b', 3);
    await turn();
    expect(entered).toEqual(['a', 'b']);
    slots.release('b');
    await turn();
    expect(entered).toEqual(['a', 'b', 'b']);
  });

  it('forget nobody: all get in, in the order of their tenant', async () => {
    const slots = new FairSlots(() => 3, 4);
    const order: string[] = [];
    const people = ['a', 'b', 'c'].flatMap((tenantId) =>
      Array.from({ length: 20 }, async (_, index) => {
        await slots.acquire(tenantId);
        order.push(`${tenantId}${index}`);
        await turn();
        slots.release(tenantId);
      }),
    );
    await Promise.all(people);
    expect(order.filter((name) => name.startsWith('a'))).toEqual(
      Array.from({ length: 20 }, (_, index) => `a${index}`),
    );
    expect(order).toHaveLength(60);
  });
});
