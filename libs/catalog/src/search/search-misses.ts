import { Injectable, Logger } from '@nestjs/common';
import { Clock, dayAfter, errorMessage, localDate, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import type { Tenant } from '@rto/settings';

/** A month of days is what a shop may want to see. */
const KEEP_SEC = 31 * 86_400;
/** Different queries that are kept of a day. */
const MAX_A_DAY = 200;
/** Longer than that it is no name of a good, but something that is told. */
const MAX_LENGTH = 40;
/** A phone number or a card, however it is parted. */
const MANY_DIGITS = 6;

/** How often each query found nothing in a day. */
type Misses = Readonly<Record<string, number>>;

/** Something that people looked for in vain. */
export interface Miss {
  readonly query: string;
  readonly times: number;
}

/** Counts for a shop what people looked for and did not find, and nothing of who did. */
@Injectable()
export class SearchMisses {
  private readonly logger = new Logger(SearchMisses.name);

  constructor(
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: the person sees the answer all the same. Long texts, and what may be of a person, are left out. */
  async count(tenant: Tenant, text: string): Promise<void> {
    const query = queryOf(text);
    if (query === undefined) return;
    try {
      const key = keyOf(tenant.id, localDate(this.clock.now(), tenant.settings.timeZone));
      await this.store.update<Misses>(key, KEEP_SEC, (misses) => counted(misses ?? {}, query));
    } catch (error) {
      const { id: tenantId } = tenant;
      this.logger.warn({ tenantId, message: `an empty search was not counted: ${errorMessage(error)}` });
    }
  }

  /** Of the last days of the shop together, today among them, the most frequent first. @param days at most 31 */
  async lately({ id, settings }: Tenant, days: number): Promise<Miss[]> {
    const today = localDate(this.clock.now(), settings.timeZone);
    const found = await Promise.all(
      Array.from({ length: days }, (_, ago) => this.of(id, dayAfter(today, -ago))),
    );
    return ranked(found);
  }

  /** The same of one day. @param day `YYYY-MM-DD` by the clock of the shop */
  async on(tenantId: TenantId, day: string): Promise<Miss[]> {
    return ranked([await this.of(tenantId, day)]);
  }

  /** @param day `YYYY-MM-DD` by the clock of the shop, at most a month ago */
  async of(tenantId: TenantId, day: string): Promise<Misses> {
    return (await this.store.get<Misses>(keyOf(tenantId, day))) ?? {};
  }
}

function ranked(found: readonly Misses[]): Miss[] {
  const times = new Map<string, number>();
  for (const misses of found) {
    for (const [query, many] of Object.entries(misses)) times.set(query, (times.get(query) ?? 0) + many);
  }
  return [...times]
    .map(([query, many]) => ({ query, times: many }))
    .sort((one, other) => other.times - one.times || (one.query < other.query ? -1 : 1));
}

function counted(misses: Misses, query: string): Misses {
  const times = Object.hasOwn(misses, query) ? misses[query] : undefined;
  if (times === undefined && Object.keys(misses).length >= MAX_A_DAY) return misses;
  return { ...misses, [query]: (times ?? 0) + 1 };
}

function queryOf(text: string): string | undefined {
  const query = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const isOfGoods = /\p{L}/u.test(query) && query.length <= MAX_LENGTH && !/[@\n]|:\/\//.test(text);
  return isOfGoods && (query.match(/\d/g) ?? []).length < MANY_DIGITS ? query : undefined;
}

function keyOf(tenantId: TenantId, day: string): string {
  return `t:${tenantId}:search-misses:${day}`;
}
