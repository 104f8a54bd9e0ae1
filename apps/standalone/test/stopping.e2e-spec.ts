import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { aDataDir, aFolder, removeFolder } from '@rto/testing';
import { ENTRY } from './running-shop';
import { freePort, TestProcess, until } from './test-process';

describe('the end of a process', () => {
  let dataDir: string;
  let service: TestProcess;

  beforeEach(async () => {
    dataDir = await aDataDir();
    service = await aService({});
  });
  /** Without anything around it: REGOS and Telegram cannot be reached. */
  async function aService(environment: Readonly<Record<string, string>>): Promise<TestProcess> {
    return new TestProcess([ENTRY], await freePort(), {
      DATA_DIR: dataDir,
      TELEGRAM_API_URL: 'http://127.0.0.1:1',
      REGOS_API_URL: 'http://127.0.0.1:1',
      ...environment,
    });
  }

  afterEach(async () => {
    await service.kill();
    removeFolder(dataDir);
  });

  it('is clean when it is told during the start', async () => {
    service = await aService({ DATA_DIR: aFolder() });
    service.spawn();
    await until(() => service.log !== '', 30_000); // the first secret is made, the database not yet
    expect(await service.stop()).toBe(0);
    expect(service.log).not.toContain('"level":"fatal"');
    await service.start(); // what was begun is no obstacle
  }, 90_000);

  it('waits for the requests that were begun, and says that it is not there for more', async () => {
    await service.start();
    const begun = await SlowRequest.begin(service.port);
    const stopped = service.stop();
    await until(() => service.log.includes('SIGTERM: stopping'));
    begun.finish();
    expect(await begun.answer).toMatch(/^HTTP\/1\.1 404 [^]*\r\nConnection: close\r\n/);
    expect(await stopped).toBe(0);
    expect(service.log).not.toContain('did not end in time');
  }, 90_000);

  it('comes at once with a second signal, whatever hangs', async () => {
    await service.start();
    await SlowRequest.begin(service.port);
    const stopped = service.stop();
    await until(() => service.log.includes('SIGTERM: stopping'));
    await sleep(600); // sooner it is the same signal, handed on by npm
    service.signal('SIGTERM');
    expect(await stopped).toBe(1);
    expect(service.log).toContain('SIGTERM again: ending at once');
  }, 90_000);

  it('comes in time, whatever hangs', async () => {
    service = await aService({ SHUTDOWN_TIMEOUT_MS: '1500' });
    await service.start();
    await SlowRequest.begin(service.port);
    expect(await service.stop()).toBe(1);
    expect(service.log).toContain('the work did not end in time');
  }, 90_000);

  it('names a request by the id it came with', async () => {
    await service.start();
    const idOf = async (given: string): Promise<string | null> => {
      const headers = { 'x-request-id': given };
      return (await fetch(`${service.url}/health/live`, { headers })).headers.get('x-request-id');
    };
    expect(await idOf('a-request-of-the-proxy')).toBe('a-request-of-the-proxy');
    expect(await idOf('a {"bad"} one')).toMatch(/^[0-9a-f-]{36}$/);
  }, 90_000);
});

/** A request whose body is on its way for as long as the test wants. */
class SlowRequest {
  readonly answer: Promise<string>;

  private constructor(private readonly socket: Socket) {
    this.answer = new Promise((resolve) => {
      socket.once('data', (bytes: Buffer) => resolve(bytes.toString()));
      socket.once('error', () => resolve('cut off'));
    });
  }

  /** @returns once the service is reading it */
  static async begin(port: number): Promise<SlowRequest> {
    const socket = connect(port, '127.0.0.1');
    const request = new SlowRequest(socket);
    const head = [
      'POST /nowhere HTTP/1.1',
      'Host: test',
      'Content-Type: application/json',
      'Content-Length: 2',
    ];
    await new Promise<void>((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n{`, () => resolve()));
    await sleep(200); // nothing tells that the head was read
    return request;
  }

  finish(): void {
    this.socket.write('}');
  }
}
