import { Injectable } from '@nestjs/common';
import { Database, databaseNow, savedGoods } from '@rto/database';
import { plainText, type ChatId, type TenantId } from '@rto/kernel';
import { and, count, desc, eq, sql, type SQL } from 'drizzle-orm';

export type SavedKind = 'favourite' | 'awaited';

export interface SavedItem {
  readonly kind: SavedKind;
  readonly itemId: number;
  /** As the person knew it. */
  readonly name: string;
  readonly savedAt: Date;
}

/** Of each kind and person; a list that is longer is not read any more. */
const MOST: Readonly<Record<SavedKind, number>> = { favourite: 200, awaited: 50 };

/** Goods that people have put aside: favourites, and sold-out ones that they want to hear of. */
@Injectable()
export class SavedGoods {
  constructor(private readonly database: Database) {}

  /** Safe to repeat. @returns false when the person has put too much aside */
  async save(
    tenantId: TenantId,
    chatId: ChatId,
    kind: SavedKind,
    item: { readonly id: number; readonly name: string },
  ): Promise<boolean> {
    const db = this.database.of(tenantId);
    const [row] = await db
      .select({ saved: count() })
      .from(savedGoods)
      .where(own(tenantId, chatId, kind));
    if (row && row.saved >= MOST[kind]) return this.has(tenantId, chatId, kind, item.id);
    await db
      .insert(savedGoods)
      .values({
        ...{ tenantId, chatId, kind, itemId: item.id, name: plainText(item.name) },
        savedAt: databaseNow(),
        lookAt: kind === 'awaited' ? databaseNow() : null,
      })
      .onConflictDoNothing();
    return true;
  }

  async remove(tenantId: TenantId, chatId: ChatId, kind: SavedKind, itemId: number): Promise<void> {
    await this.database
      .of(tenantId)
      .delete(savedGoods)
      .where(and(own(tenantId, chatId, kind), eq(savedGoods.itemId, itemId)));
  }

  /** What most people of a shop wait for, with how many they are. */
  async mostAwaited(tenantId: TenantId, limit: number): Promise<{ name: string; people: number }[]> {
    const people = count();
    return this.database
      .of(tenantId)
      .select({ name: sql<string>`max(${savedGoods.name})`, people })
      .from(savedGoods)
      .where(and(eq(savedGoods.tenantId, tenantId), eq(savedGoods.kind, 'awaited')))
      .groupBy(savedGoods.itemId)
      .orderBy(desc(people), savedGoods.itemId)
      .limit(limit);
  }

  async has(tenantId: TenantId, chatId: ChatId, kind: SavedKind, itemId: number): Promise<boolean> {
    return (await this.kindsOf(tenantId, chatId, itemId)).has(kind);
  }

  /** In what ways the person has put an item aside. */
  async kindsOf(tenantId: TenantId, chatId: ChatId, itemId: number): Promise<ReadonlySet<SavedKind>> {
    const rows = await this.database
      .of(tenantId)
      .select({ kind: savedGoods.kind })
      .from(savedGoods)
      .where(and(own(tenantId, chatId), eq(savedGoods.itemId, itemId)));
    return new Set(rows.map(({ kind }) => kind as SavedKind));
  }

  /** Newest first. @param kind undefined: of both kinds */
  async all(tenantId: TenantId, chatId: ChatId, kind?: SavedKind): Promise<SavedItem[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(savedGoods)
      .where(own(tenantId, chatId, kind))
      .orderBy(desc(savedGoods.savedAt), desc(savedGoods.itemId));
    return rows.map(({ itemId, name, savedAt, ...row }) => ({
      kind: row.kind as SavedKind,
      itemId,
      name,
      savedAt,
    }));
  }
}

function own(tenantId: TenantId, chatId: ChatId, kind?: SavedKind): SQL | undefined {
  return and(
    eq(savedGoods.tenantId, tenantId),
    eq(savedGoods.chatId, chatId),
    kind === undefined ? undefined : eq(savedGoods.kind, kind),
  );
}
