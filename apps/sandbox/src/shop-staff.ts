import { Money, Quantity } from '@rto/kernel';
import {
  STATUSES,
  type DeliveryOrderView,
  type FakeRegos,
  type ShopData,
  type ShopItem,
  type Status,
} from '@rto/fakes';
import { ActionRefused, type ActionBody } from './action-body';
import { FaultSwitches } from './fault-switches';
import type { GoodView, OrderView, PageActions, RegosView } from './protocol';

type StaffActions = Pick<
  PageActions,
  'status' | 'count' | 'courier' | 'receipt' | 'price' | 'stock' | 'fault'
>;

/** The switch that is none of REGOS's faults. */
const CLOSED = 'closed';
const COURIER = 'Бобур';
/** Leads nowhere: the sandbox has no tax office. */
const RECEIPTS_URL = 'https://receipts.dastarxon.example';
/** Tashkent is ahead of UTC by so much all year. */
const TASHKENT_HOURS = 5;

/** What the demo shop's staff sees and does in the sandbox REGOS. */
export class ShopStaff {
  /** As staff last saved them. */
  private readonly items: Map<number, ShopItem>;
  private readonly faults: FaultSwitches;
  private isClosed = false;
  /** What the till has counted of orders in Processing, quantities by item; the rest is as ordered. */
  private readonly counted = new Map<number, Readonly<Record<number, string>>>();

  constructor(
    private readonly regos: FakeRegos,
    private readonly connectedIntegrationId: string,
    private readonly shop: ShopData,
    /** What the bot sells by. */
    private readonly sold: { readonly priceTypeId: number; readonly stockId: number },
  ) {
    this.items = new Map(shop.items.map((item) => [item.id, item]));
    this.faults = new FaultSwitches(regos);
  }

  view(): RegosView {
    const orders = this.regos
      .documents(this.connectedIntegrationId)
      .map((document) => this.orderView(document));
    return {
      orders: orders.sort((one, other) => other.id - one.id),
      goods: this.goods(),
      faults: [{ key: CLOSED, on: this.isClosed }, ...this.faults.views()],
      calls: this.regos.calls.length,
    };
  }

  readonly actions: { readonly [Name in keyof StaffActions]: (body: ActionBody) => void } = {
    status: (body) => this.moveOrder(body.number('orderId'), body.text('status')),
    count: (body) => this.count(body.number('orderId'), body.number('itemId'), body.decimal('quantity')),
    courier: (body) =>
      this.regos.assignCourier(this.connectedIntegrationId, this.order(body.number('orderId')).id, COURIER),
    receipt: (body) => this.printReceipt(this.order(body.number('orderId'))),
    price: (body) => this.setPrice(this.item(body), body.decimal('price')),
    stock: (body) => this.setStock(this.item(body), body.decimal('quantity')),
    fault: (body) => (body.text('key') === CLOSED ? this.close(body.flag('on')) : this.faults.set(body)),
  };

  private moveOrder(orderId: number, status: string): void {
    const order = this.order(orderId);
    const wanted = STATUSES.find((one) => one === status);
    if (!wanted || !nextStatuses(order).includes(wanted)) {
      throw new ActionRefused(`${order.code} is ${order.status} and cannot become ${status}.`, 'noMove', [
        order.code,
      ]);
    }
    const counted = this.counted.get(orderId) ?? {};
    this.counted.delete(orderId);
    if (order.moves.includes(wanted)) this.regos.moveStatus(this.connectedIntegrationId, orderId, wanted);
    else this.finish(order, counted);
  }

  private count(orderId: number, itemId: number, quantity: string): void {
    const { code, status, lines } = this.order(orderId);
    if (status !== 'Processing') {
      throw new ActionRefused(`${code} is ${status}: the till does not count it.`, 'notCounted', [code]);
    }
    if (!lines.some((line) => line.itemId === itemId))
      throw new ActionRefused('There is no such line.', 'gone');
    this.counted.set(orderId, { ...this.counted.get(orderId), [itemId]: quantity });
  }

  /** As the till does it: the counted lines take the place of the ordered ones (docs/regos.md 21.1). */
  private finish(order: DeliveryOrderView, counted: Readonly<Record<number, string>>): void {
    const isEmpty = order.lines.every(({ itemId, quantity }) => Number(counted[itemId] ?? quantity) === 0);
    if (isEmpty) throw new ActionRefused('Nothing was counted: cancel the order instead.', 'nothingCounted');
    this.regos.actualize(this.connectedIntegrationId, order.id, counted);
  }

