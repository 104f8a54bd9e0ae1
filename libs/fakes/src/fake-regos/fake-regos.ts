import { type Clock, SystemClock } from '@rto/kernel';
import { Account, type NewAccount } from './account';
import { Announcer, type ChangeListener, type Lifecycle } from './announcer';
import { Faults } from './faults';
import { Gateway, type RegosCall, type RegosViolation } from './gateway';
import type { Delivery } from './handler-calls';
import { HttpFront } from './http-front';
import type { Json } from './json';
import {
  actualizeOrder,
  assignCourier,
  type CountedLine,
  deleteDocument,
  documentOf,
  moveOrder,
  setReceipt,
} from './order-status';
import type { ShopCard, ShopCustomer, ShopItem } from './shop-data';
import { ShopFloor } from './shop-floor';
import { allowedMoves, type Status } from './statuses';
import { DEFAULT_SWITCHES, type FakeRegosSwitches } from './switches';
import { type DeliveryOrderView, viewDocument } from './views';

export interface FakeRegosOptions extends Partial<FakeRegosSwitches> {
  readonly clock?: Clock;
  /** 0 to 1, for faults with a probability; tests pass a seeded one. */
  readonly random?: () => number;
  /** Wait before a failed delivery to the handler is repeated; 1000 unless told. */
  readonly eventRepeatDelayMs?: number;
}

/**
 * A REGOS of our own: an HTTP server that answers as docs/regos.md 1 to 21 say, is stricter than REGOS (`violations`),
 * breaks on request (`faults`), and shows what it holds. Time comes from `clock`, waits of faults are real.
 */
export class FakeRegos {
  readonly switches: FakeRegosSwitches;
  readonly faults: Faults;
  private readonly clock: Clock;
  private readonly announcer: Announcer;
  private readonly gateway: Gateway;
  private readonly front: HttpFront;
  private address: string | undefined;

  constructor({ clock, random, eventRepeatDelayMs, ...switches }: FakeRegosOptions = {}) {
    this.switches = { ...DEFAULT_SWITCHES, ...switches };
    this.clock = clock ?? new SystemClock();
    this.faults = new Faults(random ?? Math.random);
    this.announcer = new Announcer(this.switches, this.clock, eventRepeatDelayMs ?? 1000);
    this.gateway = new Gateway(this.switches, this.clock, this.announcer);
    this.front = new HttpFront(this.gateway, this.faults);
  }

  /** The latest calls, oldest first, `oauth/token` included. */
  get calls(): readonly RegosCall[] {
    return this.gateway.calls;
  }

  get violations(): readonly RegosViolation[] {
    return this.gateway.violations;
  }

  /** How often the rate limit said no; faults do not count. */
  get count8213(): number {
    return this.gateway.count8213;
  }

  /** @returns the address, like `http://127.0.0.1:41234`; port 0 takes a free one */
  async listen(port = 0, host = '127.0.0.1'): Promise<string> {
    this.address = await this.front.listen(port, host);
    return this.address;
  }

  /** Root for `{url}/gateway/out/...`; the token endpoint is `{url}/oauth/token`. */
  get url(): string {
    if (this.address === undefined) throw new Error('FakeRegos.listen() was not awaited');
    return this.address;
  }

  async close(): Promise<void> {
    await this.announcer.close();
    await this.front.close();
  }

  addAccount(account: NewAccount): void {
    this.gateway.accounts.set(account.connectedIntegrationId, new Account(account, this.clock.now()));
  }

  /** The connection was removed: the gateway answers 404 from now on. */
  removeAccount(connectedIntegrationId: string): void {
    this.gateway.accounts.delete(connectedIntegrationId);
  }

  setActive(connectedIntegrationId: string, active: boolean): void {
    this.account(connectedIntegrationId).active = active;
  }

  documents(connectedIntegrationId: string): DeliveryOrderView[] {
    const account = this.account(connectedIntegrationId);
    return [...account.documents.values()].map((document) => viewDocument(document, account));
  }

  customers(connectedIntegrationId: string): ShopCustomer[] {
    return [...this.account(connectedIntegrationId).customers.values()];
  }

  cards(connectedIntegrationId: string): ShopCard[] {
    return [...this.account(connectedIntegrationId).cards.values()];
  }

  settings(connectedIntegrationId: string): Record<string, string> {
    const { settings } = this.account(connectedIntegrationId);
    return Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
  }

  /** What the handler was told, in the order in which the deliveries ended. */
  get deliveries(): readonly Delivery[] {
    return this.announcer.deliveries;
  }

  /** Oldest first. */
  get issuedTokens(): readonly string[] {
    return this.gateway.tokens.issuedTokens;
  }

  /** Every token is refused with 401 from now on. */
  expireTokens(): void {
    this.gateway.tokens.expireAll();
  }

  allowedMoves(status: Status): readonly Status[] {
    return allowedMoves(status);
  }

  /** Staff move an order. @throws RegosError for a move that REGOS forbids */
  moveStatus(connectedIntegrationId: string, documentId: number, status: Status): void {
    const call = this.gateway.callOf(this.account(connectedIntegrationId), 'staff');
    moveOrder(documentOf(call.account, documentId), status, call);
  }

  /** Staff say who brings an order. */
  assignCourier(connectedIntegrationId: string, documentId: number, name: string): void {
    const call = this.gateway.callOf(this.account(connectedIntegrationId), 'staff');
    assignCourier(documentOf(call.account, documentId), name, call);
  }

