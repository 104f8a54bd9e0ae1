import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A bare telegraf bot in a process of its own. */
export class BareBot {
  private constructor(
    readonly token: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(apiRoot: string, token: string): Promise<BareBot> {
    const child = fork(join(__dirname, 'main.js'), [apiRoot, token]); // ends with the channel to this process
    await once(child, 'message');
    return new BareBot(token, child);
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
