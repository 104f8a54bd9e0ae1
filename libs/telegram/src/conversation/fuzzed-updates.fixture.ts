import { LANGUAGES } from '@rto/kernel';
import { CHECKOUT_STEPS } from '@rto/orders';
import type { Action } from '@rto/screens';
import fc from 'fast-check';
import { CALLBACK_CODEC } from './flows';
import { aMessage, aTap, CHATS, FOREIGN_ITEMS } from './fuzzed-chats.fixture';

const ids = fc.oneof(
  fc.constantFrom(0, 1, 2, 7, 101, 102, 103, ...FOREIGN_ITEMS, 2 ** 31, 2 ** 53 - 1),
  fc.maxSafeNat(),
);
const checkoutId = fc.constant('A'.repeat(11));
const origin = fc.constant({ type: 'none' } as const);
const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      'openMenu',
      'startSearch',
      'clearCart',
      'emptyCart',
      'startCheckout',
      'likeLastTime',
      'openAddresses',
      'openCards',
      'openLanguage',
    ),
  }),
  fc.record({ type: fc.constantFrom('openCatalog', 'openSearch', 'openCart', 'openOrders'), page: ids }),
  fc.record({ type: fc.constantFrom('openOrder', 'repeatOrder', 'askCancel', 'cancelOrder'), number: ids }),
  fc.record({ type: fc.constant('openGroup'), groupId: ids, page: ids }),
  fc.record({ type: fc.constantFrom('openItem', 'addItem'), itemId: ids, origin }),
  fc.record({ type: fc.constant('stepItem'), itemId: ids, direction: fc.constantFrom(1, -1), origin }),
  fc.record({ type: fc.constant('stepLine'), itemId: ids, direction: fc.constantFrom(1, -1), page: ids }),
  fc.record({ type: fc.constant('removeLine'), itemId: ids, page: ids }),
  fc.record({ type: fc.constant('confirm'), checkoutId, version: ids }),
  fc.record({ type: fc.constant('chooseDelivery'), checkoutId, deliveryTypeId: ids }),
  fc.record({ type: fc.constant('skipStep'), checkoutId, step: fc.constantFrom(...CHECKOUT_STEPS) }),
  fc.record({ type: fc.constant('editAnswer'), checkoutId, step: fc.constantFrom(...CHECKOUT_STEPS) }),
  fc.record({ type: fc.constantFrom('editCheckout', 'keepAnswers', 'saveAddress'), checkoutId }),
  fc.record({ type: fc.constant('chooseSlot'), checkoutId, start: ids }),
  fc.record({ type: fc.constant('choosePickup'), checkoutId, stockId: ids }),
  fc.record({ type: fc.constant('useAddress'), checkoutId, addressId: ids }),
  fc.record({ type: fc.constant('removeAddress'), addressId: ids }),
  fc.record({ type: fc.constant('chooseLanguage'), language: fc.constantFrom(...LANGUAGES) }),
);

/** What people type, paste and are called. */
export const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '/start',
    '/start item_101',
    '/start item_9001',
    '/start item_1e9',
    '2',
    '0,35',
    '-1',
    '1e5',
    '٣',
  ),
  fc.constantFrom('\u0000', '\u202E', '\ud800', 'Сок', 'Чужой', 'NaN', 'Infinity', '1'.repeat(400)),
  fc.constantFrom('a', '<b>', '𝄞', ' ', '\n').map((part) => part.repeat(4096)),
);

/** Parts that callback data of ours consists of, put together by chance. */
const PARTS = [
  'm',
  'c',
  'g',
  's',
  'sp',
  'i',
  'a',
  'q',
  'k',
  'kq',
  'kd',
  'kc',
  'o',
  'ot',
  'os',
  'of',
  'ox',
  'ol',
  'op',
  'oz',
  'oe',
  'ok',
  'b',
  'bd',
  'h',
];
const part = fc.oneof(
  fc.constantFrom(...PARTS, 'ho', 'hr', 'hc', 'hx', 'll', '', '-1', '1'),
  ids.map(String),
  words,
);
const made = actions.map((action) => CALLBACK_CODEC.encode(action));
/** Callback data by chance: nothing like ours, put together of our parts, and ours with something changed. */
export const callbackData = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 64 }),
  fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(':')),
  made,
  fc
    .tuple(made, fc.constantFrom(':', ':1', ':price=1', ' ', '\u0000', '.0', 'e3'), fc.boolean())
    .map(([data, more, isBefore]) => (isBefore ? more + data : data + more)),
);

const contact = fc.record({ phone_number: fc.oneof(words, fc.constant('998901234567')), user_id: chatIds() });
const location = fc.record({ latitude: fc.double(), longitude: fc.double() });
const contents = fc.oneof(
  words.map((text) => ({ text })),
  contact.map((given) => ({ contact: given })),
  location.map((given) => ({ location: given })),
  fc.constantFrom<object>(
    { sticker: {} },
    { photo: [] },
    { document: {} },
    { dice: {} },
    { new_chat_title: 'x' },
    {},
  ),
);

function chatIds(): fc.Arbitrary<number> {
  return fc.constantFrom(...CHATS);
}

/** Whole updates of a few chats, as Telegram may send them, whatever people put in. */
export const updates: fc.Arbitrary<object> = fc.oneof(
  fc
    .tuple(chatIds(), words, contents)
    .map(([chatId, name, content]) => ({ message: aMessage(chatId, name, content) })),
  fc.tuple(chatIds(), words, callbackData).map(([chatId, name, data]) => aTap(chatId, name, data)),
);

/** A button of the screen that is shown, by its place. */
export const presses = fc.record({ chatId: chatIds(), button: fc.nat({ max: 99 }) });
/** A way through the checkout, with something else in between. */
export const purchases = fc.record({ chatId: chatIds(), noise: fc.array(updates, { maxLength: 2 }) });
