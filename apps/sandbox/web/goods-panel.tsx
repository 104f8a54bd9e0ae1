import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { GoodView } from '../src/protocol';
import type { Perform } from './live';
import { usePageTexts } from './page-texts';
import { formatDecimal } from './format-decimal';

interface GoodsPanelProps {
  readonly goods: readonly GoodView[];
  readonly perform: Perform;
}

/** Staff changes a price or runs an item out of stock while people have it in their carts. */
export function GoodsPanel({ goods, perform }: GoodsPanelProps): VNode | null {
  const texts = usePageTexts();
  const [itemId, setItemId] = useState(goods[0]?.id);
  const good = goods.find((one) => one.id === itemId) ?? goods[0];
  if (!good) return null;
  const isOut = Number(good.onHand) === 0;
  return (
    <section class="panel">
      <h2>{texts.goodsHead}</h2>
      <label class="field">
        <span>{texts.item}</span>
        <select value={good.id} onChange={(event) => setItemId(Number(event.currentTarget.value))}>
          {goods.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <p class="good-state">
        {texts.onHand(`${formatDecimal(good.onHand)} ${good.unit}`, formatDecimal(good.price))}
      </p>
      <PriceForm key={good.id} good={good} perform={perform} />
      <button
        type="button"
        class="wide"
        onClick={() => void perform('stock', { itemId: good.id, quantity: isOut ? good.usual : '0' })}
      >
        {isOut ? texts.putBack(`${formatDecimal(good.usual)} ${good.unit}`) : texts.runOut}
      </button>
    </section>
  );
}

function PriceForm({ good, perform }: { good: GoodView; perform: Perform }): VNode {
  const texts = usePageTexts();
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
        <span>{texts.newPrice}</span>
        <input
          inputMode="decimal"
          pattern="\d{1,11}(\.\d{1,2})?"
          title={texts.priceFormat}
          required
          value={price}
          onInput={(event) => setPrice(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={price === good.price}>
        {texts.setPrice}
      </button>
    </form>
  );
}
