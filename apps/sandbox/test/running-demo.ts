import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ENTRY = join(__dirname, '../../../dist/apps/sandbox/src/main.js');

/** The built demo as a person starts it, on a free port. */
export class RunningDemo {
  private constructor(
    private readonly process: ChildProcess,
    readonly address: string,
  ) {}

  /** @throws Error with everything it printed when it ends without an address */
  static async start(port = 0): Promise<RunningDemo> {
    const child = spawn(process.execPath, [ENTRY], { env: { ...process.env, DEMO_PORT: String(port) } });
    return new Promise((resolve, reject) => {
      let printed = '';
      const read = (chunk: Buffer) => {
        printed += chunk.toString();
        const [address] = /http:\/\/localhost:\d+/.exec(printed) ?? [];
        if (address) resolve(new RunningDemo(child, address));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${printed}`)));
    });
  }

  /** Ctrl-C. @returns the exit code */
  async stop(): Promise<number | null> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await exited;
    return this.process.exitCode;
  }
}
