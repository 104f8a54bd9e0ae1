import type { CartLine } from '@rto/cart';
import type { CatalogItem } from '@rto/catalog';
import type { Action, Origin } from './action';
import { backButton, priceText, staleLine, stockText, type CatalogView } from './catalog.screen';
import { cartButton, menuButton } from './menu.screen';
import { bold, lines, shorten, type Button, type Keyboard, type Screen } from './screen';

export interface ItemCard {
  readonly item: CatalogItem;
  readonly variants: readonly CatalogItem[];
  /** What of it is in the cart. */
  readonly line: CartLine | undefined;
  readonly origin: Origin;
}

/** Picture, description, price, unit; «Добавить», or − quantity + once it is in the cart. */
export function itemScreen(view: CatalogView, card: ItemCard): Screen {
  const { t, f } = view;
  const { item, line } = card;
  const details = [item.articul, item.color, item.size].filter((detail) => detail !== undefined);
  return {
    text: lines(
      bold(item.name),
      details.length > 0 ? details.join(' · ') : undefined,
      ...staleLine(view),
      ...(item.description ? ['', item.description] : []),
      '',
      item.price && !item.hasVariants
        ? t.catalog.price(f.money(item.price), item.unit.name)
        : priceText(view, item),
      view.showStock || !item.allowed.isPositive() ? stockText(view, item) : undefined,
      line
        ? bold(
            t.catalog.inCart(f.quantity(line.quantity, line.unit), f.money(line.price.times(line.quantity))),
          )
        : undefined,
      item.sellable && item.unit.kind === 'non_pcs' ? t.catalog.typeQuantity : undefined,
      item.hasVariants ? t.catalog.chooseVariant : undefined,
    ),
    ...(item.imageUrl === undefined ? {} : { photo: { type: 'url', url: item.imageUrl } }),
    keyboard: [
      ...quantityButtons(view, card),
      ...variantButtons(view, card),
      [backButton(t, backAction(card))],
      [cartButton(t), menuButton(t)],
    ],
  };
}

function quantityButtons({ t, f }: CatalogView, { item, line, origin }: ItemCard): Keyboard {
  if (line) {
    const step = (direction: 1 | -1): Action => ({ type: 'stepItem', itemId: item.id, direction, origin });
    return [
      [
        { label: '−', action: step(-1) },
        { label: f.quantity(line.quantity, line.unit), action: { type: 'nothing' } },
        { label: '+', action: step(1) },
      ],
    ];
  }
  return item.sellable
    ? [[{ label: t.catalog.add, action: { type: 'addItem', itemId: item.id, origin } }]]
    : [];
}

function variantButtons(view: CatalogView, { variants, origin }: ItemCard): Keyboard {
  return variants.map((variant): Button[] => [
    {
      label: `${shorten(variant.name)} — ${priceText(view, variant)}`,
      action: { type: 'openItem', itemId: variant.id, origin },
    },
  ]);
}

function backAction({ item, origin }: ItemCard): Action {
  if (item.parentId !== undefined) return { type: 'openItem', itemId: item.parentId, origin };
  switch (origin.type) {
    case 'group':
      return { type: 'openGroup', groupId: origin.groupId, page: origin.page };
    case 'search':
      return { type: 'openSearch', page: origin.page };
    case 'none':
      return { type: 'openCatalog', page: 0 };
  }
}
