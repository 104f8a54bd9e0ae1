import type { Texts } from './ru';

export const share: Texts['share'] = {
  button: '📤 Ulashish',
  open: '🛍 Doʻkonda koʻrish',
  openShop: '🛍 Doʻkonni ochish',
  nothing: 'Hech narsa topilmadi. Doʻkonni ochish',
};

export const saved: Texts['saved'] = {
  favourites: '❤️ Sevimlilar',
  bought: '🔁 Siz olgansiz',
  choose: 'Mahsulotni tanlang:',
  noFavourites: 'Bu yer hozircha boʻsh. Mahsulotni ochib, «Sevimlilarga» tugmasini bosing.',
  nothingBought: 'Siz hali hech narsa olmagansiz. Katalogga qarang!',
  add: '❤️ Sevimlilarga',
  added: 'Sevimlilarga qoʻshdik',
  removed: 'Sevimlilardan olib tashladik',
  full: 'Roʻyxat toʻlgan: keraksizlarini olib tashlang.',
  tellMe: '🔔 Kelganda xabar bering',
  willTell: 'Mahsulot paydo boʻlishi bilan yozamiz.',
  isBack: 'Mahsulot allaqachon bor!',
  open: '🛍 Mahsulotni ochish',
  cameBack: (name) => `«${name}» yana bor. Buyurtma berishga shoshiling!`,
};
