import { LiveKeyHashes } from './live-key-hashes';

describe('the hashes of live keys', () => {
  it('are read once a second at most, and a new one is known by then', async () => {
    const keys = ['old'];
    let readings = 0;
    const hashes = new LiveKeyHashes(async () => {
      readings += 1;
      return [...keys];
    });
    expect(await hashes.has('old')).toBe(true);
    keys.push('new');
    const startedMs = performance.now();
    const asked = ['wrong', 'new', ...Array.from({ length: 100 }, (_, guess) => `guess ${guess}`)];
    const answers = await Promise.all(asked.map((hash) => hashes.has(hash)));
    expect(answers).toEqual(asked.map((hash) => hash === 'new'));
    expect(performance.now() - startedMs).toBeGreaterThan(900);
    expect(await hashes.has('old')).toBe(true);
    expect(readings).toBe(2);
  });

  it('are read again after a reading that failed', async () => {
    let fails = true;
    const hashes = new LiveKeyHashes(async () => {
      if (fails) throw new Error('away');
      return ['key'];
    });
    await expect(hashes.has('key')).rejects.toThrow('away');
    fails = false;
    expect(await hashes.has('key')).toBe(true);
  });
});
