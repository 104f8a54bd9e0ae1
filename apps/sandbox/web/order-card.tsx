import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderView } from '../src/protocol';
import type { Perform } from './live';
import { formatDecimal } from './format-decimal';
import { usePageTexts } from './page-texts';

interface OrderCardProps {
  readonly order: OrderView;
  readonly perform: Perform;
}

export function OrderCard({ order, perform }: OrderCardProps): VNode {
  const texts = usePageTexts();
  const placedAt = new Date(order.placedAt).toLocaleTimeString('en-GB');
  return (
    <li class="order" data-order={order.number} aria-label={`${texts.order} ${order.number}`}>
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
            <th scope="col">{texts.item}</th>
            <th scope="col">{texts.quantityAndPrice}</th>
            <th scope="col">{texts.sum}</th>
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
                    aria-label={`${texts.counted}: ${line.name}`}
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
              {texts.total}
            </th>
            <td class="amount">
              {formatDecimal(order.amount)} {order.currency}
            </td>
          </tr>
        </tfoot>
      </table>
      <OrderDetails order={order} />
      <StatusMoves order={order} perform={perform} />
      <Afterwards order={order} perform={perform} />
    </li>
  );
}

function OrderDetails({ order }: { order: OrderView }): VNode | null {
  const { location } = order;
  const texts = usePageTexts();
  const details = [
    [texts.delivery, order.deliveryType],
    [texts.address, order.address],
    [texts.location, location ? `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}` : ''],
    [texts.wanted, order.wantedAt ? new Date(order.wantedAt).toLocaleString('en-GB') : ''],
    [texts.note, order.note],
    [texts.courier, order.courier],
    [texts.receipt, order.receiptUrl],
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
  const texts = usePageTexts();
  const [moving, setMoving] = useState(false);
  const move = async (status: string) => {
    setMoving(true);
    await perform('status', { orderId: order.id, status });
    setMoving(false);
  };
  if (order.nextStatuses.length === 0) return <p class="final">{texts.final}</p>;
  return (
    <div class="moves" role="group" aria-label={`${texts.nextStatus} ${order.number}`}>
      {order.nextStatuses.map((status) => (
        <button
          key={status}
          type="button"
          data-status={status}
          disabled={moving}
          onClick={() => void move(status)}
        >
          {texts.moves[status] ?? status}
        </button>
      ))}
    </div>
  );
}

/** What comes beside the statuses: somebody brings the order, and the till prints a receipt. */
function Afterwards({ order, perform }: OrderCardProps): VNode | null {
  const texts = usePageTexts();
  const mayBring = order.courier === '' && ['Approved', 'Processing', 'Paying'].includes(order.status);
  const mayPrint = order.receiptUrl === '' && order.status === 'Finished';
  if (!mayBring && !mayPrint) return null;
  return (
    <div class="moves">
      {mayBring && (
        <button type="button" data-quiet onClick={() => void perform('courier', { orderId: order.id })}>
          {texts.sendCourier}
        </button>
      )}
      {mayPrint && (
        <button type="button" data-quiet onClick={() => void perform('receipt', { orderId: order.id })}>
          {texts.printReceipt}
        </button>
      )}
    </div>
  );
}
