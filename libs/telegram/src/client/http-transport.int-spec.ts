import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { httpTransport, type Incoming } from './http-transport';

describe('the way to Telegram', () => {
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let ports: (number | undefined)[];

  beforeEach(async () => {
    ports = [];
    answer = (_request, response) => void response.end('{}');
    server = createServer((request, response) => {
      ports.push(request.socket.remotePort);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const post = (body: string | FormData = '{}', signal = new AbortController().signal): Promise<Incoming> => {
    const { port } = server.address() as AddressInfo;
    return httpTransport({ url: `http://127.0.0.1:${port}/bot1/getMe`, body, signal });
  };

  it('posts JSON and gives back status and text', async () => {
    let received: unknown;
    answer = (request, response) => {
      void json(request).then((body) => {
        received = { body, type: request.headers['content-type'] };
        response.writeHead(400).end('нет');
      });
    };
    expect(await post('{"text":"Привет"}')).toEqual({ status: 400, text: 'нет' });
    expect(received).toEqual({ body: { text: 'Привет' }, type: 'application/json' });
  });

  it('posts a form with files', async () => {
    let type: string | undefined;
    answer = (request, response) => {
      type = request.headers['content-type'];
      request.resume().on('end', () => response.end('{}'));
    };
    const form = new FormData();
    form.append('photo', new Blob(['png'], { type: 'image/png' }), 'qr.png');
    expect(await post(form)).toEqual({ status: 200, text: '{}' });
    expect(type).toMatch(/^multipart\/form-data/);
  });

  it('keeps its connection for the next call', async () => {
    await post();
    await post();
    expect(new Set(ports).size).toBe(1);
  });

  it('takes another connection when the server has given up the kept one', async () => {
    await post();
    answer = (request, response) => {
      answer = (_request, later) => void later.end('{}');
      if (ports.length === 2) request.socket.resetAndDestroy();
      else response.end('{}');
    };
    expect(await post()).toEqual({ status: 200, text: '{}' });
    expect(new Set(ports).size).toBe(2);
  });

  it('fails when an answer is cut off', async () => {
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      setImmediate(() => request.socket.destroy());
    };
    await expect(post()).rejects.toThrow();
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await post()).toMatchObject({ status: 302 });
    expect(ports).toHaveLength(1);
  });

  it.each(['before', 'while'])('ends with its signal, %s it waits', async (when) => {
    answer = () => undefined; // never
    const caller = new AbortController();
    const reason = new Error('enough');
    if (when === 'before') caller.abort(reason);
    const call = post('{}', caller.signal);
    setImmediate(() => caller.abort(reason));
    await expect(call).rejects.toBe(reason);
  });
});
