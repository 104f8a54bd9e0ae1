import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { GoodView } from '../src/protocol';
import type { Perform } from './app';
import { formatDecimal } from './format-decimal';

interface GoodsPanelProps {
  readonly goods: readonly GoodView[];
  readonly perform: Perform;
}

/** Staff changes a price or runs an item out of stock while people have it in their carts. */
export function GoodsPanel({ goods, perform }: GoodsPanelProps): VNode | null {
  const [itemId, setItemId] = useState(goods[0]?.id);
  const good = goods.find((one) => one.id === itemId) ?? goods[0];
  if (!good) return null;
  return (
    <section class="panel">
      <h2>Change the goods</h2>
      <label class="field">
        <span>Item</span>
        <select value={good.id} onChange={(event) => setItemId(Number(event.currentTarget.value))}>
          {goods.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <p class="good-state">
        {formatDecimal(good.onHand)} {good.unit} on hand, price {formatDecimal(good.price)}
      </p>
      <PriceForm key={good.id} good={good} perform={perform} />
      <button
        type="button"
        class="wide"
        disabled={good.onHand === '0'}
        onClick={() => void perform('stock', { itemId: good.id, quantity: '0' })}
      >
        Run out of stock
      </button>
    </section>
  );
}

function PriceForm({ good, perform }: { good: GoodView; perform: Perform }): VNode {
  const [price, setPrice] = useState(good.price);
  useEffect(() => setPrice(good.price), [good.price]);
  return (
    <form
      class="price-form"
      onSubmit={(event) => {
        event.preventDefault();
        void perform('price', { itemId: good.id, price });
      }}
    >
      <label class="field">
        <span>New price</span>
        <input
          inputMode="decimal"
          pattern="\d{1,11}(\.\d{1,2})?"
          title="A number such as 18500 or 18500.50"
          required
          value={price}
          onInput={(event) => setPrice(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={price === good.price}>
        Set price
      </button>
    </form>
  );
}
