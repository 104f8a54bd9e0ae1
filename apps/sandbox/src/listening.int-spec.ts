import { createServer, type Server } from 'node:net';
import { freePort, isPortTaken, listen, listenFrom } from './listening';

const open: Server[] = [];

function aServer(): Server {
  const server = createServer();
  open.push(server);
  return server;
}

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

describe('listening', () => {
  it('takes the next port when the first is taken', async () => {
    const taken = await listen(aServer(), 0);
    expect(await listenFrom(aServer(), taken)).toBeGreaterThan(taken);
  });

  it('fails when exactly this port was asked for and is taken', async () => {
    const taken = await listen(aServer(), 0);
    const error: unknown = await listen(aServer(), taken).catch((reason: unknown) => reason);
    expect(isPortTaken(error)).toBe(true);
  });

  it('finds a port that can be listened on', async () => {
    const port = await freePort();
    expect(await listen(aServer(), port)).toBe(port);
  });
});
