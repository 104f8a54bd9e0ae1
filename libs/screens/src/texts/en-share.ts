import type { Texts } from './ru';

export const share: Texts['share'] = {
  button: '📤 Share',
  open: '🛍 See it in the shop',
  openShop: '🛍 Open the shop',
  nothing: 'Nothing found. Open the shop',
};
