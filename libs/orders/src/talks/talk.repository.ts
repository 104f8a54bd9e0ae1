import { Injectable } from '@nestjs/common';
import {
  Cipher,
  Database,
  databaseNow,
  talkMessages,
  talks,
  type ScopedDatabase,
  type Transaction,
} from '@rto/database';
import { newId, type ChatId, type TenantId } from '@rto/kernel';
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Said, StaffPlace, Talk, TalkContent, TalkMessage } from './talk';

type Kind = 'buyer' | 'shop' | 'question';
type MessageRow = typeof talkMessages.$inferSelect;
type TalkRow = typeof talks.$inferSelect;

interface NewTalkMessage extends Said {
  readonly kind: 'buyer' | 'shop';
  readonly orderNumber: number | undefined;
  readonly at?: StaffPlace;
}

/** A message of the bot in the staff chat, and whom an answer to it goes to. */
export interface Answerable {
  readonly chatId: ChatId;
  readonly kind: 'buyer' | 'question';
  readonly orderNumber: number | undefined;
}

/** The rows of conversations; what was said is readable to nobody who has the database alone. */
@Injectable()
export class TalkRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  async find(
    tenantId: TenantId,
    chatId: ChatId,
    database: Transaction | ScopedDatabase = this.database.of(tenantId),
  ): Promise<Talk | undefined> {
    const [row] = await database.select().from(talks).where(isOf(tenantId, chatId));
    return row && toTalk(row);
  }

  async byNumber(tenantId: TenantId, number: number): Promise<Talk | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select()
      .from(talks)
      .where(and(eq(talks.tenantId, tenantId), eq(talks.number, number)));
    return row && toTalk(row);
  }

  /** Begun, or gone on with: about this order from now on, or about none. */
  async open(tenantId: TenantId, chatId: ChatId, orderNumber: number | undefined): Promise<Talk> {
    return this.database.of(tenantId).transaction((tx) => this.openIn(tx, tenantId, chatId, orderNumber));
  }

  /** The row is locked: of one conversation one thing happens at a time. */
  async openIn(
    tx: Transaction,
    tenantId: TenantId,
    chatId: ChatId,
    orderNumber: number | undefined,
  ): Promise<Talk> {
    const set = { orderNumber: orderNumber ?? null, endedAt: null, updatedAt: databaseNow() };
    const [row] = await tx
      .insert(talks)
      .values({ tenantId, chatId, ...set })
      .onConflictDoUpdate({ target: [talks.tenantId, talks.chatId], set })
      .returning();
    if (!row) throw new TypeError('a conversation was not written');
    return toTalk(row);
  }

  async set(
    tenantId: TenantId,
    chatId: ChatId,
    change: { readonly isEnded?: boolean; readonly isStopped?: boolean },
  ): Promise<void> {
    const { isEnded, isStopped } = change;
    const at = (is: boolean): SQL | null => (is ? databaseNow() : null);
    await this.database
      .of(tenantId)
      .update(talks)
      .set({
        ...(isEnded !== undefined && { endedAt: at(isEnded) }),
        ...(isStopped !== undefined && { stoppedAt: at(isStopped) }),
        updatedAt: databaseNow(),
      })
      .where(isOf(tenantId, chatId));
  }

  async wasTaken(tx: Transaction, tenantId: TenantId, source: string): Promise<boolean> {
    const [row] = await tx.select({ id: talkMessages.id }).from(talkMessages).where(isFrom(tenantId, source));
    return row !== undefined;
  }

  /** @returns undefined while there is room; else when one more may be said */
  async fullUntil(
    tx: Transaction,
    tenantId: TenantId,
    chatId: ChatId,
    max: number,
  ): Promise<Date | undefined> {
    const rows = await tx
      .select({ createdAt: talkMessages.createdAt })
      .from(talkMessages)
      .where(
        and(
          isOfChat(tenantId, chatId),
          eq(talkMessages.kind, 'buyer'),
          sql`${talkMessages.createdAt} > now() - interval '1 hour'`,
        ),
      )
      .orderBy(asc(talkMessages.createdAt));
    const oldest = rows.at(-max)?.createdAt;
    return oldest && new Date(oldest.getTime() + 3_600_000);
  }

  /** @returns its id */
  async add(tx: Transaction, tenantId: TenantId, chatId: ChatId, message: NewTalkMessage): Promise<string> {
    const { kind, orderNumber, source, content, at } = message;
    const id = newId();
    await tx.insert(talkMessages).values({
      ...{ id, tenantId, chatId, kind, source, createdAt: databaseNow() },
      orderNumber: orderNumber ?? null,
      contentCipher: this.cipher.encrypt(JSON.stringify(content), contentPlace(tenantId)),
      ...(at && { staffChatId: at.chatId, staffMessageId: at.messageId }),
    });
    if (at) await standsBelow(tx, tenantId, chatId, at);
    return id;
  }

  /** The bot's message that the staff answers to write to the buyer of an order. */
  async asked(tenantId: TenantId, chatId: ChatId, orderNumber: number, at: StaffPlace): Promise<void> {
    await this.database
      .of(tenantId)
      .insert(talkMessages)
      .values({
        ...{ id: newId(), tenantId, chatId, kind: 'question' satisfies Kind, orderNumber },
        ...{ staffChatId: at.chatId, staffMessageId: at.messageId, createdAt: databaseNow() },
      });
  }

  /** Undefined also when it was forgotten since. */
  async message(tenantId: TenantId, id: string): Promise<TalkMessage | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select()
      .from(talkMessages)
      .where(and(eq(talkMessages.tenantId, tenantId), eq(talkMessages.id, id)));
    return row && this.toMessage(row);
  }

  /** What the staff has said by this message. */
  async bySource(tenantId: TenantId, source: string): Promise<TalkMessage | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select()
      .from(talkMessages)
      .where(isFrom(tenantId, source));
    return row && this.toMessage(row);
  }

  /** Oldest first. */
  async all(tenantId: TenantId, chatId: ChatId): Promise<TalkMessage[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(talkMessages)
      .where(isOfChat(tenantId, chatId))
      .orderBy(asc(talkMessages.createdAt), asc(talkMessages.id));
    return rows.map((row) => this.toMessage(row)).filter((message) => message !== undefined);
  }

  /** The message stands there now, and what follows it stands below. */
  async shownAt({ tenantId, chatId, id }: TalkMessage, at: StaffPlace): Promise<void> {
    await this.database.of(tenantId).transaction(async (tx) => {
      await tx
        .update(talkMessages)
        .set({ staffChatId: at.chatId, staffMessageId: at.messageId })
        .where(and(eq(talkMessages.tenantId, tenantId), eq(talkMessages.id, id)));
      await standsBelow(tx, tenantId, chatId, at);
    });
  }

  /** Whom an answer to this message of the bot is for. */
  async answerable(tenantId: TenantId, { chatId, messageId }: StaffPlace): Promise<Answerable | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select()
      .from(talkMessages)
      .where(
        and(
          eq(talkMessages.tenantId, tenantId),
          eq(talkMessages.staffChatId, chatId),
          eq(talkMessages.staffMessageId, messageId),
        ),
      );
    if (row?.kind !== 'buyer' && row?.kind !== 'question') return undefined;
    return { chatId: row.chatId, kind: row.kind, orderNumber: row.orderNumber ?? undefined };
  }

  private toMessage(row: MessageRow): TalkMessage | undefined {
    const { id, tenantId, chatId, kind, contentCipher, orderNumber, staffMessageId, createdAt } = row;
    if ((kind !== 'buyer' && kind !== 'shop') || contentCipher === null) return undefined;
    const plain = this.cipher.decrypt(contentCipher, contentPlace(tenantId));
    return {
      ...{ id, tenantId, chatId, by: kind, saidAt: createdAt },
      orderNumber: orderNumber ?? undefined,
      content: JSON.parse(plain) as TalkContent,
      staffMessageId: staffMessageId ?? undefined,
    };
  }
}

