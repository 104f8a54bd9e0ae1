import type { Texts } from './ru';

export const catalog: Texts['catalog'] = {
  title: 'Catalogue',
  chooseGroup: 'Choose a section.',
  chooseItem: 'Press a product to open it, or ➕ to take one.',
  browse: (count) => `🖼 See the products: ${count}`,
  asCards: '🖼 As cards',
  asList: '📋 As a list',
  empty: 'There is nothing here yet.',
  add: '➕ Add',
  next: '➡️ Next page',
  previous: '⬅️ Previous page',
  search: '🔎 Search',
  page: (page, pages) => `Page ${page} of ${pages}`,
  stock: (quantity) => `in stock: ${quantity}`,
  outOfStock: 'out of stock',
  noPrice: 'no price yet',
  from: (price) => `from ${price}`,
  price: (price, unit) => `Price: ${price} per ${unit}`,
  inCart: (quantity, sum) => `In your cart: ${quantity} for ${sum}`,
  typeQuantity: (example) => `You can also type how much: for example, ${example}.`,
  chooseVariant: 'Choose a variant:',
  old: (time) => `Prices and stock as of ${time}.`,
  stale: (time) => `⚠️ The shop cannot be reached. Prices and stock as of ${time}.`,
  searchPrompt: 'Type the name of a product, its article number or its barcode.',
  searchTitle: (query) => `Search: ${query}`,
  searchEmpty: 'Nothing was found. Try other words.',
  searchNearest: 'Nothing was found. Perhaps you meant:',
  searchExpired: 'This search is too old. Please type it again.',
  addedListed: (name, quantity) => `${name}: ${quantity} in the cart`,
  added: 'Added to the cart',
  alreadyInCart: (quantity) => `Already in the cart: ${quantity}`,
  removed: 'Removed from the cart',
};

export const reading: Texts['reading'] = {
  title: 'Reading the products:',
  hint: 'The shop sends them in portions, which may take a few minutes. There is nothing to press: the screen opens by itself.',
  countOf: (read, total) => `${read} of ${total}`,
  stuck: 'The shop is not answering now. We go on from here as soon as it does.',
  openAlready: 'These sections can be opened already:',
  partial: (progress) => `Products are still being read: ${progress}. Not everything is here yet.`,
  again: '🔄 Refresh',
};

export const help: Texts['help'] = {
  title: 'How to order here',
  search: '🔎 Type a product name, an article number or a barcode, and I will look it up.',
  buy: '🛍 Or choose from the catalogue, add to the cart and press “Place order”.',
  follow: '📦 “My orders” shows how an order is doing; I will write when it changes.',
  commands: '/catalog, /cart, /orders, /cards do the same without buttons.',
};
