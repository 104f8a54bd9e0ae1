import type { Texts } from './ru';

export const share: Texts['share'] = {
  button: '📤 Ulashish',
  open: '🛍 Doʻkonda koʻrish',
  openShop: '🛍 Doʻkonni ochish',
  nothing: 'Hech narsa topilmadi. Doʻkonni ochish',
};
