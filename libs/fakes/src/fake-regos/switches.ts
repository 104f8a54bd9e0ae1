/** How this REGOS behaves; every member may be changed while it runs. */
export interface FakeRegosSwitches {
  /** Which of the two ways to select rows it understands (docs/regos.md 6.1). */
  dialect: 'both' | 'legacyIgnored' | 'filtersIgnored';
  /** 2 requests/s, burst 50 per connection; beyond it 8213. */
  rateLimit: boolean;
  /** Set: each call needs a Bearer token of these credentials; else 401. */
  bearer: { readonly clientId: string; readonly clientSecret: string } | undefined;
  tokenLifetimeSec: number;
  /** A phone belongs to one customer; a second one gets 1165. */
  uniquePhones: boolean;
  /** A phone with `+` is a wrong format (1164), in look-ups too (docs/regos.md 21.7). */
  refusePlusPhones: boolean;
  /** Whether rows of customers carry `fields`; filters on a field work all the same (docs/regos.md 21.7). */
  customerFieldsSent: boolean;
  /** Whether Telegram's anonymous numbers (888…) are telephone numbers to it; else 1164. */
  takesAnonymousPhones: boolean;
  /** Letters other than Latin in a customer's name get 9999, as one live account did. */
  refuseCyrillicNames: boolean;
  /** When a shortage answers 1029; docs/regos.md 10.1 says that it depends on the shop. */
  stockCheck: 'onCreate' | 'onApproval' | 'never';
  /** Whether rows of Item/GetExt carry barcodes, as those of Item/Get do; sources contradict (docs/regos.md 21.10). */
  barcodesInExt: boolean;
  /** The ids in rows: numbers, or digits in quotes. */
  rowIds: 'number' | 'text';
  /**
   * How it says that nobody of that name may call: 9006 in an envelope, or as a gateway did before, with a page of
   * HTTP 401 (token) or 404 (connection). docs/regos.md 21.9.
   */
  authorizationFails: 'code' | 'page';
  /** How often each event is delivered: 0 loses it, 2 doubles it. */
  eventCopies: number;
  /** The ids of rows in events: numbers, or digits in quotes (docs/regos.md 21.8). */
  eventIds: 'number' | 'text';
  /** Whether the integration may see what documents of stock and prices consist of. */
  documentLines: 'given' | 'refused';
  /** Time that each row of a page of goods takes; a live shop took 5 to 11 ms (docs/regos.md 21.2). */
  msPerRow: number;
  /**
   * How a document names its status (docs/regos.md 21.6): a row, `status_id` alone, or a row of an account with other
   * ids.
   */
  statusForm: 'row' | 'idOnly' | 'nameOnly';
  /** Documents of these stocks are not shown to the integration's user (docs/regos.md 21.11). */
  hiddenStockIds: readonly number[];
}

export const DEFAULT_SWITCHES: Readonly<FakeRegosSwitches> = {
  dialect: 'both',
  rateLimit: false,
  bearer: undefined,
  tokenLifetimeSec: 600,
  uniquePhones: true,
  refusePlusPhones: true,
  customerFieldsSent: true,
  takesAnonymousPhones: false,
  refuseCyrillicNames: false,
  stockCheck: 'onCreate',
  barcodesInExt: false,
  rowIds: 'number',
  authorizationFails: 'code',
  eventCopies: 1,
  eventIds: 'number',
  documentLines: 'given',
  msPerRow: 0,
  statusForm: 'row',
  hiddenStockIds: [],
};
