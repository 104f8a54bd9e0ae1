import type { VNode } from 'preact';
import type { RegosView } from '../src/protocol';
import type { Perform } from './app';
import { FaultPanel } from './fault-panel';
import { GoodsPanel } from './goods-panel';
import { OrderCard } from './order-card';

interface RegosPanelProps {
  readonly regos: RegosView;
  readonly perform: Perform;
}

/** What the shop's staff sees in REGOS, and the switches that make REGOS misbehave. */
export function RegosPanel({ regos, perform }: RegosPanelProps): VNode {
  const { orders } = regos;
  return (
    <section class="side-regos" aria-label="The shop's REGOS">
      <div class="orders">
        <header class="panel-head">
          <h2>Retail orders</h2>
          <p>
            {regos.calls} API {regos.calls === 1 ? 'call' : 'calls'} so far
          </p>
        </header>
        <div aria-live="polite">
          {orders.length === 0 ? (
            <EmptyOrders />
          ) : (
            <ol class="order-list">
              {orders.map((order) => (
                <OrderCard key={order.id} order={order} perform={perform} />
              ))}
            </ol>
          )}
        </div>
      </div>
      <aside class="controls">
        <FaultPanel faults={regos.faults} perform={perform} />
        <GoodsPanel goods={regos.goods} perform={perform} />
      </aside>
    </section>
  );
}

function EmptyOrders(): VNode {
  return (
    <div class="orders-empty">
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path d="M18 10h28a4 4 0 0 1 4 4v38l-6-4-6 4-6-4-6 4-6-4-6 4V14a4 4 0 0 1 4-4z" />
        <path d="M24 22h16M24 30h16M24 38h9" />
      </svg>
      <h3>No orders yet</h3>
      <p>Shop in the chat: catalogue, cart, checkout. The order appears here as soon as REGOS has it.</p>
    </div>
  );
}
