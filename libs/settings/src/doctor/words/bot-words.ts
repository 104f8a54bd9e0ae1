import type { FindingWords } from './finding-words';

/** About the bot in Telegram. */
export const BOT_WORDS = {
  token_ok: {
    severity: 'ok',
    ru: (_, bot) => `Telegram принимает токен, бот @${bot} на месте.`,
    uz: (_, bot) => `Telegram tokenni qabul qilmoqda, @${bot} boti joyida.`,
    en: (_, bot) => `Telegram accepts the token, the bot is @${bot}.`,
  },
  telegram_unreachable: {
    severity: 'warning',
    ru: () => 'Telegram сейчас не отвечает, бот не проверен. Повторите проверку через несколько минут.',
    uz: () =>
      'Telegram hozir javob bermayapti, bot tekshirilmadi. Bir necha daqiqadan keyin qayta tekshiring.',
    en: () => 'Telegram does not answer now, the bot was not checked. Check again in a few minutes.',
  },
  webhook_ok: {
    severity: 'ok',
    ru: () => 'Сообщения покупателей доходят до бота.',
    uz: () => 'Xaridorlarning xabarlari botga yetib kelmoqda.',
    en: () => 'The messages of shoppers reach the bot.',
  },
  webhook_foreign: {
    severity: 'error',
    ru: (host) =>
      `Сообщения бота забирает другая программа (${host}). Отключите бота там или создайте нового у @BotFather.`,
    uz: (host) =>
      `Bot xabarlarini boshqa dastur olmoqda (${host}). Botni oʻsha yerda uzing yoki @BotFather orqali yangisini yarating.`,
    en: (host) =>
      `Another program takes the bot's messages (${host}). Disconnect the bot there, or create a new one with @BotFather.`,
  },
  webhook_missing: {
    severity: 'error',
    ru: () =>
      'Telegram не знает, куда присылать сообщения бота. Выключите и снова включите магазин, адрес установится сам.',
    uz: () =>
      'Telegram bot xabarlarini qayerga yuborishni bilmaydi. Doʻkonni oʻchirib, qayta yoqing: manzil oʻzi oʻrnatiladi.',
    en: () =>
      'Telegram does not know where to send the messages of the bot. Disable and enable the shop: the address is set anew.',
  },
  webhook_left_over: {
    severity: 'warning',
    ru: () =>
      'У бота остался наш прежний адрес для сообщений. Сервис снимет его сам, делать ничего не нужно.',
    uz: () =>
      'Botda xabarlar uchun eski manzilimiz qolgan. Xizmat uni oʻzi olib tashlaydi, hech narsa qilish shart emas.',
    en: () =>
      'The bot still has our former address for messages. The service removes it; there is nothing to do.',
  },
  webhook_failing: {
    severity: 'warning',
    ru: (at) =>
      `Telegram не смог доставить сообщения боту (последний раз ${at}). Если это повторяется, сообщите в поддержку.`,
    uz: (at) =>
      `Telegram xabarlarni botga yetkaza olmadi (oxirgi marta ${at}). Takrorlansa, yordam xizmatiga yozing.`,
    en: (at) =>
      `Telegram could not deliver messages to the bot (last at ${at}). If this goes on, tell the support.`,
  },
  updates_waiting: {
    severity: 'warning',
    ru: (count) =>
      `Ответа бота ждут ${count} сообщений. Если через 10 минут их не меньше, сообщите в поддержку.`,
    uz: (count) => `Bot javobini ${count} ta xabar kutmoqda. 10 daqiqada kamaymasa, yordam xizmatiga yozing.`,
    en: (count) =>
      `${count} messages wait for the bot. If they are not fewer in 10 minutes, tell the support.`,
  },
  webhook_unchecked: {
    severity: 'warning',
    ru: () => 'Telegram не сказал, доходят ли сообщения до бота. Повторите проверку через несколько минут.',
    uz: () => 'Telegram xabarlar botga yetishini aytmadi. Bir necha daqiqadan keyin qayta tekshiring.',
    en: () => 'Telegram did not say whether messages reach the bot. Check again in a few minutes.',
  },
  inline_ok: {
    severity: 'ok',
    ru: (title) => `«${title}»: покупатели могут показывать ваши товары в других чатах.`,
    uz: (title) => `«${title}»: xaridorlar mahsulotlaringizni boshqa chatlarda koʻrsata oladi.`,
    en: (title) => `“${title}”: shoppers can show your goods in other chats.`,
  },
  inline_off: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: у бота выключен inline-режим. Включите его у @BotFather (/setinline), затем выключите и снова включите магазин.`,
    uz: (title) =>
      `«${title}»: botda inline rejimi oʻchirilgan. Uni @BotFather orqali yoqing (/setinline), keyin doʻkonni oʻchirib, qayta yoqing.`,
    en: (title) =>
      `“${title}”: the inline mode of the bot is off. Turn it on with @BotFather (/setinline), then disable and enable the shop.`,
  },
  inline_unused: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: inline-режим у бота уже включён. Выключите и снова включите магазин, чтобы бот начал им пользоваться.`,
    uz: (title) =>
      `«${title}»: botda inline rejimi yoqilgan. Bot undan foydalanishi uchun doʻkonni oʻchirib, qayta yoqing.`,
    en: (title) =>
      `“${title}”: the inline mode of the bot is on. Disable and enable the shop, and the bot begins to use it.`,
  },
  staff_chat_ok: {
    severity: 'ok',
    ru: (title) => `«${title}»: бот может писать в этот чат.`,
    uz: (title) => `«${title}»: bot bu chatga yoza oladi.`,
    en: (title) => `“${title}”: the bot can write to this chat.`,
  },
  staff_chat_not_found: {
    severity: 'warning',
    ru: (title) => `«${title}»: бот не видит этот чат. Добавьте бота в чат или исправьте номер чата.`,
    uz: (title) =>
      `«${title}»: bot bu chatni koʻrmayapti. Botni chatga qoʻshing yoki chat raqamini tuzating.`,
    en: (title) => `“${title}”: the bot does not see this chat. Add the bot to it, or correct its number.`,
  },
  staff_chat_read_only: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: боту нельзя писать в этот чат. Верните его в чат и разрешите отправлять сообщения.`,
    uz: (title) =>
      `«${title}»: bot bu chatga yoza olmaydi. Uni chatga qaytaring va xabar yuborishga ruxsat bering.`,
    en: (title) =>
      `“${title}”: the bot may not write to this chat. Put it back and allow it to send messages.`,
  },
  staff_chat_public: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: этот чат открыт для всех, поэтому телефонов покупателей мы туда не пишем. Сделайте чат закрытым.`,
    uz: (title) =>
      `«${title}»: bu chat hammaga ochiq, shuning uchun unga xaridorlar telefonini yozmaymiz. Chatni yopiq qiling.`,
    en: (title) =>
      `“${title}”: anybody can read this chat, so we write no phones of buyers there. Make the chat private.`,
  },
  staff_chat_unchecked: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: Telegram не ответил, чат не проверен. Повторите проверку через несколько минут.`,
    uz: (title) => `«${title}»: Telegram javob bermadi, chat tekshirilmadi. Birozdan keyin qayta tekshiring.`,
    en: (title) =>
      `“${title}”: Telegram did not answer, the chat was not checked. Check again in a few minutes.`,
  },
} as const satisfies Record<string, FindingWords>;
