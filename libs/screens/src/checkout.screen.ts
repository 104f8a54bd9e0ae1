import type { Cart, CartDifference } from '@rto/cart';
import type { CheckoutDraft, CheckoutStep, DeliveryChoice } from '@rto/orders';
import type { Unit } from '@rto/kernel';
import { row, type ActionOf, type ActionTable } from './action';
import { count, keyOf, shortId } from './action-parts';
import { lineRows } from './cart.screen';
import type { Formats } from './formats';
import { cartAndMenu, cartButton, menuButton } from './menu.screen';
import { buttonName, fitting, namesFor } from './names';
import { bold, lines, type Button, type Keyboard, type Screen, type Span } from './screen';
import type { Texts } from './texts';

const step = keyOf<CheckoutStep>({
  phone: true,
  deliveryType: true,
  address: true,
  location: true,
  note: true,
  summary: true,
});

/** Buttons of a checkout carry its id: those of an earlier one say where the person is. */
export const checkoutActions = {
  startCheckout: row('o'),
  chooseDelivery: row('ot', { checkoutId: shortId, deliveryTypeId: count }),
  skipStep: row('os', { checkoutId: shortId, step }),
  confirm: row('of', { checkoutId: shortId, version: count }),
  abortCheckout: row('ox', { checkoutId: shortId }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    checkout: typeof checkoutActions;
  }
}
export type CheckoutAction = ActionOf<typeof checkoutActions>;

/** Characters for the lines and for the changes: with address and note all of it stays below Telegram's limit. */
const LINES_ROOM = 1_800;
const CHANGES_ROOM = 900;

export interface Question {
  readonly step: Exclude<CheckoutStep, 'summary'>;
  readonly checkoutId: string;
  readonly skippable: boolean;
  /** Shown at `deliveryType`. */
  readonly choices: readonly DeliveryChoice[];
  /** Said first: why the last answer did not do, or what changed. */
  readonly remark?: string;
}

/** One question of the checkout, with «Пропустить» where it may be skipped. */
export function questionScreen(question: Question, t: Texts): Screen {
  const { checkoutId, step } = question;
  return {
    text: lines(
      bold(t.checkout.title),
      ...(question.remark === undefined ? [] : ['', question.remark]),
      '',
      ...questionText(question, t),
    ),
    keyboard: [
      ...(step === 'deliveryType' ? choiceButtons(question) : []),
      ...(question.skippable
        ? [[{ label: t.checkout.skip, action: { type: 'skipStep', checkoutId, step } } satisfies Button]]
        : []),
      [abortButton(checkoutId, t), menuButton(t)],
    ],
  };
}

export interface Summary {
  readonly cart: Cart;
  readonly draft: CheckoutDraft;
  readonly differences: readonly CartDifference[];
  readonly remark?: string;
}

/** What the buyer confirms, and line by line what changed since it was chosen. */
export function summaryScreen({ cart, draft, differences, remark }: Summary, t: Texts, f: Formats): Screen {
  const checkoutId = draft.id;
  return {
    text: lines(
      bold(t.checkout.summary),
      ...(remark === undefined ? [] : ['', remark]),
      ...(differences.length === 0
        ? []
        : ['', ...differenceRows(differences, cart, t, f), t.checkout.confirmAgain]),
      '',
      ...lineRows(cart.lines, LINES_ROOM, t, f),
      '',
      cart.total ? bold(t.cart.total(f.money(cart.total))) : undefined,
      ...answerRows(draft, t),
    ),
    keyboard: [
      [{ label: t.checkout.confirm, action: { type: 'confirm', checkoutId, version: draft.version } }],
      [abortButton(checkoutId, t), ...cartAndMenu(t).flat()],
    ],
  };
}

/** To who edits an answer when the order is out. */
export function correctedTooLateScreen(number: number, t: Texts): Screen {
  return {
    text: [t.checkout.correctedTooLate(number)],
    keyboard: [[{ label: t.menu.orders, action: { type: 'openOrders', page: 0 } }, menuButton(t)]],
  };
}

/** Why the checkout cannot go on, and the ways to mend it. @param changes see `differenceRows` */
export function blockedScreen(reason: string, t: Texts, changes: readonly Span[] = []): Screen {
  return {
    text: lines(...changes, ...(changes.length === 0 ? [] : ['']), reason),
    keyboard: [
      [{ label: t.menu.catalog, action: { type: 'openCatalog', page: 0 } }, cartButton(t)],
      [menuButton(t)],
    ],
  };
}

/** What a re-check found, as rows under one title; nothing when nothing changed. */
export function differenceRows(
  differences: readonly CartDifference[],
  cart: Pick<Cart, 'lines'>,
  t: Texts,
  f: Formats,
): Span[] {
  if (differences.length === 0) return [];
  const unitOf = (itemId: number): Unit =>
    cart.lines.find((line) => line.itemId === itemId)?.unit ?? { name: '', kind: 'pcs' };
  const nameOf = namesFor(differences.length, CHANGES_ROOM);
  const rows = differences.map((difference) => {
    const name = nameOf(difference.name);
    switch (difference.type) {
      case 'price':
        return t.checkout.priceChanged(name, f.money(difference.old), f.money(difference.new));
      case 'stock': {
        const unit = unitOf(difference.itemId);
        return difference.available.isZero()
          ? t.checkout.lineGone(name)
          : t.checkout.lessStock(
              name,
              f.quantity(difference.wanted, unit),
              f.quantity(difference.available, unit),
            );
      }
      case 'gone':
        return t.checkout.lineGone(name);
    }
  });
  return [t.checkout.changed, ...fitting(rows, CHANGES_ROOM, t.cart.more)];
}

function questionText(question: Question, t: Texts): Span[] {
  switch (question.step) {
    case 'phone':
      return [t.checkout.askPhone, t.checkout.consent];
    case 'deliveryType':
      return [t.checkout.askDeliveryType];
    case 'address':
      return [t.checkout.askAddress];
    case 'location':
      return [t.checkout.askLocation, ...(question.skippable ? [t.checkout.locationSkippable] : [])];
    case 'note':
      return [t.checkout.askNote];
  }
}

function choiceButtons({ checkoutId, choices }: Question): Keyboard {
  return choices.map((choice): Button[] => [
    {
      label: buttonName(choice.name),
      action: { type: 'chooseDelivery', checkoutId, deliveryTypeId: choice.id },
    },
  ]);
}

function answerRows(draft: CheckoutDraft, t: Texts): Span[] {
  const rows = [
    draft.phone === undefined ? undefined : t.checkout.phone(`+${draft.phone}`),
    draft.deliveryType ? t.checkout.delivery(buttonName(draft.deliveryType.name)) : undefined,
    draft.address ? t.checkout.address(draft.address) : undefined,
    draft.location ? t.checkout.location : undefined,
    draft.note ? t.checkout.note(draft.note) : undefined,
  ].filter((row) => row !== undefined);
  return rows.length === 0 ? [] : ['', ...rows];
}

function abortButton(checkoutId: string, t: Texts): Button {
  return { label: t.checkout.abort, action: { type: 'abortCheckout', checkoutId } };
}
