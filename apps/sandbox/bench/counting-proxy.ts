import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from '../src/listening';

/** Reads what a client sends on one connection, in whatever pieces it comes. */
export type StreamReader = (chunk: Buffer) => void;

/** Passes connections on to a server and lets a reader listen to what the clients say. */
export class CountingProxy {
  private readonly sockets = new Set<Socket>();

  private constructor(
    /** The server's address with the proxy's place in it. */
    readonly url: string,
    private readonly server: Server,
  ) {}

  /** @param newReader makes the reader of a new connection */
  static async open(targetUrl: string, newReader: () => StreamReader): Promise<CountingProxy> {
    const target = new URL(targetUrl);
    const server = createServer();
    const url = new URL(targetUrl);
    url.host = `127.0.0.1:${await listen(server, 0)}`;
    const proxy = new CountingProxy(url.href, server);
    server.on('connection', (client: Socket) => {
      proxy.join(client, connect(Number(target.port), target.hostname), newReader());
    });
    return proxy;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket, server: Socket, read: StreamReader): void {
    client.on('data', read);
    client.pipe(server);
    server.pipe(client);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.setNoDelay();
      this.sockets.add(socket);
      socket.on('error', () => other.destroy()); // its peer learns of it by the same way
      socket.on('close', () => {
        other.destroy();
        this.sockets.delete(socket);
      });
    }
  }
}
