import { CHECKOUT_STEPS, type CheckoutStep } from '@rto/orders';
import type { Action, Origin } from '@rto/screens';
import { LANGUAGES } from '@rto/kernel';

/** Telegram's limit, in bytes. */
export const MAX_CALLBACK_BYTES = 64;

/**
 * Callback data is a client's word: whatever comes back is checked part by part here, and ids are re-read under
 * the tenant by whoever acts on them. The first part names the action; parts are separated by colons.
 */
export function encodeAction(action: Action): string {
  return encodeParts(action).join(':');
}

type Parts = readonly (string | number)[];

function encodeParts(action: Action): Parts {
  switch (action.type) {
    case 'openMenu':
      return ['m'];
    case 'openCards':
      return ['d'];
    case 'openLanguage':
      return ['l'];
    case 'chooseLanguage':
      return ['ll', action.language];
    case 'nothing':
      return ['n'];
    case 'openOrders':
      return ['h', action.page];
    case 'openOrder':
      return ['ho', action.number];
    case 'repeatOrder':
      return ['hr', action.number];
    case 'askCancel':
      return ['hc', action.number];
    case 'cancelOrder':
      return ['hx', action.number];
    default:
      return encodeShopping(action);
  }
}

type Other =
  | 'openMenu'
  | 'openCards'
  | 'openLanguage'
  | 'chooseLanguage'
  | 'nothing'
  | 'openOrders'
  | 'openOrder'
  | 'repeatOrder'
  | 'askCancel'
  | 'cancelOrder';

function encodeShopping(action: Exclude<Action, { type: Other }>): Parts {
  switch (action.type) {
    case 'openCatalog':
      return ['c', action.page];
    case 'openGroup':
      return ['g', action.groupId, action.page];
    case 'startSearch':
      return ['s'];
    case 'openSearch':
      return ['sp', action.page];
    case 'openItem':
      return ['i', action.itemId, encodeOrigin(action.origin)];
    case 'addItem':
      return ['a', action.itemId, encodeOrigin(action.origin)];
    case 'stepItem':
      return ['q', action.itemId, action.direction, encodeOrigin(action.origin)];
    case 'openCart':
      return ['k', action.page];
    case 'stepLine':
      return ['kq', action.itemId, action.direction, action.page];
    case 'removeLine':
      return ['kd', action.itemId, action.page];
    case 'clearCart':
      return ['kc'];
    case 'startCheckout':
      return ['o'];
    case 'chooseDelivery':
      return ['ot', action.checkoutId, action.deliveryTypeId];
    case 'skipStep':
      return ['os', action.checkoutId, action.step];
    case 'confirm':
      return ['of', action.checkoutId, action.version];
    case 'abortCheckout':
      return ['ox', action.checkoutId];
  }
}

/** The action of callback data; undefined when this version of the bot never made such data. */
export function decodeAction(data: string): Action | undefined {
  if (Buffer.byteLength(data) > MAX_CALLBACK_BYTES) return undefined;
  const [name = '', ...parts] = data.split(':');
  const action = DECODERS.get(name)?.(parts);
  // a round trip refuses whatever a decoder did not look at
  return action && encodeAction(action) === data ? action : undefined;
}

