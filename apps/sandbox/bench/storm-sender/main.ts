import { setTimeout as wait } from 'node:timers/promises';
import { aMessage, postUpdate } from '../webhook-client';

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

interface Storm {
  readonly url: string;
  readonly secret: string;
  readonly chatIds: readonly number[];
  readonly updates: number;
  /** In which all of them are sent for the first time. */
  readonly forMs: number;
}

/** A process of its own: what it costs to send must not be taken for what it costs to be answered. */
async function blow({ url, secret, chatIds, updates, forMs }: Storm): Promise<StormReport> {
  const startedAt = performance.now();
  const sending: Promise<void>[] = [];
  let [shed, wrong] = [0, 0];
  const send = async (update: object): Promise<void> => {
    for (;;) {
      const { status, retryAfterSec } = await postUpdate(url, secret, update);
      if (status === 200) return;
      if (status === 503 && retryAfterSec !== undefined) shed += 1;
      else wrong += 1;
      await wait((retryAfterSec ?? 1) * 1_000);
    }
  };
  while (sending.length < updates) {
    const due = Math.min(updates, Math.ceil(((performance.now() - startedAt) / forMs) * updates));
    while (sending.length < due) {
      const chatId = chatIds[sending.length % chatIds.length] ?? 0;
      sending.push(send(aMessage(chatId, `ещё ${sending.length}`)));
    }
    await wait(STEP_MS);
  }
  await Promise.all(sending);
  return { shed, wrong, tookMs: performance.now() - startedAt };
}

process.on('disconnect', () => process.exit());
process.once('message', (storm: Storm) => {
  void blow(storm).then((report) => process.send?.(report));
});
