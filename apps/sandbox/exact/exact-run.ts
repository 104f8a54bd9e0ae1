import { FakeRegos, FakeTelegram } from '@rto/fakes';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../src/listening';
import { Balancer } from './balancer';
import { Chaos } from './chaos';
import { breakCreates, CALL_TIMEOUT_MS, SETTLE_MS } from './create-faults';
import { Dice } from './dice';
import { judge, type FinalDocument, type Verdict } from './judge';
import type { Options } from './options';
import { SupervisedProcess, type FleetMember } from './service-fleet';
import { Shopper } from './shopper';
import { openShops, type Shop } from './shops';
import { SharedStores } from './stores';

/** Where the build puts the applications, seen from this file's place in it. */
const APPS = join(__dirname, '../..');
const ADMIN_KEY = 'exactness-admin-key-0123456789';
const HANDLER_SECRET = 'exactness-handler-secret-0123';
/** REGOS takes two calls a second of a shop, so a shop with more orders only makes the run longer. */
const ORDERS_A_SHOP = 25;
const SHOPPERS_AT_ONCE = 24;
/** So many orders to each end at a failpoint, and to each other blow: the run must end on a slow machine too. */
const ORDERS_A_LIFE = 8;
const ORDERS_A_BLOW = 8;
/** Of those who come; they leave at the summary. */
const WINDOW_SHOPPERS = 0.05;
const MAX_ORDERS_A_SHOPPER = 3;
/** Ids of people go on from here. */
const FIRST_SHOPPER = 700_000;
/** A service that gets nowhere is judged too: so long a run may trade. */
const tradeLimitMs = (orders: number): number => 300_000 + 3_000 * orders;
const PROGRESS_EVERY_MS = 15_000;
/** Chaos goes on while the last orders are on their way. */
const AFTERMATH_MS = 6_000;
/** The longest way: lost calls, each with a lease and its settling time, one after the other. */
const LAST_WORD_MS = 300_000;

export interface Outcome extends Verdict {
  readonly shoppers: number;
  readonly faults: number;
  readonly kills: number;
  readonly failpoints: number;
  readonly pauses: number;
  readonly redis: number;
  readonly database: number;
  readonly tookSec: number;
}

/** One run from the first process to the verdict; everything of chance comes from the seed. */
export class ExactRun {
  private readonly dice: Dice;
  readonly regos: FakeRegos;
  readonly telegram = new FakeTelegram();
  private readonly folder = mkdtempSync(join(tmpdir(), 'rto-exact-'));
  processes: readonly SupervisedProcess[] = [];
  stores: SharedStores | undefined;
  /** Before the processes that take calls from outside. */
  private front: Balancer | undefined;
  private readonly startedMs = performance.now();

  constructor(private readonly options: Options) {
    this.dice = new Dice(options.seed);
    this.regos = new FakeRegos({ random: this.dice.split().random });
    process.once('exit', this.endAtExit);
  }

  async run(): Promise<Outcome> {
    try {
      await this.open();
      const shops = await this.connectShops();
      const shoppers = this.invite(shops);
      const telling = setInterval(() => this.tellProgress(shoppers), PROGRESS_EVERY_MS);
      await this.trade(shoppers);
      await this.calmDown(shoppers);
      clearInterval(telling);
      return this.outcome(shops, shoppers);
    } finally {
      await this.close();
    }
  }

  private async open(): Promise<void> {
    await this.regos.listen();
    await this.telegram.listen();
    if (this.options.shape === 'scaled') this.stores = await SharedStores.open();
    const addresses = await Promise.all(
      namesOf(this.options.shape).map(async (name) => ({ name, port: await freePort() })),
    );
    const outer = addresses.filter(({ name }) => /^(api|standalone)/.test(name));
    this.front = await Balancer.open(outer.map(({ port }) => port));
    const environment = this.environment(this.front.url);
    const members = addresses.map((address) => memberAt(address, environment));
    this.processes = members.map((member) => new SupervisedProcess(member, this.folder, this.dice.split()));
    // the first one makes the tables
    for (const started of this.processes) await started.start();
    this.tell(`${this.processes.length} processes are ready`);
  }

  private environment(publicUrl: string): Record<string, string> {
    return {
      TELEGRAM_API_URL: this.telegram.url,
      TELEGRAM_UPDATES: this.options.updates,
      PUBLIC_URL: publicUrl,
      REGOS_API_URL: this.regos.url,
      REGOS_HANDLER_SECRET: HANDLER_SECRET,
      REGOS_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
      REGOS_SETTLE_MS: String(SETTLE_MS),
      ADMIN_API_KEY: ADMIN_KEY,
      LOG_LEVEL: 'warn',
      ...this.stores?.environment,
    };
  }

  private async connectShops(): Promise<Shop[]> {
    const count = Math.min(40, Math.max(4, Math.ceil(this.options.orders / ORDERS_A_SHOP)));
    const { regos, telegram, front } = this;
    if (!front) throw new TypeError('shops are connected to a fleet');
    const service = { url: front.url, adminKey: ADMIN_KEY };
    const handlerUrl = `${front.url}/regos/${HANDLER_SECRET}`;
    const shops = await openShops(count, { regos, telegram, dice: this.dice.split() }, service, handlerUrl);
    this.tell(`${shops.length} shops are open`);
    return shops;
  }

