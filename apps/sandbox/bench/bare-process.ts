import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Something to compare the service with, in a process of its own. */
export class BareProcess {
  private constructor(
    /** What it said when it was ready. */
    readonly address: string,
    private readonly child: ChildProcess,
  ) {}

  /** @param name folder of its main.ts, beside this file */
  static async start(name: 'bare-bot' | 'bare-route' | 'bare-webhook', args: string[]): Promise<BareProcess> {
    const child = fork(join(__dirname, name, 'main.js'), args); // ends with the channel to this process
    const [address] = (await once(child, 'message')) as [string];
    return new BareProcess(address, child);
  }

  /** CPU time since its start, user and system; seconds. */
  async cpuSec(): Promise<number> {
    this.child.send('usage');
    const [{ user, system }] = (await once(this.child, 'message')) as [NodeJS.CpuUsage];
    return (user + system) / 1_000_000;
  }

  stop(): void {
    this.child.kill();
  }
}
