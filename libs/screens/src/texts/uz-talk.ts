import type { talk as ru } from './ru-talk';

/** Conversations of buyers with the shop, as both sides read them. */
export const talk: typeof ru = {
  write: '✍️ Doʻkonga yozish',
  reach: '✍️ Doʻkonga “Doʻkon” boʻlimidan yozish mumkin.',
  reply: '↩️ Javob berish',
  end: '🔚 Suhbatni tugatish',
  ask: 'Doʻkonga nima deymiz? Yozing, rasm yoki ovozli xabar yuboring. Javob shu yerga keladi.',
  askAbout: (number) =>
    `${number}-buyurtma haqida doʻkonga nima deymiz? Yozing, rasm yoki ovozli xabar yuboring. Javob shu yerga keladi.`,
  sent: 'Doʻkonga yetkazdik. Javob shu yerga keladi, hozircha yana yozsangiz ham boʻladi.',
  ended: 'Suhbat tugadi: doʻkon bu yerda faqat siz yana yozsangiz javob beradi.',
  only: 'Doʻkonga matn, rasm, ovozli xabar yoki xaritadagi nuqtani yuborish mumkin.',
  tooLong: (max) => `Iltimos, ${max} belgigacha qisqartiring.`,
  tooMany: (minutes) =>
    `Bir soat ichida koʻp xabar yubordingiz. Keyingisini ${minutes} daqiqadan soʻng yuborish mumkin.`,
  stopped: 'Doʻkon bu yerda sizdan boshqa xabar qabul qilmayapti.',
  unavailable: 'Hozir bu yerdan doʻkonga yozib boʻlmaydi.',
  lost: 'Xabaringiz doʻkonga yetib bormadi.',
  shop: (text) => `Doʻkon: ${text}`,
  about: (number) => `${number}-buyurtma`,
  corrected: (text) => `✏️ Tuzatildi: ${text}`,
  photo: 'rasm',
  voice: 'ovozli xabar',
  mediaLost: (what) => `(${what}: yuborib boʻlmadi)`,
  from: (name) => `✍️ ${name} yozmoqda`,
  fromNumber: (number) => `✍️ № ${number} xaridor yozmoqda`,
  howToAnswer: 'Shu xabarga javob yozing, javobingiz xaridorga yetib boradi.',
  stop: '🚫 Boshqa qabul qilmaslik',
  resume: '✅ Yana qabul qilish',
  wasStopped: 'Bu xaridorning xabarlari endi kelmaydi',
  wasResumed: 'Bu xaridorning xabarlari yana keladi',
  gone: 'Bu suhbat endi yoʻq.',
  writeTo: (number) =>
    `${number}-buyurtma haqida xaridorga nima yozamiz? Shu xabarga matn, rasm yoki ovozli xabar bilan javob bering.`,
  buyerEnded: 'Yuborilmadi: xaridor suhbatni tugatgan.',
  buyerAway: 'Hozircha yetib bormadi: xaridor bot bilan chatni yopgan. Bir sutka ichida qaytsa, oʻqiydi.',
  staffOnly: 'Xaridorga matn, rasm, ovozli xabar yoki xaritadagi nuqtani yuborish mumkin.',
  isPublic: 'Bu chat hammaga ochiq, shuning uchun bu yerdan xaridorlarga yozib boʻlmaydi. Guruhni yoping.',
};
