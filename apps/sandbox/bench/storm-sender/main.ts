import { setTimeout as wait } from 'node:timers/promises';
import { aMessage, aTap, connections, postUpdate, type PostAnswer } from '../webhook-client';

/** What a storm has met. */
export interface StormReport {
  /** Answers 503 with Retry-After; each of these updates was sent again. */
  readonly shed: number;
  /** Answers that Telegram would not expect. */
  readonly wrong: number;
  /** Until the last update was taken. */
  readonly tookMs: number;
}

const STEP_MS = 10;
/** What a bot that asks for nothing else gets. */
const CONNECTIONS = 40;
/** One of so many is a tap; these have a line of their own. */
const TAP_EVERY = 4;
const MAX_BACKOFF_SEC = 60;

export interface Storm {
  readonly url: string;
  readonly secret: string;
  readonly chatIds: readonly number[];
  readonly updates: number;
  /** In which all of them arise. */
  readonly forMs: number;
  /**
   * `telegram`: a chat's messages are one line and its taps another, in which each waits for the one before, over 40
   * connections; `harsh`: whatever arises is sent at once.
   */
  readonly manner: 'telegram' | 'harsh';
}

/** A process of its own: what it costs to send must not be taken for what it costs to be answered. */
class Sender {
  private shed = 0;
  private wrong = 0;
  private readonly lines = new Map<string, Promise<void>>();
  private readonly sending: Promise<void>[] = [];
  private readonly agent = connections(CONNECTIONS);

  constructor(private readonly storm: Storm) {}

  async blow(): Promise<StormReport> {
    const { updates, forMs } = this.storm;
    const startedAt = performance.now();
    while (this.sending.length < updates) {
      const due = Math.min(updates, Math.ceil(((performance.now() - startedAt) / forMs) * updates));
      while (this.sending.length < due) this.sending.push(this.arise(this.sending.length));
      await wait(STEP_MS);
    }
    await Promise.all(this.sending);
    return { shed: this.shed, wrong: this.wrong, tookMs: performance.now() - startedAt };
  }

  private arise(number: number): Promise<void> {
    const { chatIds, manner } = this.storm;
    const chatId = chatIds[number % chatIds.length] ?? 0;
    if (manner === 'harsh') return this.deliver(aMessage(chatId, `ещё ${number}`));
    const isTap = Math.floor(number / chatIds.length) % TAP_EVERY === 0;
    const line = `${chatId}/${isTap}`;
    const before = this.lines.get(line) ?? Promise.resolve();
    const update = isTap ? aTap(chatId) : aMessage(chatId, `ещё ${number}`);
    const sent = before.then(() => this.deliver(update));
    this.lines.set(line, sent);
    return sent;
  }

  private async deliver(update: object): Promise<void> {
    const { url, secret, manner } = this.storm;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await postUpdate(url, secret, update, manner === 'telegram' ? this.agent : undefined);
      if (answer.status === 200) return;
      this.note(answer);
      const backoffSec = attempt === 0 ? 0 : Math.min(2 ** attempt, MAX_BACKOFF_SEC);
      await wait((answer.retryAfterSec ?? backoffSec) * 1_000);
    }
  }

  private note({ status, retryAfterSec }: PostAnswer): void {
    if (status === 503 && retryAfterSec !== undefined) this.shed += 1;
    else this.wrong += 1;
  }
}

process.on('disconnect', () => process.exit());
process.on('message', (storm: Storm) => {
  void new Sender(storm).blow().then((report) => process.send?.(report));
});
