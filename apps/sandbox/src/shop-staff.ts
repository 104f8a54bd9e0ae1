import { Money, Quantity } from '@rto/kernel';
import { STATUSES, type DeliveryOrderView, type FakeRegos, type ShopData, type ShopItem } from '@rto/testing';
import { ActionRefused, type ActionBody } from './action-body';
import { FaultSwitches } from './fault-switches';
import type { GoodView, OrderView, PageActions, RegosView } from './protocol';

type StaffActions = Pick<PageActions, 'status' | 'price' | 'stock' | 'fault'>;

/** What the demo shop's staff sees and does in the sandbox REGOS. */
export class ShopStaff {
  /** As staff last saved them. */
  private readonly items: Map<number, ShopItem>;
  private readonly faults: FaultSwitches;

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
      faults: this.faults.views(),
      calls: this.regos.calls.length,
    };
  }

  readonly actions: { readonly [Name in keyof StaffActions]: (body: ActionBody) => void } = {
    status: (body) => this.moveOrder(body.number('orderId'), body.text('status')),
    price: (body) => this.setPrice(this.item(body), body.decimal('price')),
    stock: (body) => this.setStock(this.item(body), body.decimal('quantity')),
    fault: (body) => this.faults.set(body),
  };

  private moveOrder(orderId: number, status: string): void {
    const order = this.regos.documents(this.connectedIntegrationId).find(({ id }) => id === orderId);
    if (!order) throw new ActionRefused('There is no such order.');
    const wanted = STATUSES.find((one) => one === status);
    if (!wanted || !order.moves.includes(wanted)) {
      throw new ActionRefused(`${order.code} is ${order.status} and cannot become ${status}.`);
    }
    this.regos.moveStatus(this.connectedIntegrationId, orderId, wanted);
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
    if (!item) throw new ActionRefused('There is no such item.');
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
      nextStatuses: document.moves,
      placedAt: document.placedAt.toISOString(),
      customer: [customer?.firstName, customer?.lastName].filter(Boolean).join(' '),
      phone: document.phone ?? customer?.mainPhone ?? '',
      lines: document.lines.map(({ itemId, name, quantity, price }) => ({
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
      ...(location && { location }),
    };
  }
}
