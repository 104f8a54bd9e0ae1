interface SwitchTexts {
  readonly label: string;
  readonly explanation: string;
}

/** Words of the page in one language. */
export interface PageTexts {
  readonly opening: string;
  readonly connecting: string;
  readonly subtitle: string;
  readonly live: string;
  readonly reconnecting: string;
  readonly language: string;
  readonly close: string;
  /** A problem without words of its own. */
  readonly failed: string;
  readonly noConnection: string;
  /** By the code of a refusal. */
  readonly refusals: Readonly<Record<string, (...details: readonly string[]) => string>>;
  readonly photo: string;
  readonly sides: string;
  readonly chatSide: string;
  readonly shopSide: string;
  readonly noShoppers: string;
  /** On the tabs of a narrow screen. */
  readonly tabs: Readonly<Record<'chat' | 'staff' | 'owner', string>>;
  readonly aboutStaff: string;
  readonly aboutOwner: string;
  readonly regosSide: string;
  readonly shopper: string;
  readonly about: Readonly<Record<number, string>>;
  readonly orders: string;
  readonly calls: (count: number) => string;
  readonly noOrders: string;
  readonly noOrdersHint: string;
  readonly order: string;
  readonly item: string;
  readonly quantityAndPrice: string;
  readonly sum: string;
  readonly total: string;
  readonly counted: string;
  readonly delivery: string;
  readonly address: string;
  readonly location: string;
  readonly note: string;
  readonly wanted: string;
  readonly courier: string;
  readonly receipt: string;
  readonly sendCourier: string;
  readonly printReceipt: string;
  readonly final: string;
  readonly nextStatus: string;
  readonly moves: Readonly<Record<string, string>>;
  readonly faultsHead: string;
  readonly switches: Readonly<Record<string, SwitchTexts>>;
  readonly goodsHead: string;
  readonly onHand: (quantity: string, price: string) => string;
  readonly newPrice: string;
  readonly priceFormat: string;
  readonly setPrice: string;
  readonly runOut: string;
  readonly putBack: (quantity: string) => string;
}
