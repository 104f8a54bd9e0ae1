import type { Cart, CartDifference } from '@rto/cart';
import type { CheckoutStep, CheckoutTerms, QuestionStep } from '@rto/orders';
import type { Unit } from '@rto/kernel';
import { row, type Action, type ActionOf, type ActionTable } from './action';
import { count, keyOf, shortId } from './action-parts';
import { lineRows } from './cart.screen';
import { answerRows, opensRow, totalRows, type Answers } from './checkout-answers';
import type { Formats } from './formats';
import { cartAndMenu, cartButton, menuButton } from './menu.screen';
import { fitting, namesFor } from './names';
import { bold, inRows, lines, type Button, type Screen, type Span } from './screen';
import type { Texts } from './texts';

const step = keyOf<CheckoutStep>({
  phone: true,
  deliveryType: true,
  pickupPoint: true,
  address: true,
  location: true,
  time: true,
  card: true,
  note: true,
  summary: true,
});

/** Buttons of a checkout carry its id: those of an earlier one say where the person is. */
export const checkoutActions = {
  startCheckout: row('o'),
  /** The delivery type, address and place of the order before. */
  likeLastTime: row('ol'),
  chooseDelivery: row('ot', { checkoutId: shortId, deliveryTypeId: count }),
  choosePickup: row('op', { checkoutId: shortId, stockId: count }),
  /** @param start of the slot, in minutes since 1970 */
  chooseSlot: row('oz', { checkoutId: shortId, start: count }),
  useAddress: row('ou', { checkoutId: shortId, addressId: count }),
  chooseCard: row('oc', { checkoutId: shortId, cardId: count }),
  skipStep: row('os', { checkoutId: shortId, step }),
  editCheckout: row('oe', { checkoutId: shortId }),
  editAnswer: row('ok', { checkoutId: shortId, step }),
  keepAnswers: row('ob', { checkoutId: shortId }),
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

export interface Question extends Answers {
  readonly step: QuestionStep;
  readonly isPickup: boolean;
  readonly progress: { readonly step: number; readonly of: number };
  readonly skippable: boolean;
  /** The answers that are buttons. */
  readonly choices: readonly Button[];
  /** «Как в прошлый раз» is possible. */
  readonly hasLast: boolean;
  /** Said first: why the last answer did not do, or what changed. */
  readonly remark?: string;
}

/** One question of the checkout below what was answered, with «Пропустить» where it may be skipped. */
export function questionScreen(asked: Question, t: Texts, f: Formats): Screen {
  const { draft, step, progress } = asked;
  const checkoutId = draft.id;
  const answered = answerRows(asked, t, f);
  const isEdited = draft.editing !== undefined;
  const button = (label: string, action: Action): Button[] => [{ label, action }];
  return {
    text: lines(
      [bold(t.checkout.title), isEdited ? '' : ` · ${t.checkout.progress(progress.step, progress.of)}`],
      ...(asked.remark === undefined ? [] : ['', asked.remark]),
      ...(answered.length === 0 ? [] : ['', ...answered]),
      '',
      ...questionText(asked, t),
    ),
    keyboard: [
      ...(asked.hasLast && !isEdited ? [button(t.checkout.likeLastTime, { type: 'likeLastTime' })] : []),
      ...inRows(asked.choices, step === 'time' ? 2 : 1),
      ...(asked.skippable ? [button(t.checkout.skip, { type: 'skipStep', checkoutId, step })] : []),
      ...(isEdited ? [button(t.checkout.keep, { type: 'keepAnswers', checkoutId })] : []),
      [abortButton(checkoutId, t), menuButton(t)],
    ],
  };
}

export interface Summary extends Answers {
  readonly cart: Cart;
  readonly terms: CheckoutTerms;
  readonly differences: readonly CartDifference[];
  /** The place is not among the saved ones. */
  readonly canSave: boolean;
  readonly remark?: string;
}

/** What the buyer confirms, and line by line what changed since it was chosen. */
export function summaryScreen(summary: Summary, t: Texts, f: Formats): Screen {
  const { cart, draft, terms, now, differences, remark } = summary;
  const checkoutId = draft.id;
  const answers = answerRows(summary, t, f);
  const opens = opensRow(terms, now, t, f);
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
      ...totalRows(cart, terms.fee, t, f),
      ...(answers.length === 0 ? [] : ['', ...answers]),
      ...(opens === undefined ? [] : ['', opens]),
    ),
    keyboard: [
      [{ label: t.checkout.confirm, action: { type: 'confirm', checkoutId, version: draft.version } }],
      [
        { label: t.checkout.edit, action: { type: 'editCheckout', checkoutId } },
        ...(summary.canSave
          ? [{ label: t.addresses.save, action: { type: 'saveAddress', checkoutId } } as const]
          : []),
      ],
      [abortButton(checkoutId, t), ...cartAndMenu(t).flat()],
    ],
  };
}

/** Which answer is to be given anew. */
export function editScreen(answers: Answers, steps: readonly CheckoutStep[], t: Texts, f: Formats): Screen {
  const checkoutId = answers.draft.id;
  const fields = steps
    .filter((step) => step !== 'summary')
    .map((step): Button => ({
      label: t.checkout.fields[step],
      action: { type: 'editAnswer', checkoutId, step },
    }));
  return {
    text: lines(bold(t.checkout.editQuestion), '', ...answerRows(answers, t, f)),
    keyboard: [
      ...inRows(fields, 2),
      [{ label: t.checkout.keep, action: { type: 'keepAnswers', checkoutId } }],
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
          ? t.checkout.soldOut(name)
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

function questionText({ step, isPickup, skippable }: Question, t: Texts): Span[] {
  switch (step) {
    case 'phone':
      return [t.checkout.askPhone, t.checkout.consent];
    case 'deliveryType':
      return [t.checkout.askDeliveryType];
    case 'pickupPoint':
      return [t.checkout.askPickupPoint];
    case 'address':
      return [t.checkout.askAddress];
    case 'location':
      return [t.checkout.askLocation, ...(skippable ? [t.checkout.locationSkippable] : [])];
    case 'time':
      return [isPickup ? t.checkout.askPickupTime : t.checkout.askTime];
    case 'card':
      return [t.checkout.askCard];
    case 'note':
      return [t.checkout.askNote];
  }
}

function abortButton(checkoutId: string, t: Texts): Button {
  return { label: t.checkout.abort, action: { type: 'abortCheckout', checkoutId } };
}
