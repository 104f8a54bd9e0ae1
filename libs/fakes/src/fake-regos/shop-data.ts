/** Everything a retailer keeps in REGOS that our service reads. Amounts and quantities are decimal text. */
export interface ShopData {
  readonly priceTypes: readonly ShopPriceType[];
  readonly stocks: readonly ShopStock[];
  readonly deliveryTypes: readonly ShopReference[];
  /** Where orders come from (DeliveryFrom). */
  readonly sources: readonly ShopReference[];
  readonly paymentTypes: readonly ShopPaymentType[];
  readonly customerGroups: readonly ShopReference[];
  readonly groups: readonly ShopGroup[];
  readonly items: readonly ShopItem[];
  readonly customers: readonly ShopCustomer[];
  readonly cards: readonly ShopCard[];
}

export interface ShopReference {
  readonly id: number;
  readonly name: string;
  readonly deleted?: boolean;
}

export interface ShopPriceType extends ShopReference {
  /** ISO 4217, like `UZS`. */
  readonly currency: string;
  /** Stocks of its branch; in another one every price is zero (docs/regos.md 21.10). Absent: all. */
  readonly stockIds?: readonly number[];
}

export interface ShopPaymentType extends ShopReference {
  /** In whichever of the forms that were seen (docs/regos.md 21.11); absent: `True`. */
  readonly enabled?: boolean | 'True' | 'Frontoffice' | 'backoffice' | 2;
}

export interface ShopStock extends ShopReference {
  readonly address?: string;
}

export interface ShopGroup {
  readonly id: number;
  /** Absent at the root. */
  readonly parentId?: number;
  readonly name: string;
}

export type ShopUnit = 'pcs' | 'kg' | 'l';

export interface ShopItem {
  readonly id: number;
  readonly name: string;
  readonly groupId: number;
  readonly unit: ShopUnit;
  /** By price type id; a missing one is "no price". */
  readonly prices: Readonly<Record<number, string>>;
  /** On hand by stock id, before bookings; a missing one is zero. */
  readonly onHand: Readonly<Record<number, string>>;
  readonly description?: string;
  readonly articul?: string;
  /** The base barcode, which stands first in the list too. */
  readonly barcode?: string;
  readonly moreBarcodes?: readonly string[];
  /** Delivery, assembly, a deposit: stands among the goods, with a price and no stock. */
  readonly isService?: boolean;
  /** `{size}` in it becomes 900, 300 or 100 pixels, as asked for by `image_size`. */
  readonly imageUrl?: string;
  /** Further pictures, of which `ItemImage/Get` alone tells. */
  readonly moreImageUrls?: readonly string[];
  /** The item this one is a variant of; an item with variants cannot be ordered. */
  readonly parentId?: number;
  readonly color?: string;
  readonly size?: string;
  readonly deleted?: boolean;
}

export interface ShopCustomer {
  readonly id: number;
  readonly groupId: number;
  readonly firstName: string;
  readonly lastName?: string;
  /** As stored; old rows of a real shop may still carry a `+`. */
  readonly mainPhone?: string;
  /** More numbers, comma separated. */
  readonly phones?: string;
  /** Additional fields by key, such as `field_telegram_id`. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly deleted?: boolean;
}

export interface ShopCard {
  readonly id: number;
  readonly customerId: number;
  readonly barcode: string;
  readonly bonus: string;
  readonly enabled?: boolean;
  /** `DD-MM-YYYY`; absent: unlimited. */
  readonly expiryDate?: string;
}
