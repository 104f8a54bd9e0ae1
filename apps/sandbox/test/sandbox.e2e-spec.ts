import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../src/listening';

const ENTRY = join(__dirname, '../../../dist/apps/sandbox/src/alone/main.js');

/** What a line of the sandbox's output says under a name. */
const told = (output: string, name: string): string =>
  new RegExp(`${name}[ =]+(\\S+)`).exec(output)?.[1] ?? `no ${name} in: ${output}`;

describe('the sandbox alone', () => {
  let child: ChildProcess;
  let output = '';
  let ports: Record<'SANDBOX_PAGE_PORT' | 'SANDBOX_REGOS_PORT' | 'SANDBOX_TELEGRAM_PORT', string>;

  const start = (environment: Readonly<Record<string, string>>): ChildProcess => {
    const process = spawn(globalThis.process.execPath, [ENTRY], { env: environment });
    for (const stream of [process.stdout, process.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return process;
  };

  beforeAll(async () => {
    const [page, regos, telegram] = [await freePort(), await freePort(), await freePort()];
    ports = {
      SANDBOX_PAGE_PORT: String(page),
      SANDBOX_REGOS_PORT: String(regos),
      SANDBOX_TELEGRAM_PORT: String(telegram),
    };
    child = start(ports);
    while (!output.includes('Ctrl-C') && child.exitCode === null) await once(child.stdout ?? child, 'data');
  });
  afterAll(() => child?.kill('SIGKILL'));

  it('listens where it is told to', () => {
    expect(told(output, 'Page')).toBe(`http://localhost:${ports.SANDBOX_PAGE_PORT}`);
    expect(told(output, 'REGOS')).toBe(`http://127.0.0.1:${ports.SANDBOX_REGOS_PORT}`);
    expect(told(output, 'Telegram')).toBe(`http://127.0.0.1:${ports.SANDBOX_TELEGRAM_PORT}`);
  });

  it('has the bot of the token and the goods of the connection that it prints', async () => {
    const bot = await fetch(`${told(output, 'TELEGRAM_API_URL')}/bot${told(output, 'Bot token')}/getMe`);
    expect(await bot.json()).toMatchObject({ ok: true, result: { username: 'dastarxon_demo_bot' } });
    const gateway = `${told(output, 'REGOS_API_URL')}/gateway/out/${told(output, 'Connection id')}/v1`;
    const items = await fetch(`${gateway}/Item/Get`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ limit: 1 }),
    });
    expect(await items.json()).toMatchObject({ ok: true, result: [{ id: expect.any(Number) as number }] });
  });

  it('says which variable chooses a port that is taken', async () => {
    output = '';
    const second = start(ports);
    expect(await once(second, 'exit')).toEqual([1, null]);
    expect(output.trim()).toBe(
      `Port ${ports.SANDBOX_PAGE_PORT} cannot be used; set SANDBOX_PAGE_PORT to another one.`,
    );
  });

  it('ends by Ctrl-C', async () => {
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
