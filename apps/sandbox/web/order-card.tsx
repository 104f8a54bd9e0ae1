import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderView } from '../src/protocol';
import type { Perform } from './app';
import { formatDecimal } from './format-decimal';

/** Plain words for the buttons; REGOS's own status names stay on the chips. */
const MOVE_LABELS: Readonly<Record<string, string>> = {
  New: 'Return to new',
  Approved: 'Approve',
  Processing: 'Start packing',
  Paying: 'Ready, take payment',
  Finished: 'Finish',
  Canceled: 'Cancel',
  ReturnPaying: 'Refund',
  ReturnProcessing: 'Take return',
  CanceledByPosSale: 'Call off at the till',
  CanceledByPosReturn: 'Call the return off',
};

interface OrderCardProps {
  readonly order: OrderView;
  readonly perform: Perform;
}

export function OrderCard({ order, perform }: OrderCardProps): VNode {
  const placedAt = new Date(order.placedAt).toLocaleTimeString('en-GB');
  return (
    <li class="order" data-order={order.number} aria-label={`Order ${order.number}`}>
      <header>
        <h3>{order.number}</h3>
        <span class="chip" data-status={order.status}>
          {order.status}
        </span>
        <time dateTime={order.placedAt}>{placedAt}</time>
      </header>
      <p class="buyer">
        <b>{order.customer}</b> {order.phone && <span>+{order.phone.replace(/^\+/, '')}</span>}
      </p>
      <table>
        <thead class="for-readers">
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Quantity and price</th>
            <th scope="col">Sum</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line, index) => (
            <tr key={index}>
              <td>{line.name}</td>
              <td class="amount">
                {order.status === 'Processing' ? (
                  <input
                    type="number"
                    min="0"
                    step="any"
                    size={4}
                    aria-label={`Counted: ${line.name}`}
                    defaultValue={line.quantity}
                    onChange={({ currentTarget }) =>
                      void perform('count', {
                        orderId: order.id,
                        itemId: line.itemId,
                        quantity: currentTarget.value,
                      })
                    }
                  />
                ) : (
                  formatDecimal(line.quantity)
                )}{' '}
                {line.unit} × {formatDecimal(line.price)}
              </td>
              <td class="amount">{formatDecimal(line.sum)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Total
            </th>
            <td class="amount">
              {formatDecimal(order.amount)} {order.currency}
            </td>
          </tr>
        </tfoot>
      </table>
      <OrderDetails order={order} />
      <StatusMoves order={order} perform={perform} />
    </li>
  );
}

function OrderDetails({ order }: { order: OrderView }): VNode | null {
  const { location } = order;
  const details = [
    ['Delivery', order.deliveryType],
    ['Address', order.address],
    ['Location', location ? `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}` : ''],
    ['Note', order.note],
  ].filter(([, value]) => value !== '');
  if (details.length === 0) return null;
  return (
    <dl>
      {details.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function StatusMoves({ order, perform }: OrderCardProps): VNode {
  const [moving, setMoving] = useState(false);
  const move = async (status: string) => {
    setMoving(true);
    await perform('status', { orderId: order.id, status });
    setMoving(false);
  };
  if (order.nextStatuses.length === 0) return <p class="final">No further status.</p>;
  return (
    <div class="moves" role="group" aria-label={`Next status of ${order.number}`}>
      {order.nextStatuses.map((status) => (
        <button
          key={status}
          type="button"
          data-status={status}
          disabled={moving}
          onClick={() => void move(status)}
        >
          {MOVE_LABELS[status] ?? status}
        </button>
      ))}
    </div>
  );
}
