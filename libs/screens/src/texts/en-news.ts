import type { news as ru } from './ru-news';

export const news: typeof ru = {
  off: '🔕 No more news, please',
  on: '🔔 Send me news',
  isOff: "OK, no more news. We'll still tell you about your orders.",
  isOn: "Done! We'll tell you about new products and discounts.",
  openItem: '🛍 Open the product',
  openGroup: '🛍 See the products',
};
