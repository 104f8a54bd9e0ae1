import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP connection to a store that a test can hang or cut, while the store itself serves others. */
export class Wire {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private state: 'passing' | 'hanging' | 'cut' = 'passing';

  private constructor(private readonly target: URL) {
    this.server = createServer((near) => this.join(near));
  }

  /** @param address of the store */
  static async to(address: string): Promise<Wire> {
    const wire = new Wire(new URL(address));
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  /** The store's address through the wire. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    const url = new URL(this.target);
    url.host = `127.0.0.1:${address.port}`;
    return url.href;
  }

  /** Nothing passes, and nobody is told. */
  hang(): void {
    this.state = 'hanging';
    for (const socket of this.sockets) socket.pause();
  }

  /** Ends every connection, and each new one at once. */
  cut(): void {
    this.state = 'cut';
    this.drop();
  }

  restore(): void {
    this.state = 'passing';
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.drop();
    await closed;
  }

  private join(near: Socket): void {
    if (this.state === 'cut') return void near.destroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('data', (bytes: Buffer) => void other.write(bytes));
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      if (this.state === 'hanging') one.pause();
    }
  }

  private drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
