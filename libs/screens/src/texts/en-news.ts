import type { news as ru } from './ru-news';

export const news: typeof ru = {
  off: '🔕 No more news, please',
  on: '🔔 Send me news',
  isOff: "OK, no more news. We'll still tell you about your orders.",
  isOn: "Done! We'll tell you about new products and discounts.",
  openItem: '🛍 Open the product',
  openGroup: '🛍 See the products',
  cartWaits: '🛒 You left something in your cart. Shall we place the order?',
  askRating: (number) => `How was order #${number}?`,
  thanks: "Thanks for telling us! If there's more to say, write to us.",
  sorry: "Sorry it wasn't right. Tell us what happened: the shop reads it and answers.",
  notAsked: "This order can't be rated any more.",
  liked: (number) => `👍 The buyer liked order #${number}`,
  disliked: (number) => `👎 The buyer is unhappy with order #${number}`,
};
