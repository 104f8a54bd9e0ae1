import type { Texts } from './ru';

export const share: Texts['share'] = {
  button: '📤 Share',
  open: '🛍 See it in the shop',
  openShop: '🛍 Open the shop',
  nothing: 'Nothing found. Open the shop',
};

export const saved: Texts['saved'] = {
  favourites: '❤️ Favourites',
  bought: '🔁 Bought before',
  choose: 'Choose a product:',
  noFavourites: 'Nothing here yet. Open a product and tap “Add to favourites”.',
  nothingBought: 'You have not bought anything yet. Have a look at the catalogue!',
  add: '❤️ Add to favourites',
  added: 'Added to favourites',
  removed: 'Removed from favourites',
  full: 'The list is full: remove something from it first.',
  tellMe: '🔔 Tell me when it is back',
  willTell: 'We will write to you as soon as it is back.',
  isBack: 'It is back in stock already!',
  open: '🛍 Open the product',
  cameBack: (name) => `“${name}” is back in stock. Order it while it lasts!`,
};
