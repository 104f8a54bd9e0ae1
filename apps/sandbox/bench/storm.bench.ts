import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchService } from './bench-service';
import { Neighbours } from './neighbours';
import type { Scenario } from './scenario';
import { Servers } from './servers';
import type { Storm, StormReport } from './storm-sender/main';

/** Chats of the shop that the storm hits. */
const CROWD = 200;
const STORM_MS = 10_000;
/** Until all of it is worked off. */
const DRAIN_MS = 300_000;
/** How updates are sent, and what the others' taps may take then of what they took before; percent. */
const STORMS: readonly { manner: Storm['manner']; name: string; goal?: { readonly atMost: number } }[] = [
  { manner: 'telegram', name: 'storm as Telegram sends it', goal: { atMost: 120 } },
  { manner: 'harsh', name: 'storm sent at once' },
];

/**
 * What four shops notice of the storm on a fifth one: 20,000 updates in 10 s by webhook (docs/reliability.md 2), as
 * Telegram sends them, and harsher.
 */
export const storm: Scenario = async ({ figures, effort, stage }) => {
  const servers = await Servers.open();
  const told = { ...servers.environment(), TELEGRAM_UPDATES: 'webhook' };
  const service = await BenchService.prepare(stage, told);
  await service.start();
  const hit = await service.connect();
  const crowd = await stage.visitors(hit.botToken, CROWD);
  const handled = async (): Promise<number> =>
    Number((await servers.query<{ done: string }>('SELECT count(done_at) AS done FROM updates'))[0]?.done);
  const settings = stage.telegram.bot(hit.botToken).webhook?.settings;
  const sender = fork(join(__dirname, 'storm-sender/main.js'));
  const chatIds = crowd.map(({ person }) => person.id);
  const { stormUpdates: updates } = effort;
  const to = { url: settings?.url, secret: settings?.secretToken, chatIds, updates, forMs: STORM_MS };

  const neighbours = await Neighbours.of(stage, service);
  for (const { manner, name, goal } of STORMS) {
    const before = await neighbours.p95(STORM_MS);
    const handledBefore = await handled();
    const reported = once(sender, 'message') as Promise<[StormReport]>;
    sender.send({ ...to, manner });
    const during = await neighbours.p95(STORM_MS);
    const [report] = await reported;
    const ends = performance.now() + DRAIN_MS;
    // the neighbours' taps during the storm are handled updates as well
    while ((await unfinished(servers)) > 0 && performance.now() < ends) await wait(500);
    const of = `${name}, of ${updates} updates in ${STORM_MS / 1_000} s`;
    figures.add(`${of}, shed with 503`, report.shed, 'answers');
    figures.add(`${of}, answered neither 2xx nor 503`, report.wrong, 'answers', { atMost: 0 });
    figures.add(`${of}, until the last one is taken`, report.tookMs / 1_000, 's');
    figures.add(`${of}, lost`, await unfinished(servers), 'updates', { atMost: 0 });
    figures.add(
      `${name}, updates handled meanwhile, the neighbours' among them`,
      (await handled()) - handledBefore,
      'updates',
      { atLeast: updates },
    );
    figures.add(`${name}, tap p95 of four shops before`, before, 'ms');
    figures.add(`${name}, tap p95 of four shops during it`, during, 'ms');
    figures.add(`${name}, tap p95 of four shops, of what it was`, (during * 100) / before, '%', goal);
  }
  sender.kill();
  await service.close();
  await servers.close();
};

async function unfinished(servers: Servers): Promise<number> {
  const [row] = await servers.query<{ open: string }>(
    'SELECT count(*) AS open FROM updates WHERE done_at IS NULL OR error IS NOT NULL',
  );
  return Number(row?.open);
}
