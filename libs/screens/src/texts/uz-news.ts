import type { news as ru } from './ru-news';

export const news: typeof ru = {
  off: '🔕 Yangiliklar yuborilmasin',
  on: '🔔 Yangiliklar yuborilsin',
  isOff: 'Xoʻp, endi yangiliklar yubormaymiz. Buyurtmalaringiz haqida esa xabar berib turamiz.',
  isOn: 'Tayyor! Yangi mahsulotlar va chegirmalar haqida xabar beramiz.',
  openItem: '🛍 Mahsulotni ochish',
  openGroup: '🛍 Mahsulotlarni koʻrish',
};
