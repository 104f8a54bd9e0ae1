import { databaseLater, databaseNow, notices, staffCards, type Transaction } from '@rto/database';
import { newId, type ChatId } from '@rto/kernel';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Notice } from '../notices/notice';
import type { OrderRow } from './order-row';

/** Of these, each brings the card up to date. */
const SHOW_CARD: readonly Notice['type'][] = ['staffNewOrder', 'staffCard'];

/**
 * An order that the staff is told of in this chat has a card there from now on.
 * @param alarmInMs when the staff is told that it is still New; undefined: never
 */
export async function beginCard(
  tx: Transaction,
  { id: orderId, tenantId }: OrderRow,
  chatId: ChatId,
  alarmInMs: number | undefined,
): Promise<void> {
  const alarmAt = alarmInMs === undefined ? null : databaseLater(alarmInMs);
  await tx.insert(staffCards).values({ orderId, tenantId, chatId, alarmAt }).onConflictDoNothing();
}

/** Lets the card of an order follow a change; one message that waits will do for several changes. */
export async function refreshCard(
  tx: Transaction,
  { id: orderId, tenantId, number }: OrderRow,
): Promise<void> {
  const [card] = await tx
    .select({ chatId: staffCards.chatId })
    .from(staffCards)
    .where(and(eq(staffCards.tenantId, tenantId), eq(staffCards.orderId, orderId)));
  if (!card) return;
  const waiting = await tx.$count(
    notices,
    and(
      eq(notices.tenantId, tenantId),
      eq(notices.orderId, orderId),
      isNotNull(notices.dueAt),
      isNull(notices.holder), // one that is being sent may have read the order before
      inArray(sql<string>`${notices.content} ->> 'type'`, [...SHOW_CARD]),
    ),
  );
  if (waiting > 0) return;
  const content: Notice = { type: 'staffCard', number };
  await tx.insert(notices).values({
    id: newId(),
    tenantId,
    chatId: card.chatId,
    orderId,
    content,
    dueAt: databaseNow(),
    createdAt: databaseNow(),
  });
}
