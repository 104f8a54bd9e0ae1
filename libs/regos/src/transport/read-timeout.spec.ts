import { aRegos, CONNECTION, ok } from '../regos.fixture';

describe('the time of a read', () => {
  it.each([
    ['a minute for a read that nobody waits for', 'background', 60_000],
    ['ten seconds for one that a person waits for', 'person', 10_000],
  ] as const)('gives REGOS %s', async (_rule, priority, limitMs) => {
    const limits = jest.spyOn(AbortSignal, 'timeout');
    const { transport } = aRegos(() => ok([]));
    await transport.read(CONNECTION, 'Item/GetExt', {}, priority);
    expect(limits.mock.calls).toEqual([[limitMs]]);
    limits.mockRestore();
  });
});