type Decoder = (parts: readonly string[]) => Action | undefined;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['m', () => ({ type: 'openMenu' })],
  ['c', ([page]) => given([count(page)], ([p]) => ({ type: 'openCatalog', page: p }))],
  [
    'g',
    ([id, page]) => given([count(id), count(page)], ([g, p]) => ({ type: 'openGroup', groupId: g, page: p })),
  ],
  ['s', () => ({ type: 'startSearch' })],
  ['sp', ([page]) => given([count(page)], ([p]) => ({ type: 'openSearch', page: p }))],
  ['i', ([id, ...o]) => withOrigin(id, o, (itemId, origin) => ({ type: 'openItem', itemId, origin }))],
  ['a', ([id, ...o]) => withOrigin(id, o, (itemId, origin) => ({ type: 'addItem', itemId, origin }))],
  [
    'q',
    ([id, step, ...o]) =>
      withOrigin(id, o, (itemId, origin) => {
        const towards = direction(step);
        return towards && { type: 'stepItem', itemId, direction: towards, origin };
      }),
  ],
  ['k', ([page]) => given([count(page)], ([p]) => ({ type: 'openCart', page: p }))],
  [
    'kq',
    ([id, step, page]) =>
      given([count(id), count(page)], ([itemId, p]) => {
        const towards = direction(step);
        return towards && { type: 'stepLine', itemId, direction: towards, page: p };
      }),
  ],
  [
    'kd',
    ([id, page]) =>
      given([count(id), count(page)], ([itemId, p]) => ({ type: 'removeLine', itemId, page: p })),
  ],
  ['kc', () => ({ type: 'clearCart' })],
  ['o', () => ({ type: 'startCheckout' })],
  [
    'ot',
    ([id, type]) =>
      inCheckout(id, (checkoutId) =>
        given([count(type)], ([deliveryTypeId]) => ({ type: 'chooseDelivery', checkoutId, deliveryTypeId })),
      ),
  ],
  [
    'os',
    ([id, name]) =>
      inCheckout(id, (checkoutId) => {
        const step: CheckoutStep | undefined = CHECKOUT_STEPS.find((candidate) => candidate === name);
        return step && { type: 'skipStep', checkoutId, step };
      }),
  ],
  [
    'of',
    ([id, v]) =>
      inCheckout(id, (checkoutId) =>
        given([count(v)], ([version]) => ({ type: 'confirm', checkoutId, version })),
      ),
  ],
  ['ox', ([id]) => inCheckout(id, (checkoutId) => ({ type: 'abortCheckout', checkoutId }))],
  ['d', () => ({ type: 'openCards' })],
  ['h', ([page]) => given([count(page)], ([p]) => ({ type: 'openOrders', page: p }))],
  ['ho', ([n]) => given([count(n)], ([number]) => ({ type: 'openOrder', number }))],
  ['hr', ([n]) => given([count(n)], ([number]) => ({ type: 'repeatOrder', number }))],
  // also the button of older messages, which cancelled at once: nobody loses an order by one tap
  ['hc', ([n]) => given([count(n)], ([number]) => ({ type: 'askCancel', number }))],
  ['hx', ([n]) => given([count(n)], ([number]) => ({ type: 'cancelOrder', number }))],
  ['l', () => ({ type: 'openLanguage' })],
  [
    'll',
    ([code]) => {
      const language = LANGUAGES.find((candidate) => candidate === code);
      return language && { type: 'chooseLanguage', language };
    },
  ],
  ['n', () => ({ type: 'nothing' })],
]);

function encodeOrigin(origin: Origin): string {
  switch (origin.type) {
    case 'group':
      return `g:${origin.groupId}:${origin.page}`;
    case 'search':
      return `s:${origin.page}`;
    case 'none':
      return '';
  }
}

function decodeOrigin([name, ...parts]: readonly string[]): Origin | undefined {
  const [first, second] = parts.map(count);
  if (name === 'g' && first !== undefined && second !== undefined) {
    return { type: 'group', groupId: first, page: second };
  }
  if (name === 's' && first !== undefined) return { type: 'search', page: first };
  return name === '' ? { type: 'none' } : undefined;
}

/** A whole number that is safe and not negative; undefined for anything else. */
function count(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function direction(text: string | undefined): 1 | -1 | undefined {
  if (text === '1') return 1;
  return text === '-1' ? -1 : undefined;
}

type Counted<Parts extends readonly (number | undefined)[]> = { [Index in keyof Parts]: number };

function given<const Parts extends readonly (number | undefined)[]>(
  parts: Parts,
  make: (values: Counted<Parts>) => Action | undefined,
): Action | undefined {
  return parts.every((part) => part !== undefined) ? make(parts as Counted<Parts>) : undefined;
}

function withOrigin(
  id: string | undefined,
  rest: readonly string[],
  make: (itemId: number, origin: Origin) => Action | undefined,
): Action | undefined {
  const origin = decodeOrigin(rest);
  return origin && given([count(id)], ([itemId]) => make(itemId, origin));
}

function inCheckout(
  id: string | undefined,
  make: (checkoutId: string) => Action | undefined,
): Action | undefined {
  return id !== undefined && /^[\w-]{11}$/.test(id) ? make(id) : undefined;
}
