import { Injectable } from '@nestjs/common';
import { Cipher, Database, shoppers, StoredPhones, type CipherPlace } from '@rto/database';
import { Clock, parseLanguage } from '@rto/kernel';
import type { ChatId, Language, TenantId } from '@rto/kernel';
import { GOODS_VIEWS, type GoodsView } from '@rto/settings';
import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { Holder } from './customer-choice';
import type { SavedAddress } from './saved-address';

/** What we know of a person in one shop. */
export interface Shopper {
  readonly language: Language | undefined;
  /** When the person read what is kept of them. */
  readonly toldOfDataAt: Date | undefined;
  /** How the person wants to see goods; undefined: as the shop has it. */
  readonly catalogView: GoodsView | undefined;
  /** Digits only, from the person's own contact. */
  readonly phone: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  /** Our own copy of the link that `field_telegram_id` carries in REGOS. */
  readonly regosCustomerId: number | undefined;
  /** The loyalty card that orders carry where there are several. */
  readonly regosCardId: number | undefined;
  readonly addresses: readonly SavedAddress[];
  /** When the person blocked the bot (403). */
  readonly blockedAt: Date | undefined;
  /** When the person asked for no news. */
  readonly newsOffAt: Date | undefined;
  /** When the person was last seen to have a loyalty card. */
  readonly cardSeenAt: Date | undefined;
}

/** Whether news may be sent to a person. */
export type Reachability = 'open' | 'blocked' | 'wantsNone';

/** A person's chat with the bot of one shop. */
export interface ShopperChat {
  readonly tenantId: TenantId;
  readonly chatId: ChatId;
}

/** Members left out stay as they are; null clears. */
export type ShopperChange = { readonly [Member in keyof Shopper]?: Shopper[Member] | null };

@Injectable()
export class ShopperRepository {
  private readonly phones: StoredPhones;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cipher: Cipher,
  ) {
    this.phones = new StoredPhones(cipher, 'shoppers');
  }

  async find(tenantId: TenantId, chatId: ChatId): Promise<Shopper | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select()
      .from(shoppers)
      .where(and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, chatId)));
    return row && this.toShopper(row);
  }

  /** Writes the members given, in one statement: the first write makes the row. */
  async save(tenantId: TenantId, chatId: ChatId, change: ShopperChange): Promise<void> {
    const now = this.clock.now();
    const columns = this.columns(tenantId, change);
    await this.database
      .of(tenantId)
      .insert(shoppers)
      .values({ tenantId, chatId, ...columns, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({
        target: [shoppers.tenantId, shoppers.chatId],
        set: { ...columns, updatedAt: now },
      });
  }

  /**
   * Notes that the person blocked the bot: no campaign is sent until they write again. A stranger gets no row by it.
   */
  async markBlocked(tenantId: TenantId, chatId: ChatId): Promise<void> {
    const now = this.clock.now();
    await this.database
      .of(tenantId)
      .update(shoppers)
      .set({ blockedAt: now, updatedAt: now })
      .where(and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, chatId), isNull(shoppers.blockedAt)));
  }

  /** These people write: they have not blocked the bot. @returns those who were taken to have */
  async areBack(chats: readonly ShopperChat[]): Promise<ShopperChat[]> {
    return this.database.acrossTenants
      .update(shoppers)
      .set({ blockedAt: null, updatedAt: this.clock.now() })
      .where(
        and(
          // one parameter, however many chats
          sql`(${shoppers.tenantId}, ${shoppers.chatId}) in (select "tenantId", "chatId"
            from jsonb_to_recordset(${JSON.stringify(chats)}::jsonb) as c("tenantId" uuid, "chatId" bigint))`,
          isNotNull(shoppers.blockedAt),
        ),
      )
      .returning({ tenantId: shoppers.tenantId, chatId: shoppers.chatId });
  }

  /** Of these chats, those of people who wrote to the bot, and whether news may be sent to them. */
  async reachability(
    tenantId: TenantId,
    chatIds: readonly ChatId[],
  ): Promise<ReadonlyMap<ChatId, Reachability>> {
    const rows = await this.database
      .of(tenantId)
      .select({ chatId: shoppers.chatId, blockedAt: shoppers.blockedAt, newsOffAt: shoppers.newsOffAt })
      .from(shoppers)
      .where(
        and(
          eq(shoppers.tenantId, tenantId),
          // one parameter, however many chats
          sql`${shoppers.chatId} in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(chatIds)}::jsonb))`,
        ),
      );
    return new Map(
      rows.map(({ chatId, blockedAt, newsOffAt }) => [
        chatId,
        blockedAt !== null ? 'blocked' : newsOffAt !== null ? 'wantsNone' : 'open',
      ]),
    );
  }

  /** Other chats of the tenant with this phone, or linked to one of these customers. */
  async holders(
    tenantId: TenantId,
    chatId: ChatId,
    phone: string,
    customerIds: readonly number[],
  ): Promise<Holder[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(shoppers)
      .where(
        and(
          eq(shoppers.tenantId, tenantId),
          ne(shoppers.chatId, chatId),
          or(
            inArray(shoppers.phoneHash, this.phones.hashes(tenantId, phone)),
            inArray(shoppers.regosCustomerId, [...customerIds]),
          ),
        ),
      )
      .orderBy(shoppers.createdAt, shoppers.chatId);
    return rows.map((row) => ({ chatId: row.chatId, ...this.toShopper(row) }));
  }

  private columns(tenantId: TenantId, { phone, addresses, ...others }: ShopperChange) {
    const columns = { ...others, ...this.addressColumn(tenantId, addresses) };
    if (phone === undefined) return columns;
    const phoneHash = phone === null ? null : this.phones.hash(tenantId, phone);
    return { ...columns, ...this.phones.columns(tenantId, phone), phoneHash };
  }

  private addressColumn(tenantId: TenantId, addresses: ShopperChange['addresses']) {
    if (addresses === undefined) return {};
    if (addresses === null || addresses.length === 0) return { addressesCipher: null };
    return { addressesCipher: this.cipher.encrypt(JSON.stringify(addresses), addressPlace(tenantId)) };
  }

  private toShopper(row: typeof shoppers.$inferSelect): Shopper {
    return {
      language: parseLanguage(row.language ?? undefined),
      toldOfDataAt: row.toldOfDataAt ?? undefined,
      catalogView: GOODS_VIEWS.find((view) => view === row.catalogView),
      phone: this.phones.read(row),
      firstName: row.firstName ?? undefined,
      lastName: row.lastName ?? undefined,
      regosCustomerId: row.regosCustomerId ?? undefined,
      regosCardId: row.regosCardId ?? undefined,
      addresses:
        row.addressesCipher === null
          ? []
          : (JSON.parse(
              this.cipher.decrypt(row.addressesCipher, addressPlace(row.tenantId)),
            ) as SavedAddress[]),
      blockedAt: row.blockedAt ?? undefined,
      newsOffAt: row.newsOffAt ?? undefined,
      cardSeenAt: row.cardSeenAt ?? undefined,
    };
  }
}

function addressPlace(tenantId: TenantId): CipherPlace {
  return { tenantId, column: 'shoppers.addresses' };
}
