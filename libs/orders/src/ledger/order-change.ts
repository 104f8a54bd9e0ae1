import {
  databaseLater,
  databaseNow,
  notices,
  orderHistory,
  orders,
  type Transaction,
  type AlongInTransaction,
} from '@rto/database';
import { newId, type ChatId } from '@rto/kernel';
import type { DeliveryOrderStatus } from '@rto/regos';
import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Notice } from '../notices/notice';
import { NOBODY, type Order } from '../order';
import { beginCard } from './card-rows';
import type { OrderRow } from './order-row';

/** A change of an order with what belongs to it: its line in the history and its messages. */
export interface OrderChange {
  readonly set: Partial<Pick<OrderRow, ChangeableColumn>>;
  /** Milliseconds from now, by the database's clock; null clears. */
  readonly dueInMs?: number | null;
  /** As `dueInMs`, but an order that an event made due meanwhile stays due. */
  readonly pollInMs?: number | null;
  readonly duplicateCheckInMs?: number | null;
  /** True: a create with unknown outcome ended now. False: the outcome is known again. */
  readonly unknown?: boolean;
  /** The lease ends with this write, unless it begins anew for so long. */
  readonly leaseMs?: number;
  /** A stage that the order has reached with this. */
  readonly step?: DeliveryOrderStatus | undefined;
  readonly event: string;
  readonly detail?: string;
  readonly notices?: readonly NewNotice[];
  /** REGOS's number to tell the buyer: in the message that waits for it, else in one of its own. */
  readonly tellCode?: string;
  /** The operator wants it tried again: the patience of a new order begins. */
  readonly retried?: true;
  /** Writes down who wanted it. */
  readonly along?: AlongInTransaction | undefined;
}

export interface NewNotice {
  readonly chatId: ChatId;
  readonly content: Notice;
  /** Sent no earlier than this many milliseconds from now. */
  readonly delayMs?: number;
  /** Of the first card: when the staff is told that the order is still New. */
  readonly alarmInMs?: number;
}

type ChangeableColumn =
  | 'state'
  | 'attempts'
  | 'regosCustomerId'
  | 'regosDocumentId'
  | 'regosCode'
  | 'regosStatus'
  | 'toldStage'
  | 'toldFacts'
  | 'deliveryFeeItemId'
  | 'total'
  | 'lastError';

/** The columns that a change sets. */
export function changedColumns(change: OrderChange): Record<string, unknown> {
  const { dueInMs, pollInMs, duplicateCheckInMs, unknown, leaseMs, retried, step } = change;
  return {
    ...change.set,
    ...(dueInMs === undefined ? {} : { dueAt: instant(dueInMs) }),
    ...(pollInMs === undefined ? {} : { pollAt: pollAfter(pollInMs) }),
    ...(duplicateCheckInMs === undefined ? {} : { duplicateCheckAt: instant(duplicateCheckInMs) }),
    ...(unknown === undefined ? {} : { unknownSince: unknown ? databaseNow() : null }),
    ...(step === undefined ? {} : { steps: withStep(step) }),
    ...(retried ? { retriedAt: databaseNow() } : {}),
    ...(leaseMs === undefined ? { leaseUntil: null, holder: null } : { leaseUntil: databaseLater(leaseMs) }),
    updatedAt: databaseNow(),
  };
}

function withStep(status: DeliveryOrderStatus): SQL {
  return sql`${orders.steps} || jsonb_build_object('status', ${status}::text, 'at', now())`;
}

/** When an order is looked at next; what an event made due since it was taken for a look stays due. */
export function pollAfter(ms: number | null): SQL {
  return sql`(case when ${orders.pollAt} <= now() then ${orders.pollAt} else ${instant(ms)} end)`;
}

/** The condition that the buyer was told nothing more meanwhile. */
export function toldAs({ toldStage, toldFacts }: Pick<Order, 'toldStage' | 'toldFacts'>): SQL | undefined {
  const sameFacts = sql`${orders.toldFacts} = ${JSON.stringify(toldFacts)}::jsonb`;
  return and(eq(orders.toldStage, toldStage), sameFacts);
}

function instant(ms: number | null): SQL | null {
  return ms === null ? null : databaseLater(ms);
}

export async function writeHistory(
  tx: Transaction,
  row: OrderRow,
  event: string,
  detail: string | undefined,
): Promise<void> {
  await tx.insert(orderHistory).values({
    id: newId(),
    tenantId: row.tenantId,
    orderId: row.id,
    state: row.state,
    event,
    detail: detail ?? null,
    at: databaseNow(),
  });
}

export async function writeNotices(
  tx: Transaction,
  row: OrderRow,
  messages: readonly NewNotice[],
): Promise<void> {
  // of a person who was forgotten since the change was thought of, only the shop is told
  const told =
    row.chatId === NOBODY ? messages.filter(({ content }) => content.type.startsWith('staff')) : messages;
  if (told.length === 0) return;
  const toStaff = told.find(({ content }) => content.type === 'staffNewOrder');
  if (toStaff) await beginCard(tx, row, toStaff.chatId, toStaff.alarmInMs);
  await tx.insert(notices).values(
    told.map((message) => ({
      id: newId(),
      tenantId: row.tenantId,
      chatId: message.chatId,
      orderId: row.id,
      content: message.content,
      dueAt: databaseLater(message.delayMs ?? 0),
      createdAt: databaseNow(),
    })),
  );
}

/** Lets the message go that waits for REGOS's number; when it is out already, the number gets its own. */
export async function tellCode(tx: Transaction, row: OrderRow, regosCode: string): Promise<void> {
  const released = await tx
    .update(notices)
    .set({ dueAt: databaseNow() })
    .where(
      and(
        eq(notices.tenantId, row.tenantId),
        eq(notices.orderId, row.id),
        eq(notices.attempts, 0),
        isNotNull(notices.dueAt),
        sql`${notices.content} ->> 'type' = 'orderAccepted'`,
      ),
    )
    .returning({ id: notices.id });
  if (released.length > 0) return;
  const content = { type: 'orderCode', number: row.number, regosCode } as const;
  await writeNotices(tx, row, [{ chatId: row.chatId, content }]);
}
