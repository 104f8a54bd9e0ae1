/** How long and how often a run measures. */
export interface Effort {
  /** Starts of the service on a new and on an existing database; the median is reported. */
  readonly starts: number;
  /** Connected tenants when memory is read. */
  readonly tenants: number;
  /** Quiet time before memory is read, and in which the idle work of a service is counted; milliseconds. */
  readonly restMs: number;
  /** How long people tap in each shape; milliseconds. */
  readonly tapMs: number;
  /** The same for the comparison with a bare bot. */
  readonly throughputMs: number;
  /** People at once in the comparison. */
  readonly crowd: number;
  /** People in the big shop. */
  readonly browsers: number;
  /** How long they browse; milliseconds. */
  readonly browseMs: number;
  /** Goods of the shop that is read slowly. */
  readonly paceGoods: number;
  /** How long people shop in it while a till sells; milliseconds. */
  readonly paceMs: number;
  /** Shops of which a tenth is sick. */
  readonly sickShopsOf: number;
  /** Updates that one shop gets in ten seconds. */
  readonly stormUpdates: number;
  /** People whom a campaign is for. */
  readonly campaignPeople: number;
  /** Orders that are confirmed while all is well. */
  readonly confirms: number;
  /** Orders that are confirmed while REGOS is away. */
  readonly waitingOrders: number;
  /** How long it is away; milliseconds. */
  readonly outageMs: number;
  /** Orders in the ledger that is swept. */
  readonly ledgerOrders: number;
  /** Shops that are registered when a process starts. */
  readonly registered: number;
  /** Shops whose bots are polled by one process. */
  readonly polled: number;
  /** Shops that connect one after the other. */
  readonly connects: number;
}

export const FULL: Effort = {
  starts: 5,
  tenants: 100,
  restMs: 6_000,
  tapMs: 20_000,
  throughputMs: 12_000,
  crowd: 100,
  browsers: 500,
  browseMs: 90_000,
  paceGoods: 10_000,
  paceMs: 600_000,
  sickShopsOf: 200,
  stormUpdates: 20_000,
  campaignPeople: 50_000,
  confirms: 600,
  waitingOrders: 400,
  outageMs: 60_000,
  ledgerOrders: 100_000,
  registered: 10_000,
  polled: 1_000,
  connects: 1_000,
};

/** Shows that everything runs; too short for figures to be quoted. */
export const QUICK: Effort = {
  starts: 1,
  tenants: 10,
  restMs: 1_500,
  tapMs: 3_000,
  throughputMs: 2_000,
  crowd: 30,
  browsers: 60,
  browseMs: 10_000,
  paceGoods: 1_500,
  paceMs: 60_000,
  sickShopsOf: 20,
  stormUpdates: 4_000,
  campaignPeople: 1_000,
  confirms: 80,
  waitingOrders: 40,
  outageMs: 5_000,
  ledgerOrders: 10_000,
  registered: 1_000,
  polled: 100,
  connects: 50,
};
