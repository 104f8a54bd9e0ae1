import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from '../src/listening';

/** Passes each connection on to the next process that takes it, as a load balancer does. */
export class Balancer {
  private readonly sockets = new Set<Socket>();
  private turn = 0;

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {}

  /** @param ports of processes of this machine; not one of them needs to listen yet */
  static async open(ports: readonly number[]): Promise<Balancer> {
    const server = createServer();
    const balancer = new Balancer(`http://127.0.0.1:${await listen(server, 0)}`, server, ports);
    server.on('connection', (client: Socket) => void balancer.join(client));
    return balancer;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async join(client: Socket): Promise<void> {
    this.keep(client);
    const target = await this.nextTarget();
    if (!target || client.destroyed) {
      client.destroy();
      target?.destroy();
      return;
    }
    this.keep(target);
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
    client.pipe(target).pipe(client);
  }

  /** @returns undefined when none of them takes a connection */
  private async nextTarget(): Promise<Socket | undefined> {
    for (let tried = 0; tried < this.ports.length; tried += 1) {
      const socket = connect(this.ports[this.turn++ % this.ports.length] ?? 0, '127.0.0.1');
      // a refusal: the next one is asked
      const isOpen = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      if (isOpen) return socket;
    }
    return undefined;
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay();
    socket.on('error', () => socket.destroy()); // the other end learns of it by `close`
    socket.on('close', () => this.sockets.delete(socket));
  }
}
