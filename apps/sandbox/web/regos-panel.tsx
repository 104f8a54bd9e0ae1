import type { VNode } from 'preact';
import type { RegosView } from '../src/protocol';
import type { Perform } from './live';
import { FaultPanel } from './fault-panel';
import { GoodsPanel } from './goods-panel';
import { OrderCard } from './order-card';
import { usePageTexts } from './page-texts';

interface RegosPanelProps {
  readonly regos: RegosView;
  readonly perform: Perform;
}

/** What the shop's staff sees in REGOS, and the switches that make REGOS misbehave. */
export function RegosPanel({ regos, perform }: RegosPanelProps): VNode {
  const { orders } = regos;
  const texts = usePageTexts();
  return (
    <section class="side-regos" aria-label={texts.regosSide}>
      <div class="orders">
        <header class="panel-head">
          <h2>{texts.orders}</h2>
          <p>{texts.calls(regos.calls)}</p>
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
  const texts = usePageTexts();
  return (
    <div class="orders-empty">
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path d="M18 10h28a4 4 0 0 1 4 4v38l-6-4-6 4-6-4-6 4-6-4-6 4V14a4 4 0 0 1 4-4z" />
        <path d="M24 22h16M24 30h16M24 38h9" />
      </svg>
      <h3>{texts.noOrders}</h3>
      <p>{texts.noOrdersHint}</p>
    </div>
  );
}
