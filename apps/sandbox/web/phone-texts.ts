import type { PersonaView } from '../src/protocol';

interface PhoneTexts {
  readonly start: string;
  readonly empty: string;
  readonly bot: string;
  readonly typing: string;
  readonly today: string;
  readonly edited: string;
  readonly placeholder: string;
  readonly send: string;
  readonly sticker: string;
  readonly sendPhoto: string;
  readonly whereFrom: string;
  readonly here: string;
  readonly cancel: string;
  readonly ok: string;
  readonly photo: string;
  readonly location: string;
  readonly members: (count: number) => string;
  readonly emptyStaff: string;
  readonly reply: string;
  readonly answering: string;
}

/** The Telegram app's own words; the bot's come from the bot. */
export const PHONE_TEXTS: Readonly<Record<PersonaView['language'], PhoneTexts>> = {
  ru: {
    start: 'Начать',
    empty: 'Здесь пока ничего нет. Нажмите «Начать», чтобы открыть магазин.',
    bot: 'бот',
    typing: 'печатает…',
    today: 'Сегодня',
    edited: 'изменено',
    placeholder: 'Сообщение',
    send: 'Отправить',
    sticker: 'Отправить стикер',
    sendPhoto: 'Отправить фото',
    whereFrom: 'Какое место отправить?',
    here: 'Где я сейчас',
    cancel: 'Отмена',
    ok: 'ОК',
    photo: 'Открыть фото',
    location: 'Геопозиция',
    members: (count) => `участников: ${count}`,
    emptyStaff: 'Здесь появятся заказы. Оформите заказ на телефоне покупателя.',
    reply: 'Ответить',
    answering: 'Ответ на',
  },
  uz: {
    start: 'Boshlash',
    empty: 'Bu yerda hali hech narsa yoʻq. Doʻkonni ochish uchun «Boshlash»ni bosing.',
    bot: 'bot',
    typing: 'yozmoqda…',
    today: 'Bugun',
    edited: 'tahrirlandi',
    placeholder: 'Xabar',
    send: 'Yuborish',
    sticker: 'Stiker yuborish',
    sendPhoto: 'Rasm yuborish',
    whereFrom: 'Qaysi joy yuborilsin?',
    here: 'Hozirgi joyim',
    cancel: 'Bekor qilish',
    ok: 'OK',
    photo: 'Rasmni ochish',
    location: 'Joylashuv',
    members: (count) => `ishtirokchilar: ${count}`,
    emptyStaff: 'Buyurtmalar shu yerda paydo boʻladi. Xaridorning telefonida buyurtma bering.',
    reply: 'Javob berish',
    answering: 'Javob',
  },
  en: {
    start: 'Start',
    empty: 'Nothing here yet. Press “Start” to open the shop.',
    bot: 'bot',
    typing: 'typing…',
    today: 'Today',
    edited: 'edited',
    placeholder: 'Message',
    send: 'Send',
    sticker: 'Send a sticker',
    sendPhoto: 'Send a photo',
    whereFrom: 'Which place to send?',
    here: 'Where I am now',
    cancel: 'Cancel',
    ok: 'OK',
    photo: 'Open photo',
    location: 'Location',
    members: (count) => `${count} members`,
    emptyStaff: 'Orders will appear here. Place one on the shopper’s phone.',
    reply: 'Reply',
    answering: 'Reply to',
  },
};
