import { Injectable } from '@nestjs/common';
import { campaigns, Database, databaseNow, shoppers, type Transaction } from '@rto/database';
import { newId, UserError, type ChatId, type TenantId } from '@rto/kernel';
import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { isMeant } from './audience';
import type {
  Audience,
  Campaign,
  CampaignChange,
  CampaignErrorCode,
  CampaignFigures,
  CampaignState,
} from './campaign';
import { figuresOf } from './campaign-figures';
import { withdraw } from './campaign-recipients';
import { toCampaign } from './campaign-row';
import { fitsTheWeek } from './weekly-limit';

/** What a button may name; the database refuses a larger number as an error. */
const LARGEST_NUMBER = 2 ** 31 - 1;
/** States in which a campaign still has people to write to. */
const ACTIVE: readonly CampaignState[] = ['scheduled', 'running', 'paused'];

/** The campaigns of a shop, from the first draft to the report. */
@Injectable()
export class CampaignRepository {
  constructor(private readonly database: Database) {}

  async add(tenantId: TenantId, authorId: ChatId): Promise<Campaign> {
    return this.database.of(tenantId).transaction(async (tx) => {
      await lock(tx, tenantId);
      const [last] = await tx
        .select({ number: campaigns.number })
        .from(campaigns)
        .where(eq(campaigns.tenantId, tenantId))
        .orderBy(desc(campaigns.number))
        .limit(1);
      const [row] = await tx
        .insert(campaigns)
        .values({
          id: newId(),
          tenantId,
          number: (last?.number ?? 0) + 1,
          authorId,
          state: 'draft',
          audience: { type: 'all' } satisfies Audience,
          createdAt: databaseNow(),
          updatedAt: databaseNow(),
        })
        .returning();
      if (!row) throw new TypeError('a row that was inserted must exist');
      return toCampaign(row);
    });
  }

  async find(tenantId: TenantId, number: number): Promise<Campaign | undefined> {
    if (number > LARGEST_NUMBER) return undefined;
    const [row] = await this.database.of(tenantId).select().from(campaigns).where(isOf(tenantId, number));
    return row && toCampaign(row);
  }

  /** Newest first. */
  async list(tenantId: TenantId, limit: number): Promise<Campaign[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(campaigns)
      .where(eq(campaigns.tenantId, tenantId))
      .orderBy(desc(campaigns.number))
      .limit(limit);
    return rows.map(toCampaign);
  }

  /** @throws UserError `campaignMoved` when it is no draft any more */
  async change(tenantId: TenantId, number: number, change: CampaignChange): Promise<void> {
    const { photo, target, ...others } = change;
    await this.move(tenantId, number, ['draft'], {
      ...others,
      ...('photo' in change && { photo: photo ?? null }),
      ...('target' in change && { target: target ?? null }),
    });
  }

  /** @throws UserError `campaignMoved` */
  async remove(tenantId: TenantId, number: number): Promise<void> {
    const removed = await this.database
      .of(tenantId)
      .delete(campaigns)
      .where(and(isOf(tenantId, number), eq(campaigns.state, 'draft')))
      .returning({ id: campaigns.id });
    if (removed.length === 0) throw moved();
  }

  /** How many people the audience has now. */
  async count(tenantId: TenantId, audience: Audience): Promise<number> {
    return this.database.of(tenantId).$count(shoppers, isMeant(tenantId, audience));
  }

  /**
   * From here on the workers send it.
   * @param at undefined: now
   * @throws UserError<CampaignErrorCode>
   */
  async start(
    tenantId: TenantId,
    number: number,
    { limit, at, now }: { readonly limit: number; readonly at?: Date | undefined; readonly now: Date },
  ): Promise<void> {
    await this.database.of(tenantId).transaction(async (tx) => {
      await lock(tx, tenantId);
      const rows = await tx.select().from(campaigns).where(eq(campaigns.tenantId, tenantId));
      const campaign = rows.find((row) => row.number === number);
      if (campaign?.state !== 'draft') throw moved();
      if (campaign.text === '' && campaign.photo === null) throw refused('campaignEmpty');
      if ((await tx.$count(shoppers, isMeant(tenantId, campaign.audience as Audience))) === 0) {
        throw refused('campaignForNobody');
      }
      const others = rows.flatMap(
        (row) => row.startedAt ?? (row.state === 'scheduled' ? row.startsAt : null) ?? [],
      );
      if (!fitsTheWeek(at ?? now, others, limit)) {
        throw new UserError<CampaignErrorCode>('tooManyCampaigns', { limit: String(limit) });
      }
      await tx
        .update(campaigns)
        .set({
          ...(at
            ? { state: 'scheduled', startsAt: at, dueAt: at }
            : { state: 'running', startedAt: databaseNow(), dueAt: databaseNow() }),
          updatedAt: databaseNow(),
        })
        .where(eq(campaigns.id, campaign.id));
    });
  }

  /** What waits is taken back: nobody is written to from now on. @throws UserError `campaignMoved` */
  async pause(tenantId: TenantId, number: number): Promise<void> {
    await this.move(tenantId, number, ['scheduled', 'running'], { state: 'paused', dueAt: null }, true);
  }

  /** Goes on, or waits for its time again. @throws UserError `campaignMoved` */
  async proceed(tenantId: TenantId, number: number): Promise<void> {
    const waits = sql`${campaigns.startedAt} is null and ${campaigns.startsAt} > now()`;
    await this.move(
      tenantId,
      number,
      ['paused'],
      {
        state: sql`case when ${waits} then 'scheduled' else 'running' end`,
        startedAt: sql`case when ${waits} then null else coalesce(${campaigns.startedAt}, now()) end`,
        dueAt: sql`case when ${waits} then ${campaigns.startsAt} else now() end`,
      },
      true,
    );
  }

  /** For good. @throws UserError `campaignMoved` */
  async stop(tenantId: TenantId, number: number): Promise<void> {
    const stopped = { state: 'stopped', dueAt: null, finishedAt: databaseNow() };
    await this.move(tenantId, number, ACTIVE, stopped, true);
  }

  async figures(tenantId: TenantId, number: number): Promise<CampaignFigures> {
    const database = this.database.of(tenantId);
    const [kept] = await database
      .select({ figures: campaigns.figures })
      .from(campaigns)
      .where(isOf(tenantId, number));
    return (kept?.figures as CampaignFigures | null) ?? figuresOf(database, tenantId, number);
  }

  private async move(
    tenantId: TenantId,
    number: number,
    from: readonly CampaignState[],
    set: Record<string, unknown>,
    withdraws = false,
  ): Promise<void> {
    if (number > LARGEST_NUMBER) throw moved();
    await this.database.of(tenantId).transaction(async (tx) => {
      const rows = await tx
        .update(campaigns)
        .set({ ...set, updatedAt: databaseNow() })
        .where(and(isOf(tenantId, number), inArray(campaigns.state, [...from])))
        .returning({ id: campaigns.id });
      if (rows.length === 0) throw moved();
      if (withdraws) await withdraw(tx, tenantId, number);
    });
  }
}

/** One at a time in a shop: two starts at once would both find room in the week. */
async function lock(tx: Transaction, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`campaigns ${tenantId}`}, 0))`);
}

function isOf(tenantId: TenantId, number: number): SQL | undefined {
  return and(eq(campaigns.tenantId, tenantId), eq(campaigns.number, number));
}

function moved(): UserError<CampaignErrorCode> {
  return refused('campaignMoved');
}

function refused(code: CampaignErrorCode): UserError<CampaignErrorCode> {
  return new UserError<CampaignErrorCode>(code);
}
