import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { BoundedHttpAdapter, type CallerLimits } from './bounded-http-adapter';

@Controller()
class Echo {
  @Get()
  get(): string {
    return 'here';
  }

  @Post()
  post(@Body() body: unknown): unknown {
    return body;
  }
}

@Module({ controllers: [Echo] })
class EchoModule {}

const SLOW_CALLERS = 200;
const LIMITS = { headersMs: 500, requestMs: 1_000, lookEveryMs: 100, connections: SLOW_CALLERS + 20 };

describe('a server among slow callers', () => {
  let app: NestExpressApplication;
  let port: number;
  let open: Set<Socket>;

  async function start(limits: CallerLimits): Promise<void> {
    open = new Set();
    app = await NestFactory.create<NestExpressApplication>(EchoModule, new BoundedHttpAdapter(limits), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    port = (app.getHttpServer().address() as AddressInfo).port;
  }
  afterEach(async () => {
    for (const socket of open) socket.destroy();
    await app.close();
  });

  /** Callers that begin like this, and go on with a byte now and then. Resolves when all of them are connected. */
  async function slowCallers(count: number, beginning: string): Promise<void> {
    const connected = Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1');
      const feeding = setInterval(() => socket.write('a'), 50);
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      socket.on('close', () => {
        clearInterval(feeding);
        open.delete(socket);
      });
      await once(socket, 'connect');
      socket.write(beginning);
    });
    await Promise.all(connected);
  }

  async function allAreGone(): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (open.size > 0 && performance.now() < deadline) await sleep(50);
    expect(open.size).toBe(0);
  }

  it.each([
    ['headers', 'POST / HTTP/1.1\r\nX-Header: '],
    [
      'a body',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{"',
    ],
  ])('lets two hundred that drip-feed %s not stay, and answers others meanwhile', async (_, beginning) => {
    await start(LIMITS);
    await slowCallers(SLOW_CALLERS, beginning);
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(`http://127.0.0.1:${port}/`)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await allAreGone();
  });

  it('closes a connection above the most that it keeps, and no other', async () => {
    // few, who may stay long: all of them are there when one more comes
    await start({ ...LIMITS, headersMs: 3_000, requestMs: 3_000, connections: 10 });
    await slowCallers(10, 'POST / HTTP/1.1\r\nX-Header: ');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    await allAreGone();
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});
