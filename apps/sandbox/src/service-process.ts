import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** After this the service's own SHUTDOWN_TIMEOUT_MS (10 s) has passed too. */
const STOP_TIMEOUT_MS = 12_000;
const LAST_LINES = 20;

interface ServiceOptions {
  /** The built apps/standalone. */
  readonly entry: string;
  readonly dataDir: string;
  /** The whole environment: nothing of this shell's reaches the service, so a DATABASE_URL there does no harm. */
  readonly environment: Readonly<Record<string, string>>;
  /** True: its log goes to this terminal instead of a file. */
  readonly verbose: boolean;
  /** For Node, before the entry. */
  readonly nodeArguments?: readonly string[];
}

/** The real service, as its own process. */
export class ServiceProcess {
  private readonly logFile: string;
  private readonly child: ChildProcess;
  private stopping = false;
  /** Rejects when the process ends without having been told to; never resolves. */
  readonly died: Promise<never>;

  constructor(private readonly options: ServiceOptions) {
    this.logFile = join(options.dataDir, 'service.log');
    this.child = this.start();
    this.died = new Promise((_resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('exit', (code, signal) => {
        if (!this.stopping)
          reject(new Error(`The service ended by itself (${signal ?? code}).\n${this.lastLines()}`));
      });
    });
  }

  /** Asks it to finish its work, and ends it when it does not. */
  async stop(): Promise<void> {
    if (this.stopping || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.stopping = true;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }

  /** Ends it as `kill -9` does. */
  async kill(): Promise<void> {
    if (this.stopping || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.stopping = true;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  /** Asks a module that was loaded with the service, and listens to its parent's messages. */
  async ask(question: string): Promise<unknown> {
    this.child.send(question);
    const [answer] = (await Promise.race([once(this.child, 'message'), this.died])) as [unknown];
    return answer;
  }

  /** The end of its log, to tell why it stopped. */
  lastLines(): string {
    if (this.options.verbose) return 'Its log is above.';
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  }

  private start(): ChildProcess {
    const { entry, environment, verbose, nodeArguments = [] } = this.options;
    const log = verbose ? 'inherit' : openSync(this.logFile, 'a');
    const stdio: StdioOptions = ['ignore', log, log, 'ipc'];
    const child = spawn(process.execPath, [...nodeArguments, entry], { env: environment, stdio });
    if (log !== 'inherit') closeSync(log); // the child has its own copy
    return child;
  }
}
