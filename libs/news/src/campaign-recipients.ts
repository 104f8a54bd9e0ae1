import { Injectable } from '@nestjs/common';
import {
  campaignRecipients,
  campaigns,
  Database,
  databaseNow,
  notices,
  shoppers,
  type Transaction,
} from '@rto/database';
import { parseLanguage, type ChatId, type Language, type TenantId } from '@rto/kernel';
import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { isMeant } from './audience';
import type { Audience, CampaignContent } from './campaign';
import { toCampaign } from './campaign-row';

/** What became of the message to a person. */
export type Outcome = 'sent' | 'blocked' | 'failed';

/** What one person gets, and in which language its buttons are. */
export interface CampaignMessage extends CampaignContent {
  readonly language: Language | undefined;
}

/** Who a campaign goes to: taken in piece by piece inside the database, each person once. */
@Injectable()
export class CampaignRecipients {
  constructor(private readonly database: Database) {}

  /**
   * Takes in the next people of the audience, and writes a message for each who is not in yet.
   * @returns how many were looked at; fewer than `limit`: there are no more
   */
  async takeIn(tenantId: TenantId, campaign: number, audience: Audience, limit: number): Promise<number> {
    const content = JSON.stringify({ type: 'news', campaign });
    const { rows } = await this.database.of(tenantId).execute<{ looked: number }>(sql`
      with piece as materialized (
        select ${shoppers.chatId} from ${shoppers}
        where ${isMeant(tenantId, audience)} and ${shoppers.chatId} > (
          select cursor from ${campaigns} where ${isOf(tenantId, campaign)} and state = 'running')
        order by ${shoppers.chatId} limit ${limit}
      ), fresh as (
        insert into ${campaignRecipients} (tenant_id, campaign, chat_id)
        select ${tenantId}::uuid, ${campaign}::int, chat_id from piece
        on conflict do nothing returning chat_id
      ), written as (
        insert into ${notices} (id, tenant_id, chat_id, content, campaign, due_at, created_at)
        select gen_random_uuid(), ${tenantId}::uuid, chat_id, ${content}::jsonb, true, now(), now()
        from fresh order by chat_id
      ), moved as (
        update ${campaigns} set cursor = (select max(chat_id) from piece)
        where ${isOf(tenantId, campaign)} and exists (select 1 from piece)
      )
      select count(*)::int as looked from piece`);
    return rows[0]?.looked ?? 0;
  }

  /** People who were taken in and not tried yet. */
  async untried(tenantId: TenantId, campaign: number): Promise<number> {
    return this.database
      .of(tenantId)
      .$count(campaignRecipients, and(areOf(tenantId, campaign), isNull(campaignRecipients.triedAt)));
  }

  /** Whether messages of it are on their way. */
  async isWaiting(tenantId: TenantId, campaign: number): Promise<boolean> {
    return (await this.database.of(tenantId).$count(notices, isWaitingOf(tenantId, campaign))) > 0;
  }

  /** What waits is taken back: see `withdraw`. */
  async withdraw(tenantId: TenantId, campaign: number): Promise<void> {
    await this.database.of(tenantId).transaction((tx) => withdraw(tx, tenantId, campaign));
  }

  /**
   * Written before the message leaves: from here on this person is never tried again, whoever dies.
   * @returns undefined when they are not to be written to (any more)
   */
  async begin(tenantId: TenantId, campaign: number, chatId: ChatId): Promise<CampaignMessage | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .update(campaignRecipients)
      .set({ triedAt: databaseNow() })
      .from(campaigns)
      .innerJoin(shoppers, and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, chatId)))
      .where(
        and(
          isRecipient(tenantId, campaign, chatId),
          isNull(campaignRecipients.triedAt),
          isOf(tenantId, campaign),
          eq(campaigns.state, 'running'),
          isNull(shoppers.newsOffAt),
          isNull(shoppers.blockedAt),
        ),
      )
      .returning({ campaign: campaigns, language: shoppers.language });
    return row && { ...toCampaign(row.campaign), language: parseLanguage(row.language ?? undefined) };
  }

  /** @param outcome undefined: the message certainly did not leave, and may be tried again */
  async end(
    tenantId: TenantId,
    campaign: number,
    chatId: ChatId,
    outcome: Outcome | undefined,
  ): Promise<void> {
    await this.database
      .of(tenantId)
      .update(campaignRecipients)
      .set(outcome === undefined ? { triedAt: null } : { outcome })
      .where(isRecipient(tenantId, campaign, chatId));
  }

  /** The person used the button; the first time counts. */
  async opened(tenantId: TenantId, campaign: number, chatId: ChatId): Promise<void> {
    await this.database
      .of(tenantId)
      .update(campaignRecipients)
      .set({ openedAt: databaseNow() })
      .where(
        and(
          isRecipient(tenantId, campaign, chatId),
          isNotNull(campaignRecipients.triedAt),
          isNull(campaignRecipients.openedAt),
        ),
      );
  }
}

/**
 * Takes back what was not handed to Telegram: those people may be taken in again, since the look begins anew, and who
 * was tried stays in.
 */
export async function withdraw(tx: Transaction, tenantId: TenantId, campaign: number): Promise<void> {
  await tx
    .delete(campaignRecipients)
    .where(and(areOf(tenantId, campaign), isNull(campaignRecipients.triedAt)));
  await tx.delete(notices).where(isWaitingOf(tenantId, campaign));
  await tx.update(campaigns).set({ cursor: 0 }).where(isOf(tenantId, campaign));
}

function isOf(tenantId: TenantId, campaign: number): SQL | undefined {
  return and(eq(campaigns.tenantId, tenantId), eq(campaigns.number, campaign));
}

function areOf(tenantId: TenantId, campaign: number): SQL | undefined {
  return and(eq(campaignRecipients.tenantId, tenantId), eq(campaignRecipients.campaign, campaign));
}

function isRecipient(tenantId: TenantId, campaign: number, chatId: ChatId): SQL | undefined {
  return and(areOf(tenantId, campaign), eq(campaignRecipients.chatId, chatId));
}

function isWaitingOf(tenantId: TenantId, campaign: number): SQL | undefined {
  return and(
    eq(notices.tenantId, tenantId),
    eq(notices.campaign, true),
    isNotNull(notices.dueAt),
    sql`${notices.content} ->> 'type' = 'news'`,
    sql`(${notices.content} ->> 'campaign')::int = ${campaign}`,
  );
}
