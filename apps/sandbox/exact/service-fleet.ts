import { errorMessage, FAILPOINTS, type FailpointName } from '@rto/kernel';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice';

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 50;
/** Before a process that ended is started again: a supervisor is not faster. */
const RESTART_AFTER_MS = 200;
const LAST_LINES = 30;
/** A start without its database ends with this line, and a supervisor tries again. */
const NO_DATABASE = 'DATABASE_URL: the database cannot be used';
/** An update passes the first steps some ten times an order. */
const PASSES = { few: 25, many: 250 } as const;
const OF_UPDATES: readonly FailpointName[] = ['update.received', 'inbox.committed', 'draft.changed'];
/** Small failures of every life that ends at a failpoint. */
const STUMBLES = ['order.answered=throw@0.02', 'message.sent=throw@0.02'];
/** Work stands still for longer than any lease of an order, goes on then, and somebody else has done it meanwhile. */
const DOZES = ['order.leased=delay:70000#2', 'order.leased=delay:70000#5', 'order.beforeCall=delay:70000#3'];
/** From such a start until all of that has woken up. */
const DOZING_MS = 100_000;
/** Steps that an application takes; the standalone one takes all of them. */
const STEPS: Readonly<Record<string, readonly FailpointName[]>> = {
  api: OF_UPDATES,
  bot: [...OF_UPDATES, 'order.committed'],
  worker: FAILPOINTS.filter((name) => !OF_UPDATES.includes(name) && name !== 'order.committed'),
};

export interface FleetMember {
  /** What an operator calls it, and its folder: `worker-2`. */
  readonly name: string;
  /** The application that it runs: `worker`. */
  readonly app: string;
  readonly entry: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** One process of the service; it is started again however it ends, as a supervisor does. */
export class SupervisedProcess {
  /** Ends by our hand. */
  kills = 0;
  pauses = 0;
  /** Ends at a failpoint, by its name. */
  readonly struck: FailpointName[] = [];
  /** Ends of a process that the run did not order: bugs. */
  readonly crashes: string[] = [];
  private child: ChildProcess | undefined;
  private failpoint: FailpointName | undefined;
  private isKilled = false;
  private isClosing = false;
  private livesToEnd = 0;
  private isToDoze = false;
  private dozesUntilMs = 0;
  private readySinceMs: number | undefined;
  private readonly logFile: string;

  constructor(
    readonly member: FleetMember,
    private readonly folder: string,
    private readonly dice: Dice,
  ) {
    this.logFile = join(folder, `${member.name}.log`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.member.port}`;
  }

  /** @throws Error with the end of the log when it does not become ready */
  async start(): Promise<void> {
    this.spawn();
    await this.ready();
  }

  /** So many lives from the next start on end at a failpoint, unless something else ends them sooner. */
  arm(lives: number): void {
    this.livesToEnd = lives;
  }

  /** Work of its next life stands still, and to see what it does afterwards nothing else may end that life. */
  letDoze(): void {
    this.isToDoze = true;
  }

  get isDozing(): boolean {
    return performance.now() < this.dozesUntilMs;
  }

  /** Until nothing of its work stands still any more. */
  async awake(): Promise<void> {
    await wait(Math.max(0, this.dozesUntilMs - performance.now()));
  }

  /** A supervisor and its users see it at work for so long: it had time to do something since its last end. */
  hasWorkedFor(ms: number): boolean {
    return !this.isDozing && this.readySinceMs !== undefined && performance.now() - this.readySinceMs >= ms;
  }

  kill(): void {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.isKilled = true;
    this.child.kill('SIGKILL');
  }

  /** Runs no instruction meanwhile, and does not know afterwards: a virtual machine that was moved, a full swap. */
  async pause(ms: number): Promise<void> {
    const { child } = this;
    if (!child?.kill('SIGSTOP')) return;
    this.pauses += 1;
    await wait(ms);
    child.kill('SIGCONT');
  }

  /** For good. */
  async close(): Promise<void> {
    this.isClosing = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(timer);
  }

  /** Nothing can be awaited in an exit handler. */
  endAtExit(): void {
    this.isClosing = true;
    this.child?.kill('SIGKILL');
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/health/ready`).catch(() => undefined); // not listening yet
    return response?.ok === true;
  }

  lastLines(count = LAST_LINES): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  }

  private async ready(): Promise<void> {
    const { child } = this;
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!(await this.isReady())) {
      if (this.isClosing || this.child !== child) return; // it ended meanwhile, and its successor is waited for
      if (performance.now() > deadline)
        throw new Error(`${this.member.name} is not ready:\n${this.lastLines()}`);
      await wait(POLL_MS);
    }
    this.readySinceMs = performance.now();
  }

  private spawn(): void {
    const log = openSync(this.logFile, 'a');
    const { entry, environment, port } = this.member;
    this.isKilled = false;
    const child = spawn(process.execPath, [entry], {
      env: {
        HTTP_HOST: '127.0.0.1',
        HTTP_PORT: String(port),
        DATA_DIR: join(this.folder, this.member.name),
        ...environment,
        ...this.failpoints(),
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log); // the child has its own copy
    this.child = child;
    this.readySinceMs = undefined;
    child.once('exit', (code, signal) => {
      this.ended(code, signal).catch((error: unknown) => this.crashes.push(errorMessage(error)));
    });
  }

  private async ended(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    if (this.isClosing) return;
    if (this.isKilled) this.kills += 1;
    else if (signal === 'SIGKILL' && this.failpoint) this.struck.push(this.failpoint);
    else if (code !== 1 || this.readySinceMs !== undefined || !this.lastLines(2).includes(NO_DATABASE))
      this.crashes.push(`${this.member.name} ended by itself (${signal ?? code}):\n${this.lastLines()}`);
    await wait(RESTART_AFTER_MS);
    if (this.isClosing) return;
    this.spawn();
    await this.ready();
  }

  private failpoints(): Record<string, string> {
    if (this.isToDoze) {
      this.isToDoze = false;
      this.dozesUntilMs = performance.now() + DOZING_MS;
      return { RTO_FAILPOINTS: DOZES.join(';') };
    }
    this.livesToEnd -= 1;
    this.failpoint = this.livesToEnd >= 0 ? this.dice.oneOf(STEPS[this.member.app] ?? FAILPOINTS) : undefined;
    if (!this.failpoint) return {};
    const pass = this.dice.between(1, OF_UPDATES.includes(this.failpoint) ? PASSES.many : PASSES.few);
    const seed = this.dice.between(0, 1_000_000);
    return {
      RTO_FAILPOINTS: [`${this.failpoint}=kill#${pass}`, ...STUMBLES, `seed=${seed}`].join(';'),
    };
  }
}
