import type { Texts } from './ru';
import { saved, share } from './en-share';
import { campaigns } from './en-campaigns';
import { news } from './en-news';
import { catalog, help, reading } from './en-catalog';
import { notices, orders } from './en-orders';
import { buying } from './checkout/en';
import { owner } from './en-owner';
import { staff } from './en-staff';
import { talk } from './en-talk';
import { alarms } from './en-alarms';

export const en: Texts = {
  bot: {
    description:
      'Order from the shop here: a catalogue with prices and pictures, a cart, delivery or pick-up, your loyalty card and the status of your order.\n\nPress the button below to begin.',
    shortDescription: 'Catalogue, orders and loyalty card of our shop.',
    startCommand: 'Main menu',
  },
  menu: {
    catalog: '🛍 Catalogue',
    cart: '🛒 Cart',
    checkout: '✅ Place order',
    cards: '💳 Loyalty cards',
    orders: '📦 My orders',
    language: '🌐 Language',
    menu: '🏠 Menu',
    back: '⬅️ Back',
    title: 'Main menu',
    welcome: (shop) => `Welcome to “${shop}”!`,
    consent:
      'The bot keeps the number of your chat, your cart and your orders so that the shop can fulfil an order. By going on you agree; the shop deletes this data when you ask.',
    hint: 'Where shall we begin?',
  },
  catalog,
  reading,
  saved,
  share,
  news,
  campaigns,
  ...buying,
  orders,
  notices,
  staff,
  owner,
  talk,
  alarms,
  cards: {
    title: 'Loyalty cards',
    none: 'You do not have a card from this shop yet. Ask for one at the till.',
    offer: 'You do not have a card from this shop yet. You can get one right here, free of charge.',
    get: '💳 Get a card',
    beingMade: 'Your card is being made. Look here again in a couple of minutes.',
    notGiven: 'The card could not be made just now. Ask for it at the till.',
    use: 'Use with my orders',
    used: '✔️ Your orders go with this card.',
    unavailable: 'Cards are not available in this shop at the moment.',
    askPhone:
      'We need your phone number to find your cards. Press “Share my number” below. By sharing it you agree that it is passed to the shop.',
    number: (barcode) => `Card ${barcode}`,
    balance: (balance) => `Balance: ${balance}`,
    active: 'Status: active',
    expires: (date) => `Valid until ${date}`,
    expired: (date) => `Status: expired on ${date}`,
    disabled: 'Status: switched off by the shop',
    renew: 'The card cannot be used now. Ask at the till how to renew it.',
    show: 'Show the code at the till.',
  },
  shop: {
    button: '🏪 Shop',
    hours: (start, end) => `🕘 Orders are taken from ${start} to ${end}`,
    map: '🗺 On the map',
    write: '✉️ Write to us',
    reach: (ways) => `📞 Contact the shop: ${ways}`,
    noContacts: 'The shop has not given its phone and address yet.',
  },
  help,
  language: {
    title: 'Choose a language',
    chosen: 'Language: English',
  },
  common: {
    hello: 'Hello! 👋',
    keyboardHidden: 'The buttons are below the messages now 👇',
    notUnderstood: "Sorry, I didn't get that.",
    wordsOnly: 'I can’t make out pictures, voice messages and stickers yet, only words.',
    typeOrTap: 'Type a product name or use the buttons.',
    unknownButton: 'This button does not work any more. Here is the main menu.',
    shopClosedForNow: 'The shop is closed for now. Please come back later.',
    failed: 'Something went wrong, but nothing is lost. Please try again.',
  },
  errors: {
    cartEmpty: 'Your cart is empty. Add something first.',
    cartFull: 'There are already 100 products in the cart: place the order or take something out.',
    belowMinimum: (minimum, total) =>
      `The minimum order is ${minimum}, and your cart comes to ${total}. Please add something.`,
    closed: (start, end) => `The shop is closed now. Orders are taken from ${start} to ${end}.`,
    closedToday: (when) => `The shop takes no more orders today. It opens ${when}. Your cart is kept.`,
    tooManyOpen: (limit) =>
      `You already have ${limit} unfinished orders, and no more are taken at one time. Wait until the shop completes one, or cancel one in “My orders”. Your cart is kept.`,
    tooManyToday: (limit) =>
      `You have ordered ${limit} times today, and the shop takes no more in one day. Your cart is kept: order tomorrow.`,
    ordersDisabled: 'The shop does not take orders through the bot at the moment.',
    shopNotReady: 'The shop is still being set up, orders are not possible yet.',
    notEnoughStock: (available) => `There is not that much: ${available} left.`,
    outOfStock: 'This product is sold out.',
    noPrice: 'This product has no price, so it cannot be ordered.',
    itemGone: 'This product is no longer sold.',
    groupGone: 'This section no longer exists.',
    promoGone: 'This offer is over, but there is plenty to choose from in the catalogue!',
    quantityInvalid: 'This is not a quantity. Type a number, for example 2 or 0.35.',
    piecesOnly: 'This product is sold in whole pieces. Type a whole number.',
    quantityUnclear: (less, more) =>
      `Is it ${less} or ${more}? Type the number again, thousands without a point or a comma.`,
    otherUnit: (unit) => `This product is sold by “${unit}”. Type how many of that, as one number.`,
    phoneInvalid:
      'The shop’s system does not take the number of your Telegram. You can change it in Telegram’s settings.',
    phoneUnverified: 'The shop has to verify this number first. Ask it to, then try again.',
    phoneHeldByOther:
      'This number already belongs to another Telegram account. If it is yours, the shop can put that right.',
    catalogUnavailable: 'The catalogue is not available: the shop is not answering. Try again in a minute.',
    regosUnavailable: 'The shop is not answering, but nothing is lost. Try again in a minute.',
    cardGone: 'You do not have this card any more. Open “Loyalty cards” again.',
    orderNotFound: 'There is no such order.',
    orderOnItsWay: 'The order is just being passed to the shop. Try cancelling it in a minute.',
    orderUnseen:
      'The shop’s system does not show this order just now, so it cannot be cancelled here. We will check again.',
    orderTooLate: 'The shop is already working on this order; now only the shop can cancel it.',
  },
};
