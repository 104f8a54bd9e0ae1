import type { Action } from '@rto/screens';
import { CALLBACK_CODEC } from './flows';

const CHECKOUT = 'aB3_-xY9z01';
const MAX = Number.MAX_SAFE_INTEGER;

/**
 * The bytes on buttons that stand in chats: each variant of each action, both ways. A row is never changed and never
 * taken out; what became public with a new button is added.
 */
const GOLDEN: readonly (readonly [data: string, action: Action])[] = [
  ['m', { type: 'openMenu' }],
  ['l', { type: 'openLanguage' }],
  ['ll:ru', { type: 'chooseLanguage', language: 'ru' }],
  ['ll:uz', { type: 'chooseLanguage', language: 'uz' }],
  ['ll:uz-Cyrl', { type: 'chooseLanguage', language: 'uz-Cyrl' }],
  ['ll:en', { type: 'chooseLanguage', language: 'en' }],
  ['n', { type: 'nothing' }],
  ['c:0', { type: 'openCatalog', page: 0 }],
  [`c:${MAX}`, { type: 'openCatalog', page: MAX }],
  ['g:7:0', { type: 'openGroup', groupId: 7, page: 0 }],
  [`g:${MAX}:12`, { type: 'openGroup', groupId: MAX, page: 12 }],
  ['s', { type: 'startSearch' }],
  ['sp:3', { type: 'openSearch', page: 3 }],
  ['i:101:', { type: 'openItem', itemId: 101, origin: { type: 'none' } }],
  ['i:101:s:2', { type: 'openItem', itemId: 101, origin: { type: 'search', page: 2 } }],
  ['i:101:g:7:2', { type: 'openItem', itemId: 101, origin: { type: 'group', groupId: 7, page: 2 } }],
  ['a:101:', { type: 'addItem', itemId: 101, origin: { type: 'none' } }],
  ['a:101:s:0', { type: 'addItem', itemId: 101, origin: { type: 'search', page: 0 } }],
  ['a:101:g:7:2', { type: 'addItem', itemId: 101, origin: { type: 'group', groupId: 7, page: 2 } }],
  ['q:101:1:', { type: 'stepItem', itemId: 101, direction: 1, origin: { type: 'none' } }],
  ['q:101:-1:s:2', { type: 'stepItem', itemId: 101, direction: -1, origin: { type: 'search', page: 2 } }],
  [
    `q:${MAX}:-1:g:${MAX}:12`,
    { type: 'stepItem', itemId: MAX, direction: -1, origin: { type: 'group', groupId: MAX, page: 12 } },
  ],
  ['i:101:r:2', { type: 'openItem', itemId: 101, origin: { type: 'root', page: 2 } }],
  ['i:101:G:7', { type: 'openItem', itemId: 101, origin: { type: 'groupCards', groupId: 7 } }],
  ['i:101:R', { type: 'openItem', itemId: 101, origin: { type: 'rootCards' } }],
  ['i:101:S', { type: 'openItem', itemId: 101, origin: { type: 'foundCards' } }],
  ['al:101:g:7:2', { type: 'addListed', itemId: 101, origin: { type: 'group', groupId: 7, page: 2 } }],
  ['vw:cards:g:7:2', { type: 'chooseView', view: 'cards', origin: { type: 'group', groupId: 7, page: 2 } }],
  ['vw:list:s:0', { type: 'chooseView', view: 'list', origin: { type: 'search', page: 0 } }],
  ['qs:101:0.5:', { type: 'setItem', itemId: 101, quantity: '0.5', origin: { type: 'none' } }],
  ['qs:101:12:s:2', { type: 'setItem', itemId: 101, quantity: '12', origin: { type: 'search', page: 2 } }],
  ['k:0', { type: 'openCart', page: 0 }],
  ['kq:101:1:0', { type: 'stepLine', itemId: 101, direction: 1, page: 0 }],
  ['kq:101:-1:4', { type: 'stepLine', itemId: 101, direction: -1, page: 4 }],
  ['kd:101:4', { type: 'removeLine', itemId: 101, page: 4 }],
  ['kc', { type: 'clearCart' }],
  ['o', { type: 'startCheckout' }],
  [`ot:${CHECKOUT}:2`, { type: 'chooseDelivery', checkoutId: CHECKOUT, deliveryTypeId: 2 }],
  [`os:${CHECKOUT}:phone`, { type: 'skipStep', checkoutId: CHECKOUT, step: 'phone' }],
  [`os:${CHECKOUT}:deliveryType`, { type: 'skipStep', checkoutId: CHECKOUT, step: 'deliveryType' }],
  [`os:${CHECKOUT}:address`, { type: 'skipStep', checkoutId: CHECKOUT, step: 'address' }],
  [`os:${CHECKOUT}:location`, { type: 'skipStep', checkoutId: CHECKOUT, step: 'location' }],
  [`os:${CHECKOUT}:note`, { type: 'skipStep', checkoutId: CHECKOUT, step: 'note' }],
  [`os:${CHECKOUT}:summary`, { type: 'skipStep', checkoutId: CHECKOUT, step: 'summary' }],
  [`of:${CHECKOUT}:13`, { type: 'confirm', checkoutId: CHECKOUT, version: 13 }],
  [`ox:${CHECKOUT}`, { type: 'abortCheckout', checkoutId: CHECKOUT }],
  ['ky', { type: 'emptyCart' }],
  ['ol', { type: 'likeLastTime' }],
  [`op:${CHECKOUT}:2`, { type: 'choosePickup', checkoutId: CHECKOUT, stockId: 2 }],
  [`oz:${CHECKOUT}:29937600`, { type: 'chooseSlot', checkoutId: CHECKOUT, start: 29_937_600 }],
  [`ou:${CHECKOUT}:3`, { type: 'useAddress', checkoutId: CHECKOUT, addressId: 3 }],
  [`oe:${CHECKOUT}`, { type: 'editCheckout', checkoutId: CHECKOUT }],
  [`ok:${CHECKOUT}:pickupPoint`, { type: 'editAnswer', checkoutId: CHECKOUT, step: 'pickupPoint' }],
  [`ok:${CHECKOUT}:time`, { type: 'editAnswer', checkoutId: CHECKOUT, step: 'time' }],
  [`oc:${CHECKOUT}:77`, { type: 'chooseCard', checkoutId: CHECKOUT, cardId: 77 }],
  [`ok:${CHECKOUT}:card`, { type: 'editAnswer', checkoutId: CHECKOUT, step: 'card' }],
  [`ob:${CHECKOUT}`, { type: 'keepAnswers', checkoutId: CHECKOUT }],
  ['b', { type: 'openAddresses' }],
  [`bs:${CHECKOUT}`, { type: 'saveAddress', checkoutId: CHECKOUT }],
  [`bn:${CHECKOUT}:home`, { type: 'nameAddress', checkoutId: CHECKOUT, name: 'home' }],
  [`bn:${CHECKOUT}:work`, { type: 'nameAddress', checkoutId: CHECKOUT, name: 'work' }],
  ['bd:3', { type: 'removeAddress', addressId: 3 }],
  ['d', { type: 'openCards' }],
  ['dn', { type: 'getCard' }],
  ['du:77', { type: 'useCard', cardId: 77 }],
  ['h:0', { type: 'openOrders', page: 0 }],
  ['ho:42', { type: 'openOrder', number: 42 }],
  ['hr:42', { type: 'repeatOrder', number: 42 }],
  ['hc:42', { type: 'askCancel', number: 42 }],
  ['hx:42', { type: 'cancelOrder', number: 42 }],
  ['sh', { type: 'openShop' }],
  ['wt:0', { type: 'writeToShop', number: 0 }],
  ['wt:42', { type: 'writeToShop', number: 42 }],
  ['we', { type: 'endTalk' }],
  ['wx:7', { type: 'staffStopTalk', number: 7 }],
  ['wr:7', { type: 'staffResumeTalk', number: 7 }],
  ['fl:0', { type: 'openFavourites', page: 0 }],
  ['ft:101', { type: 'toggleFavourite', itemId: 101 }],
  ['rb:1', { type: 'openBought', page: 1 }],
  ['w', { type: 'openOwnShop' }],
  ['aw:101', { type: 'awaitItem', itemId: 101 }],
];

it('reads the button of a message that stays', () => {
  expect(CALLBACK_CODEC.encode({ type: 'openOrder', number: 42 }, { isBelow: true })).toBe('+ho:42');
  expect(CALLBACK_CODEC.decode('+ho:42')).toEqual({ type: 'openOrder', number: 42 });
});

it.each(GOLDEN)('writes and reads %s as it stands on old buttons', (data, action) => {
  expect(CALLBACK_CODEC.encode(action)).toBe(data);
  expect(CALLBACK_CODEC.decode(data)).toEqual(action);
});