async function standsBelow(
  tx: Transaction,
  tenantId: TenantId,
  chatId: ChatId,
  at: StaffPlace,
): Promise<void> {
  await tx
    .update(talks)
    .set({ staffChatId: at.chatId, staffMessageId: at.messageId })
    .where(isOf(tenantId, chatId));
}

function contentPlace(tenantId: TenantId) {
  return { tenantId, column: 'talk_messages.content' };
}

function isOf(tenantId: TenantId, chatId: ChatId): SQL | undefined {
  return and(eq(talks.tenantId, tenantId), eq(talks.chatId, chatId));
}

function isOfChat(tenantId: TenantId, chatId: ChatId): SQL | undefined {
  return and(eq(talkMessages.tenantId, tenantId), eq(talkMessages.chatId, chatId));
}

function isFrom(tenantId: TenantId, source: string): SQL | undefined {
  return and(eq(talkMessages.tenantId, tenantId), eq(talkMessages.source, source));
}

function toTalk(row: TalkRow): Talk {
  const { chatId, number, orderNumber, endedAt, stoppedAt, staffChatId, staffMessageId } = row;
  return {
    ...{ chatId, number, orderNumber: orderNumber ?? undefined },
    isEnded: endedAt !== null,
    isStopped: stoppedAt !== null,
    below:
      staffChatId === null || staffMessageId === null
        ? undefined
        : { chatId: staffChatId, messageId: staffMessageId },
  };
}
