import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RegosQuestion, RegosReport } from './regos-process/main';

/** A fake REGOS in a process of its own: what its pages cost is not taken for what the service takes. */
export class RegosProcess {
  /** Answers come in the order of the questions. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<RegosProcess> {
    // ends with the channel to this process; what it reports has dates in it
    const child = fork(join(__dirname, 'regos-process/main.js'), { serialization: 'advanced' });
    const [url] = (await once(child, 'message')) as [string];
    return new RegosProcess(url, child);
  }

  async ask(question: Exclude<RegosQuestion, { kind: 'report' }>): Promise<void> {
    await this.answer(question);
  }

  async report(): Promise<RegosReport> {
    return (await this.answer({ kind: 'report' })) as RegosReport;
  }

  stop(): void {
    this.child.kill();
  }

  private answer(question: RegosQuestion): Promise<unknown> {
    const asked = this.last.then(async () => {
      this.child.send(question);
      const [answer] = (await once(this.child, 'message')) as [unknown];
      return answer;
    });
    this.last = asked;
    return asked;
  }
}
