import type { Texts } from './ru';

export const catalog: Texts['catalog'] = {
  title: 'Katalog',
  chooseGroup: 'Boʻlimni tanlang.',
  chooseItem: 'Mahsulotni ochish uchun ustiga bosing, bittasini olish uchun ➕ ni bosing.',
  browse: (count) => `🖼 Mahsulotlarni koʻrish: ${count}`,
  asCards: '🖼 Kartochkalar',
  asList: '📋 Roʻyxat',
  empty: 'Bu yerda hozircha mahsulot yoʻq.',
  add: '➕ Qoʻshish',
  next: '➡️ Keyingi sahifa',
  previous: '⬅️ Oldingi sahifa',
  search: '🔎 Qidirish',
  page: (page, pages) => `${pages} sahifadan ${page}-sahifa`,
  stock: (quantity) => `bor: ${quantity}`,
  outOfStock: 'tugagan',
  noPrice: 'narxi koʻrsatilmagan',
  from: (price) => `${price}dan`,
  price: (price, unit) => `Narxi: ${price} / ${unit}`,
  inCart: (quantity, sum) => `Savatda: ${quantity}, ${sum}`,
  typeQuantity: (example) => `Qancha kerakligini yozishingiz ham mumkin: masalan, ${example}.`,
  chooseVariant: 'Turini tanlang:',
  old: (time) => `Narx va qoldiqlar ${time} holatiga koʻra.`,
  stale: (time) => `⚠️ Doʻkon bilan aloqa yoʻq. Narx va qoldiqlar ${time} holatiga koʻra.`,
  searchPrompt: 'Mahsulot nomi, artikuli yoki shtrix-kodini yozing.',
  searchTitle: (query) => `Qidiruv: ${query}`,
  searchEmpty: 'Hech narsa topilmadi. Boshqacha yozib koʻring.',
  searchNearest: 'Bunday mahsulot topilmadi. Balki shularni izlagandirsiz:',
  searchExpired: 'Bu qidiruv eskirgan. Soʻrovni qaytadan yozing.',
  addedListed: (name, quantity) => `${name}: savatda ${quantity}`,
  added: 'Savatga qoʻshildi',
  alreadyInCart: (quantity) => `Savatda allaqachon bor: ${quantity}`,
  removed: 'Savatdan olib tashlandi',
};

export const reading: Texts['reading'] = {
  title: 'Mahsulotlar oʻqilmoqda:',
  hint: 'Doʻkon ularni boʻlib-boʻlib yuboradi, bu bir necha daqiqa olishi mumkin. Hech narsani bosish shart emas: ekran oʻzi ochiladi.',
  countOf: (read, total) => `${read} / ${total}`,
  stuck: 'Doʻkon hozir javob bermayapti. Javob berishi bilan shu joydan davom etamiz.',
  openAlready: 'Bu boʻlimlarni hozir ham ochish mumkin:',
  partial: (progress) => `Mahsulotlar hali oʻqilmoqda: ${progress}. Bu yerda hozircha hammasi emas.`,
  again: '🔄 Yangilash',
};

export const help: Texts['help'] = {
  title: 'Bu yerda qanday buyurtma beriladi',
  search: '🔎 Mahsulot nomi, artikuli yoki shtrix-kodini yozing: topib koʻrsataman.',
  buy: '🛍 Yoki katalogdan tanlab, savatga qoʻshing va “Buyurtma berish” tugmasini bosing.',
  follow: '📦 Buyurtma holati “Buyurtmalarim” boʻlimida; oʻzgarsa, oʻzim yozaman.',
  commands: '/catalog, /cart, /orders, /cards — xuddi shular, tugmasiz.',
};
