import { setTimeout as wait } from 'node:timers/promises';
import { localDate, localInstant } from '@rto/kernel';
import { demoShop } from '../src/shop';
import { BenchService } from './bench-service';
import { Neighbours } from './neighbours';
import type { Scenario } from './scenario';
import { Servers } from './servers';
import type { StagedShop, Stage } from './stage';

const WARM_UP_MS = 3_000;
/** Ids of the people whom the campaign is for; those of the stage's visitors are lower. */
const FIRST_PERSON = 5_000_000;
/** What a bot may send in a second (docs/hosts.md 2), and what a campaign reaches of it at least. */
const MOST_A_SECOND = 30;
const LEAST_A_SECOND = 20;
/** What four shops notice of a campaign of a fifth one to all its people, and how quickly it leaves. */
export const campaign: Scenario = async ({ figures, effort, stage }) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(stage, servers.environment());
  await service.start();
  const shop = await service.connect(await aShopWithPeople(stage, effort.campaignPeople, service.url));
  const neighbours = await Neighbours.of(stage, service);
  const p95 = (): Promise<number> => neighbours.p95(effort.tapMs);
  const before = await p95();
  const restMb = (await service.usage()).rssMb;
  await begin(servers, shop, effort.campaignPeople);
  await wait(WARM_UP_MS);
  const [sentBefore, at] = [await sent(servers), performance.now()];
  const during = await p95();
  const perSecond = ((await sent(servers)) - sentBefore) / ((performance.now() - at) / 1_000);
  const grownMb = (await service.usage()).rssMb - restMb;
  const what = `campaign to ${effort.campaignPeople} people`;
  figures.add(`${what}, messages a second`, perSecond, '1/s', { atLeast: LEAST_A_SECOND });
  figures.add(`${what}, most messages in a second`, await mostInASecond(servers), '1/s', {
    atMost: MOST_A_SECOND,
  });
  figures.add(`${what}, written to twice`, writtenTwice(stage, shop), 'people', { atMost: 0 });
  figures.add(`${what}, memory on top`, grownMb, 'MB');
  figures.add(`${what}, tap p95 of four shops before`, before, 'ms');
  figures.add(`${what}, tap p95 of four shops during it`, during, 'ms');
  figures.add(`${what}, tap p95 of four shops, of what it was`, (during * 100) / before, '%', {
    atMost: 120,
  });
  await service.close();
  await servers.close();
};

/** Its people have started the bot before it was ours, and it is noon there. */
async function aShopWithPeople(stage: Stage, people: number, serviceUrl: string): Promise<StagedShop> {
  const botToken = stage.addBot();
  for (let person = 0; person < people; person += 1) {
    stage.personWith(FIRST_PERSON + person, botToken).send('/start');
  }
  // nobody waits for an answer to that
  await fetch(`${stage.telegram.url}/bot${botToken}/deleteWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ drop_pending_updates: true }),
  });
  const account = stage.account(demoShop('https://pictures.example'), botToken, serviceUrl);
  const { connectedIntegrationId, settings } = account;
  stage.regos.addAccount({ ...account, settings: { ...settings, TIME_ZONE: zoneAtNoon(new Date()) } });
  return { connectedIntegrationId, botToken, name: 'Рассылка' };
}

/** A zone in which no quiet hours begin for a while. */
function zoneAtNoon(now: Date): string {
  const zones = Array.from({ length: 24 }, (_, index) => `Etc/GMT${index < 12 ? '+' : '-'}${index % 12}`);
  const sinceNoon = (zone: string): number =>
    Math.abs(now.getTime() - localInstant(localDate(now, zone), 12 * 60, zone).getTime());
  return zones.reduce((best, zone) => (sinceNoon(zone) < sinceNoon(best) ? zone : best));
}

async function begin(servers: Servers, { botToken }: StagedShop, people: number): Promise<void> {
  const ofShop = `(select id from tenants where bot_id = ${botToken.split(':')[0]})`;
  await servers.query(
    `insert into shoppers (tenant_id, chat_id, language, created_at, updated_at)
      select ${ofShop}, $1::bigint + person, 'ru', now(), now() from generate_series(0, $2::int - 1) person
      on conflict do nothing`,
    [FIRST_PERSON, people],
  );
  await servers.query(
    `insert into campaigns (id, tenant_id, number, state, text, audience, started_at, due_at, created_at, updated_at)
      select gen_random_uuid(), ${ofShop}, 1, 'running', 'Скидка 20% до воскресенья', '{"type":"all"}', now(), now(), now(), now()`,
  );
}

async function sent(servers: Servers): Promise<number> {
  const [row] = await servers.query<{ sent: string }>(
    `select count(*) as sent from campaign_recipients where outcome = 'sent'`,
  );
  return Number(row?.sent);
}

/** By the clock of the database, over all seconds that begin with a message. */
async function mostInASecond(servers: Servers): Promise<number> {
  const [row] = await servers.query<{ most: string }>(
    `select max(together) as most from (select count(*) over (order by claimed_at
      range between current row and interval '999 milliseconds' following) as together
      from notices where campaign and claimed_at is not null) seconds`,
  );
  return Number(row?.most);
}

function writtenTwice({ telegram }: Stage, { botToken }: StagedShop): number {
  const chats = new Map<unknown, number>();
  for (const { botToken: token, method, body } of telegram.calls) {
    if (token !== botToken || method !== 'sendMessage') continue;
    chats.set(body['chat_id'], (chats.get(body['chat_id']) ?? 0) + 1);
  }
  return [...chats.values()].filter((times) => times > 1).length;
}
