import { watchForPanic } from './embedded-panic';

describe('an embedded database that cannot go on', () => {
  async function told(error: Error): Promise<string[]> {
    const fail = async (): Promise<never> => {
      throw error;
    };
    const pglite = { execProtocol: fail, execProtocolStream: fail };
    const heard: string[] = [];
    watchForPanic(pglite, ({ message }) => heard.push(message));
    for (const way of ['execProtocol', 'execProtocolStream'] as const) {
      await expect(pglite[way]()).rejects.toBe(error);
    }
    return heard;
  }
  const ofServer = (severity: string): Error => Object.assign(new Error('no space left'), { severity });

  it('says so at its first panic, and when its machine breaks', async () => {
    expect(await told(ofServer('PANIC'))).toEqual(['no space left', 'no space left']);
    expect(await told(ofServer('FATAL'))).toHaveLength(2);
    expect(await told(Object.assign(new Error('unreachable'), { name: 'RuntimeError' }))).toHaveLength(2);
  });

  it('is not one that refuses a statement', async () => {
    expect(await told(ofServer('ERROR'))).toEqual([]);
    expect(await told(new Error('PGlite is closed'))).toEqual([]);
  });
});
