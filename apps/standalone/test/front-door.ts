import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What came through it to one address. */
interface DoorAnswer {
  readonly path: string;
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** The reverse proxy of a cluster: one address before however many processes there are. */
export class FrontDoor {
  /** All answers of the processes, oldest first. */
  readonly answers: DoorAnswer[] = [];
  private readonly server: Server;
  private turn = 0;

  private constructor(private readonly ports: () => readonly number[]) {
    this.server = createServer((incoming, outgoing) => void this.forward(incoming, outgoing));
  }

  /** @param ports of the processes that take requests now */
  static async open(port: number, ports: () => readonly number[]): Promise<FrontDoor> {
    const door = new FrontDoor(ports);
    await new Promise<void>((resolve) => door.server.listen(port, '127.0.0.1', resolve));
    return door;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  /** In turn; who cannot be reached has not seen the request, so the next one may have it. */
  private async forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const ports = this.ports();
    this.turn += 1;
    for (let offset = 0; offset < ports.length; offset += 1) {
      const port = ports[(this.turn + offset) % ports.length];
      if (port === undefined || !(await passOn(incoming, Buffer.concat(chunks), port, outgoing))) continue;
      const retryAfter = outgoing.getHeader('retry-after')?.toString();
      this.answers.push({ path: incoming.url ?? '', status: outgoing.statusCode, retryAfter });
      return;
    }
    outgoing.writeHead(502).end();
  }
}

/** @returns false when nobody listens there */
function passOn(
  incoming: IncomingMessage,
  body: Buffer,
  port: number,
  outgoing: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress };
    const options = { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers };
    const onward = request(options, (answer) => {
      outgoing.statusCode = answer.statusCode ?? 502;
      for (const [name, value] of Object.entries(answer.headers)) outgoing.setHeader(name, value ?? '');
      answer.pipe(outgoing);
      answer.once('error', () => outgoing.destroy());
      resolve(true);
    });
    onward.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') return resolve(false);
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
      resolve(true);
    });
    onward.end(body);
  });
}
