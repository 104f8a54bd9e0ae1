import { tellFigures } from '@rto/testing';
import type { Chat } from '@rto/fakes';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { aStockedShop } from './ordering';
import { RunningCluster } from './running-cluster';
import { RunningShop, until, type ShopOptions } from './running-shop';
import type { TestWorld } from './test-world';
import { closeWithoutComplaints, say } from './walking';

const GUESSES = 20_000;
const GUESSERS = 40;
/** Of the 2,000 that the guesses are held against. */
const REAL_UPDATES = 200;
const PEOPLE = 20;
/** What Linux counts the time of processes in. */
const TICKS_PER_SEC = 100;
const OPTIONS: ShopOptions = { shop: aStockedShop(), environment: { TELEGRAM_UPDATES: 'webhook' } };

interface Place {
  readonly world: TestWorld;
  /** Of the process that takes requests: guesses come to it as a proxy on this machine would bring them. */
  api(): { readonly url: string; readonly pid: number };
  restart(): Promise<void>;
}

async function cluster(): Promise<Place> {
  const world = await RunningCluster.open({ ...OPTIONS, size: { bot: 0 } });
  const api = world.process('api');
  return { world, api: () => api, restart: () => api.stop().then(() => api.start()) };
}

async function oneProcess(): Promise<Place> {
  const world = await RunningShop.open(OPTIONS);
  return { world, api: () => world, restart: () => world.stop().then(() => world.start()) };
}

describe.each([
  ['a cluster', cluster],
  ['one process', oneProcess],
])('guesses of webhook addresses from one network, at %s', (_shape, open) => {
  let place: Place;
  let world: TestWorld;
  const agent = new Agent({ keepAlive: true, maxSockets: GUESSERS });

  beforeAll(async () => {
    place = await open();
    ({ world } = place);
    await until(() => webhook() !== undefined);
  }, 90_000);
  afterAll(async () => {
    agent.destroy();
    await closeWithoutComplaints(world);
  });

  const webhook = () => world.telegram.bot(world.tenant.token).webhook;
  const noAddress = () => `/telegram/${randomBytes(24).toString('base64url')}`;

  it('are all nothing here, in a line or two, and cost a healthy bot not one answer', async () => {
    const people: Chat[] = [];
    while (people.length < PEOPLE) people.push(await world.visitor());
    const real = await cpuOf(async () => {
      for (let round = 0; round < REAL_UPDATES / PEOPLE; round += 1) {
        await Promise.all(people.map((chat) => say(chat, '/start', 'С чего начнём')));
      }
    });
    const [buyer] = people;
    if (!buyer) throw new Error('nobody is there');
    let served = 0;
    const guesses = await cpuOf(async () => {
      const guessing = guess(GUESSES, noAddress).then((statuses) => ({ statuses }));
      let done: { statuses: Map<number, number> } | undefined;
      void guessing.then((all) => (done = all));
      while (!done) {
        await say(buyer, '/start', 'С чего начнём');
        served += 1;
      }
      expect([...done.statuses]).toEqual([[404, GUESSES]]);
    });
    expect(served).toBeGreaterThan(0);
    expect(webhook()?.lastFailure).toBeUndefined();
    const lines = world.log.split('\n').filter((line) => line.includes('unknown webhook address'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(20);
    tellFigures(
      `CPU: ${GUESSES} guesses ${guesses} ms, ${REAL_UPDATES} updates ${real} ms (${served} of them more)`,
    );
  }, 60_000);

  it('and wrong secrets shut out no bot, from its first update after a restart on', async () => {
    await place.restart();
    const address = new URL(webhook()?.settings.url ?? '').pathname;
    const chat = world.person().chatWith(world.tenant.token);
    const guessing = guess(2_000, noAddress);
    // from the very network that Telegram's own calls come from
    const wrongSecrets = guess(500, () => address, {});
    await say(chat, '/start', 'С чего начнём');
    const [guessed, wrong] = [await guessing, await wrongSecrets];
    expect([...guessed.keys()]).toEqual([404]);
    expect([...wrong.keys()].filter((status) => status !== 404 && status !== 429)).toEqual([]);
    await say(chat, '/start', 'С чего начнём');
    expect(webhook()?.lastFailure).toBeUndefined();
  }, 60_000);

  /** @returns how often each status was answered */
  async function guess(
    times: number,
    path: () => string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Map<number, number>> {
    const statuses = new Map<number, number>();
    let left = times;
    const guesser = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const from = { 'x-forwarded-for': `2001:db8:1:2:${randomBytes(2).toString('hex')}::1` };
        const status = await post(path(), headers ?? from);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: GUESSERS }, guesser));
    return statuses;
  }

  function post(path: string, given: Readonly<Record<string, string>>): Promise<number> {
    const secret = randomBytes(16).toString('hex');
    const headers = {
      ...given,
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secret,
    };
    return new Promise((resolve, reject) => {
      const call = request(place.api().url + path, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      });
      call.once('error', reject).end('{"update_id":1}');
    });
  }

  /** @returns milliseconds of the process that takes requests */
  async function cpuOf(work: () => Promise<void>): Promise<number> {
    const before = ticks(place.api().pid);
    await work();
    return ((ticks(place.api().pid) - before) * 1000) / TICKS_PER_SEC;
  }
});

/** @source proc(5): fields 14 and 15 of `stat`, after the name in brackets */
function ticks(pid: number): number {
  const [, , , , , , , , , , , user, system] =
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(user) + Number(system);
}
