import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A new embedded database takes seconds, and more beside other work. */
const START_TIMEOUT_MS = 60_000;

/** One of the built apps as a process of its own. It can be started again, on the same port. */
export class TestProcess {
  private child: ChildProcess | undefined;
  private output = '';

  /**
   * @param command what follows `node`
   * @param environment all of it: nothing of this shell's reaches the process
   */
  constructor(
    private readonly command: readonly string[],
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything it printed, over all its starts. */
  get log(): string {
    return this.output;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Of the running process. */
  get pid(): number {
    const pid = this.isRunning ? this.child?.pid : undefined;
    if (pid === undefined) throw new Error('this process is stopped');
    return pid;
  }

  /** @returns once it is ready to serve @throws Error with what it printed when it ends instead */
  async start(extra: Readonly<Record<string, string>> = {}): Promise<void> {
    this.spawn(extra);
    await until(async () => {
      if (!this.isRunning) throw new Error(`the service ended:\n${this.output}`);
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      return response?.ok === true;
    }, START_TIMEOUT_MS);
  }

  /** Starts it and waits for nothing. @param extra variables of this start alone */
  spawn(extra: Readonly<Record<string, string>> = {}): void {
    const environment = {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(this.port),
      ...this.environment,
      ...extra,
    };
    const child = spawn(process.execPath, this.command, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.child = child;
  }

  /** @returns its exit code; undefined when a signal ended it, or when it was not running */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | undefined> {
    const { child } = this;
    if (!child || !this.isRunning) return undefined;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return (await gone) ?? undefined;
  }

  kill(): Promise<unknown> {
    return this.stop('SIGKILL');
  }

  /** Sends a signal that does not have to end it. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }
}

/** Waits until `condition` holds. @throws Error after `timeoutMs` */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`still not so after ${timeoutMs} ms`);
    await sleep(30);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}
