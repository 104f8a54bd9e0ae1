import type { news as ru } from './ru-news';

export const news: typeof ru = {
  off: '🔕 Yangiliklar yuborilmasin',
  on: '🔔 Yangiliklar yuborilsin',
  isOff: 'Xoʻp, endi yangiliklar yubormaymiz. Buyurtmalaringiz haqida esa xabar berib turamiz.',
  isOn: 'Tayyor! Yangi mahsulotlar va chegirmalar haqida xabar beramiz.',
  openItem: '🛍 Mahsulotni ochish',
  openGroup: '🛍 Mahsulotlarni koʻrish',
  cartWaits: '🛒 Savatda mahsulotlaringiz qoldi. Buyurtma beramizmi?',
  askRating: (number) => `${number}-buyurtma sizga yoqdimi?`,
  thanks: 'Bahoyingiz uchun rahmat! Yana nimadir aytmoqchi boʻlsangiz, bizga yozing.',
  sorry: 'Afsus, kutilganidek boʻlmabdi. Nima boʻlganini yozing: doʻkon oʻqib, javob beradi.',
  notAsked: 'Bu buyurtmani endi baholab boʻlmaydi.',
  liked: (number) => `👍 Xaridorga ${number}-buyurtma yoqdi`,
  disliked: (number) => `👎 Xaridor ${number}-buyurtmadan norozi`,
};
