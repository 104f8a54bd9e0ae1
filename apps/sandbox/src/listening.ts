import { createServer, type Server } from 'node:net';

const LOOPBACK = '127.0.0.1';
/** A few other demos or services may run; more than these is no accident. */
const PORTS_TRIED = 20;

/** Starts `server` on `port` of this machine only (0: any free one). @returns the port */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

/** Like `listen`, but goes on to the next port when one is taken. */
export async function listenFrom(server: Server, firstPort: number): Promise<number> {
  for (let port = firstPort; port < firstPort + PORTS_TRIED; port += 1) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!isPortTaken(error)) throw error;
    }
  }
  throw new Error(`ports ${firstPort} to ${firstPort + PORTS_TRIED - 1} are all taken`);
}

/** A port that is free now; another process may take it before it is used. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function isPortTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}