  /**
   * The till has counted an order in Processing, which finishes it.
   * @param counted by item id, decimal text: the quantity, or quantity and price; the others are as ordered
   */
  actualize(
    connectedIntegrationId: string,
    documentId: number,
    counted: Readonly<Record<number, string | { readonly quantity?: string; readonly price?: string }>>,
  ): void {
    const call = this.gateway.callOf(this.account(connectedIntegrationId), 'staff');
    const document = documentOf(call.account, documentId);
    const lines = document.lines.map(({ itemId, quantity, price }) => {
      const found = counted[itemId];
      return { itemId, quantity, price, ...(typeof found === 'string' ? { quantity: found } : found) };
    });
    actualizeOrder(document, lines, call);
  }

  /** As `actualize`, with lines that need not be those ordered. */
  actualizeTo(connectedIntegrationId: string, documentId: number, lines: readonly CountedLine[]): void {
    const call = this.gateway.callOf(this.account(connectedIntegrationId), 'staff');
    actualizeOrder(documentOf(call.account, documentId), lines, call);
  }

  /** The back office marks a document for deletion, or deletes one that is marked. */
  deleteDocument(connectedIntegrationId: string, documentId: number, step: 'mark' | 'delete'): void {
    const call = this.gateway.callOf(this.account(connectedIntegrationId), 'staff');
    deleteDocument(documentOf(call.account, documentId), step, call);
  }

  /** The fiscal receipt of an order has an address. */
  setReceipt(connectedIntegrationId: string, documentId: number, url: string): void {
    const call = this.gateway.callOf(this.account(connectedIntegrationId), 'staff');
    setReceipt(documentOf(call.account, documentId), url, call);
  }

  /** Tills and back office: documents that move stock and set prices. */
  floor(connectedIntegrationId: string): ShopFloor {
    const account = this.account(connectedIntegrationId);
    return new ShopFloor(() => this.gateway.callOf(account, 'staff'));
  }

  setPrice(connectedIntegrationId: string, itemId: number, price: string, priceTypeId?: number): void {
    const { priceTypes } = this.account(connectedIntegrationId).shop;
    const others = priceTypeId === undefined ? priceTypes.slice(1).map(({ id }) => id) : [];
    this.changeItem(connectedIntegrationId, itemId, undefined, (item) => ({
      prices: { ...item.prices, ...Object.fromEntries(others.map((id) => [id, price])) },
    }));
    this.floor(connectedIntegrationId).setPrices({ [itemId]: price }, priceTypeId ?? priceTypes[0]?.id);
  }

  /** Sets a stock without an event, so that only a reading can see it. */
  setStock(connectedIntegrationId: string, itemId: number, onHand: string, stockId?: number): void {
    const { stocks } = this.account(connectedIntegrationId).shop;
    const wanted = stockId === undefined ? stocks.map(({ id }) => id) : [stockId];
    this.changeItem(connectedIntegrationId, itemId, undefined, (item) => ({
      onHand: { ...item.onHand, ...Object.fromEntries(wanted.map((id) => [id, onHand])) },
    }));
  }

  addItem(connectedIntegrationId: string, item: ShopItem): void {
    const account = this.account(connectedIntegrationId);
    account.items.set(item.id, item);
    this.floor(connectedIntegrationId).raise('ItemAdded', { id: item.id });
  }

  editItem(connectedIntegrationId: string, itemId: number, changes: Partial<ShopItem>): void {
    this.changeItem(connectedIntegrationId, itemId, 'ItemEdited', () => changes);
  }

  deleteItem(connectedIntegrationId: string, itemId: number): void {
    this.changeItem(connectedIntegrationId, itemId, 'ItemDeleteMarked', () => ({ deleted: true }));
  }

  addCustomer(connectedIntegrationId: string, customer: ShopCustomer): void {
    const account = this.account(connectedIntegrationId);
    account.customers.set(customer.id, customer);
    this.announcer.changed(account);
  }

  addCard(connectedIntegrationId: string, card: ShopCard): void {
    const account = this.account(connectedIntegrationId);
    account.cards.set(card.id, card);
    this.announcer.changed(account);
  }

  /** A person saves the form of settings; the handler gets UpdateSettings. */
  saveSettings(connectedIntegrationId: string, settings: Readonly<Record<string, string>>): void {
    const account = this.account(connectedIntegrationId);
    for (const [key, value] of Object.entries(settings)) account.saveSetting(key, value, this.clock.now());
    this.gateway.callOf(account, 'staff').settingsSaved();
  }

  /** Sends a lifecycle call to the account's handler; undefined when it has none. */
  async announce(
    connectedIntegrationId: string,
    action: Lifecycle,
    data: { readonly [member: string]: Json } = {},
  ): Promise<Delivery | undefined> {
    return this.announcer.lifecycle(this.account(connectedIntegrationId), action, data);
  }

  /** `change`: something an account holds became different; the listener gets its connected_integration_id. */
  on(_event: 'change', listener: ChangeListener): void {
    this.announcer.subscribe(listener);
  }

  off(_event: 'change', listener: ChangeListener): void {
    this.announcer.unsubscribe(listener);
  }

  private changeItem(
    connectedIntegrationId: string,
    itemId: number,
    event: string | undefined,
    change: (item: ShopItem) => Partial<ShopItem>,
  ): void {
    const account = this.account(connectedIntegrationId);
    const item = account.items.get(itemId);
    if (item === undefined) throw new Error(`no item ${itemId} in this shop`);
    account.items.set(itemId, { ...item, ...change(item) });
    if (event !== undefined) this.gateway.callOf(account, 'staff').emit(event, { id: itemId });
    else this.announcer.changed(account);
  }

  private account(connectedIntegrationId: string): Account {
    const account = this.gateway.accounts.get(connectedIntegrationId);
    if (account === undefined) throw new Error('no such account in this FakeRegos');
    return account;
  }
}