  private printReceipt({ id, code, status }: DeliveryOrderView): void {
    if (status !== 'Finished') {
      throw new ActionRefused(`${code} is ${status}: there is no receipt yet.`, 'noReceipt', [code]);
    }
    this.regos.setReceipt(this.connectedIntegrationId, id, `${RECEIPTS_URL}/${code}`);
  }

  /** The hours of a shop that opened two hours from now, or no hours at all. */
  private close(isClosed: boolean): void {
    this.isClosed = isClosed;
    const hour = (later: number): string =>
      `${String((TASHKENT_HOURS + new Date().getUTCHours() + later) % 24).padStart(2, '0')}:00`;
    this.regos.saveSettings(this.connectedIntegrationId, {
      WORK_TIME_ENABLED: String(isClosed),
      WORK_TIME_START: hour(2),
      WORK_TIME_END: hour(3),
    });
  }

  private order(orderId: number): DeliveryOrderView {
    const order = this.regos.documents(this.connectedIntegrationId).find(({ id }) => id === orderId);
    if (!order) throw new ActionRefused('There is no such order.', 'gone');
    return order;
  }

  private setPrice(item: ShopItem, price: string): void {
    const { priceTypeId } = this.sold;
    this.items.set(item.id, { ...item, prices: { ...item.prices, [priceTypeId]: price } });
    this.regos.setPrice(this.connectedIntegrationId, item.id, price, priceTypeId);
  }

  private setStock(item: ShopItem, quantity: string): void {
    const { stockId } = this.sold;
    this.items.set(item.id, { ...item, onHand: { ...item.onHand, [stockId]: quantity } });
    this.regos.setStock(this.connectedIntegrationId, item.id, quantity, stockId);
  }

  private item(body: ActionBody): ShopItem {
    const item = this.items.get(body.number('itemId'));
    if (!item) throw new ActionRefused('There is no such item.', 'gone');
    return item;
  }

  /** What can be sold, by name; the parents of variants cannot. */
  private goods(): GoodView[] {
    const items = [...this.items.values()];
    const parents = new Set(items.map(({ parentId }) => parentId));
    return items
      .filter((item) => !parents.has(item.id) && !item.deleted && this.sold.priceTypeId in item.prices)
      .map((item) => ({
        id: item.id,
        name: item.name,
        unit: item.unit,
        price: item.prices[this.sold.priceTypeId] ?? '',
        onHand: item.onHand[this.sold.stockId] ?? '0',
        usual: this.shop.items.find(({ id }) => id === item.id)?.onHand[this.sold.stockId] ?? '0',
      }))
      .sort((one, other) => one.name.localeCompare(other.name, 'ru'));
  }

  private orderView(document: DeliveryOrderView): OrderView {
    const currency = this.shop.priceTypes.find(({ id }) => id === document.priceTypeId)?.currency ?? '';
    const { customer, location } = document;
    return {
      id: document.id,
      number: document.code,
      status: document.status,
      nextStatuses: nextStatuses(document),
      placedAt: document.placedAt.toISOString(),
      customer: [customer?.firstName, customer?.lastName].filter(Boolean).join(' '),
      phone: document.phone ?? customer?.mainPhone ?? '',
      lines: document.lines.map(({ itemId, name, quantity, price }) => ({
        itemId,
        name,
        quantity,
        unit: this.items.get(itemId)?.unit ?? '',
        price,
        sum: Money.of(price, currency).times(Quantity.of(quantity)).amount,
      })),
      amount: document.amount,
      currency,
      note: document.description ?? '',
      address: document.address ?? '',
      deliveryType: this.shop.deliveryTypes.find(({ id }) => id === document.deliveryTypeId)?.name ?? '',
      ...(document.deliveryAt && { wantedAt: document.deliveryAt.toISOString() }),
      courier: document.courier ?? '',
      receiptUrl: document.receiptUrl ?? '',
      ...(location && { location }),
    };
  }
}

/** Where staff and till may take an order: the till finishes what it has counted without taking a payment here. */
function nextStatuses({ status, moves }: DeliveryOrderView): Status[] {
  return status === 'Processing' ? ['Finished', ...moves] : [...moves];
}