  private invite(shops: readonly Shop[]): Shopper[] {
    const shoppers: Shopper[] = [];
    for (let orders = 0, id = FIRST_SHOPPER; orders < this.options.orders; id += 1) {
      const isWindowShopper = this.dice.chance(WINDOW_SHOPPERS);
      const wanted = isWindowShopper
        ? 0
        : Math.min(this.dice.between(1, MAX_ORDERS_A_SHOPPER), this.options.orders - orders);
      const profile = { id, firstName: 'Aziz', languageCode: 'ru', phone: `99890${id}1` };
      const chat = this.telegram.person(profile).chatWith(this.dice.oneOf(shops).botToken);
      const errand = { orders: wanted, isWindowShopper };
      shoppers.push(new Shopper(chat, errand, this.dice.split()));
      orders += wanted;
    }
    this.telegram.on('change', ({ chatId }) => shoppers[chatId - FIRST_SHOPPER]?.read());
    return shoppers;
  }

  /** Everybody shops, a few dozen at once, while everything breaks. */
  private async trade(shoppers: readonly Shopper[]): Promise<void> {
    breakCreates(this.regos);
    const lives = Math.ceil(this.options.orders / ORDERS_A_LIFE / this.processes.length);
    for (const armed of this.processes) {
      armed.arm(lives);
      // one of two: what the other took over meanwhile is what it finds when it wakes up
      if (armed.member.name === 'worker-2') armed.letDoze();
      armed.kill(); // armed from the next start on
    }
    const stopping = new AbortController();
    const limit = setTimeout(() => stopping.abort(), tradeLimitMs(this.options.orders));
    const chaos = new Chaos(this, this.dice.split(), (what) => this.tell(what));
    const striking = chaos.run(this.options.orders / ORDERS_A_BLOW, stopping.signal);
    const waiting = [...shoppers];
    const enter = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next.shop(stopping.signal);
    };
    await Promise.all(Array.from({ length: SHOPPERS_AT_ONCE }, enter));
    clearTimeout(limit);
    this.tell(stopping.signal.aborted ? 'time is up' : 'everybody has ordered');
    await wait(AFTERMATH_MS);
    stopping.abort();
    await striking;
  }

  /** One last blow to all; then nothing breaks any more, and every buyer must hear what became of the order. */
  private async calmDown(shoppers: readonly Shopper[]): Promise<void> {
    this.regos.faults.clear();
    this.telegram.faults.clear();
    for (const calm of this.processes) {
      calm.arm(0);
      if (!calm.isDozing) calm.kill();
    }
    const deadline = performance.now() + LAST_WORD_MS;
    while (!shoppers.every((shopper) => shopper.isServed) && performance.now() < deadline) await wait(200);
    await Promise.all(this.processes.map((each) => each.awake()));
    await wait(SETTLE_MS); // whatever is still to come to light
  }

  private outcome(shops: readonly Shop[], shoppers: readonly Shopper[]): Outcome {
    const documents: FinalDocument[] = shops.flatMap(({ connectionId }) =>
      this.regos.documents(connectionId),
    );
    const verdict = judge(
      shoppers.map((shopper) => shopper.history),
      documents,
    );
    const violations = [...this.regos.violations, ...this.telegram.violations];
    return {
      ...verdict,
      complaints: [
        ...verdict.complaints,
        ...this.processes.flatMap(({ crashes }) => crashes),
        ...violations.map(({ method, problem }) => `${method}: ${problem}`),
      ],
      shoppers: shoppers.length,
      faults: this.regos.faults.hits,
      kills: this.processes.reduce((sum, { kills, struck }) => sum + kills + struck.length, 0),
      failpoints: this.processes.reduce((sum, { struck }) => sum + struck.length, 0),
      pauses: this.processes.reduce((sum, { pauses }) => sum + pauses, 0),
      redis: this.stores?.redisBlows ?? 0,
      database: this.stores?.databaseBlows ?? 0,
      tookSec: Math.round((performance.now() - this.startedMs) / 1000),
    };
  }

  private async close(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.close()));
    await this.front?.close();
    await this.telegram.close();
    await this.regos.close();
    await this.stores?.close();
    process.off('exit', this.endAtExit);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly endAtExit = (): void => {
    for (const each of this.processes) each.endAtExit();
    rmSync(this.folder, { recursive: true, force: true });
  };

  private tellProgress(shoppers: readonly Shopper[]): void {
    const ordered = shoppers.reduce((sum, { history }) => sum + history.confirmed.length, 0);
    const served = shoppers.filter(({ isServed }) => isServed).length;
    this.tell(`${ordered} orders; ${served} of ${shoppers.length} shoppers wait for no word`);
  }

  private tell(what: string): void {
    if (!this.options.verbose) return;
    console.error(`${((performance.now() - this.startedMs) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  }
}

function memberAt(
  { name, port }: { readonly name: string; readonly port: number },
  environment: Readonly<Record<string, string>>,
): FleetMember {
  const app = name.replace(/-\d+$/, '');
  return { name, app, entry: join(APPS, app, 'src/main.js'), port, environment };
}

/** The processes of a shape: an application's folder, and a number when there are several. */
function namesOf(shape: Options['shape']): string[] {
  return shape === 'embedded' ? ['standalone'] : ['api-1', 'api-2', 'bot-1', 'bot-2', 'worker-1', 'worker-2'];
}
