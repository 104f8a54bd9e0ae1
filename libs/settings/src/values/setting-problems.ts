import type { Localized } from '@rto/kernel';
import { SETTING_TITLES, type SettingKey } from './setting-keys';

type Words = (title: string, detail: string) => string;
type LocalizedWords = Readonly<Record<keyof Localized, Words>>;

/** Something a retailer must mend, in plain words. */
export interface TenantProblem {
  /** The setting it is about, upper case; undefined when it is about the connection. */
  readonly key: string | undefined;
  /** Stable name: `missing`, `not_an_id`, `token_rejected` ... */
  readonly code: string;
  readonly message: Localized;
  /** Of `chat_moved`: the chat that took the place of the one in ORDERS_CHAT_ID. */
  readonly movedTo?: number;
}

/** What is wrong with one value, and what to do about it. `detail` is the range or the choices. */
const SETTING_WORDS = {
  missing: {
    ru: (title) => `Не заполнено поле «${title}». Выберите значение в настройках интеграции.`,
    uz: (title) => `«${title}» maydoni toʻldirilmagan. Integratsiya sozlamalarida qiymatni tanlang.`,
    en: (title) => `“${title}” is empty. Choose a value in the settings of the integration.`,
  },
  not_an_id: {
    ru: (title) => `В поле «${title}» должен быть номер записи REGOS. Выберите значение из списка.`,
    uz: (title) => `«${title}» REGOS yozuvining raqami boʻlishi kerak. Roʻyxatdan qiymat tanlang.`,
    en: (title) => `“${title}” must be the number of a record in REGOS. Choose a value from the list.`,
  },
  not_a_list: {
    ru: (title) => `В поле «${title}» должен быть список номеров через запятую, например: 3,7.`,
    uz: (title) => `«${title}» vergul bilan ajratilgan raqamlar roʻyxati boʻlishi kerak, masalan: 3,7.`,
    en: (title) => `“${title}” must be a list of numbers with commas between them, for example: 3,7.`,
  },
  not_a_boolean: {
    ru: (title) => `В поле «${title}» должно быть true (да) или false (нет).`,
    uz: (title) => `«${title}» true (ha) yoki false (yoʻq) boʻlishi kerak.`,
    en: (title) => `“${title}” must be true (yes) or false (no).`,
  },
  not_an_amount: {
    ru: (title) => `В поле «${title}» должна быть сумма, например: 50000. Ноль — без ограничения.`,
    uz: (title) => `«${title}» summa boʻlishi kerak, masalan: 50000. Nol — cheklovsiz.`,
    en: (title) => `“${title}” must be an amount, for example: 50000. Zero means no limit.`,
  },
  not_a_price: {
    ru: (title) => `В поле «${title}» должна быть сумма, например: 15000.`,
    uz: (title) => `«${title}» summa boʻlishi kerak, masalan: 15000.`,
    en: (title) => `“${title}” must be an amount, for example: 15000.`,
  },
  not_a_username: {
    ru: (title) => `В поле «${title}» должно быть имя в Telegram, например: @my_shop.`,
    uz: (title) => `«${title}» Telegramdagi nom boʻlishi kerak, masalan: @my_shop.`,
    en: (title) => `“${title}” must be a name in Telegram, for example: @my_shop.`,
  },
  not_a_point: {
    ru: (title) =>
      `В поле «${title}» должны быть широта и долгота, как их показывает карта: 41.311081, 69.279737.`,
    uz: (title) => `«${title}» xarita koʻrsatadigan kenglik va uzunlik boʻlishi kerak: 41.311081, 69.279737.`,
    en: (title) => `“${title}” must be latitude and longitude as a map shows them: 41.311081, 69.279737.`,
  },
  missing_point: {
    ru: (title) =>
      `Не заполнено поле «${title}»: без него нельзя посчитать доставку по расстоянию. Впишите широту и долготу.`,
    uz: (title) =>
      `«${title}» maydoni boʻsh: usiz yetkazish narxini masofaga qarab hisoblab boʻlmaydi. Kenglik va uzunlikni kiriting.`,
    en: (title) =>
      `“${title}” is empty: without it no fee by distance can be told. Enter latitude and longitude.`,
  },
  not_slots: {
    ru: (title) =>
      `В поле «${title}» должны быть промежутки через запятую, не больше двенадцати, например: 10:00-12:00,12:00-14:00.`,
    uz: (title) =>
      `«${title}» vergul bilan ajratilgan, koʻpi bilan oʻn ikkita vaqt oraligʻi boʻlishi kerak, masalan: 10:00-12:00,12:00-14:00.`,
    en: (title) =>
      `“${title}” must be spans of time with commas between them, twelve at most, for example: 10:00-12:00,12:00-14:00.`,
  },
  out_of_range: {
    ru: (title, range) => `В поле «${title}» должно быть целое число: ${range}.`,
    uz: (title, range) => `«${title}» butun son boʻlishi kerak: ${range}.`,
    en: (title, range) => `“${title}” must be a whole number: ${range}.`,
  },
  not_a_time: {
    ru: (title) => `В поле «${title}» должно быть время в виде ЧЧ:ММ, например: 09:00.`,
    uz: (title) => `«${title}» SS:DD koʻrinishidagi vaqt boʻlishi kerak, masalan: 09:00.`,
    en: (title) => `“${title}” must be a time as HH:MM, for example: 09:00.`,
  },
  unknown_time_zone: {
    ru: (title) => `Поле «${title}»: такого часового пояса нет. Укажите, например: Asia/Tashkent.`,
    uz: (title) => `«${title}»: bunday vaqt mintaqasi yoʻq. Masalan, Asia/Tashkent deb yozing.`,
    en: (title) => `“${title}”: there is no such time zone. Enter one like Asia/Tashkent.`,
  },
  unknown_choice: {
    ru: (title, choices) => `В поле «${title}» должно быть одно из значений: ${choices}.`,
    uz: (title, choices) => `«${title}» quyidagilardan biri boʻlishi kerak: ${choices}.`,
    en: (title, choices) => `“${title}” must be one of: ${choices}.`,
  },
  not_a_chat: {
    ru: (title) => `В поле «${title}» должен быть номер чата Telegram, например: -1001234567890.`,
    uz: (title) => `«${title}» Telegram chat raqami boʻlishi kerak, masalan: -1001234567890.`,
    en: (title) => `“${title}” must be the number of a Telegram chat, for example: -1001234567890.`,
  },
  chat_unreachable: {
    ru: (title) =>
      `«${title}»: бот не может писать в этот чат. Добавьте бота в чат, разрешите ему писать или исправьте номер. Сообщения о заказах ждут до трёх дней и придут по порядку.`,
    uz: (title) =>
      `«${title}»: bot bu chatga yoza olmayapti. Botni chatga qoʻshing, unga yozishga ruxsat bering yoki raqamni tuzating. Buyurtma xabarlari uch kungacha kutadi va tartib bilan keladi.`,
    en: (title) =>
      `“${title}”: the bot cannot write to this chat. Add the bot to it, let it write there, or correct the number. What the staff is to hear of orders waits for up to three days and then comes in order.`,
  },
  chat_moved: {
    ru: (title, movedTo) =>
      `«${title}»: группа стала супергруппой, и её номер изменился. Впишите новый номер: ${movedTo}. До тех пор бот пишет туда сам.`,
    uz: (title, movedTo) =>
      `«${title}»: guruh superguruhga aylandi va raqami oʻzgardi. Yangi raqamni kiriting: ${movedTo}. Ungacha bot oʻsha yerga oʻzi yozib turadi.`,
    en: (title, movedTo) =>
      `“${title}”: the group became a supergroup, and its number changed. Enter the new one: ${movedTo}. Until then the bot writes there by itself.`,
  },
  too_long: {
    ru: (title, limit) => `Слишком длинный текст в поле «${title}». Сократите его до ${limit} знаков.`,
    uz: (title, limit) => `«${title}» juda uzun. Matnni ${limit} belgigacha qisqartiring.`,
    en: (title, limit) => `“${title}” is too long. Shorten the text to ${limit} characters.`,
  },
  not_a_token: {
    ru: (title) =>
      `Значение поля «${title}» не похоже на токен. Скопируйте токен целиком из чата с @BotFather.`,
    uz: (title) => `«${title}» tokenga oʻxshamaydi. Uni @BotFather chatidan toʻliq nusxalab oling.`,
    en: (title) =>
      `“${title}” does not look like a token. Copy the whole of it from the chat with @BotFather.`,
  },
  not_an_owner_code: {
    ru: (title) =>
      `В поле «${title}» должно быть от 8 до 58 знаков: латинские буквы, цифры, «-» и «_». Придумайте код, который трудно угадать.`,
    uz: (title) =>
      `«${title}» 8 tadan 58 tagacha belgidan iborat boʻlishi kerak: lotin harflari, raqamlar, “-” va “_”. Topish qiyin boʻlgan kod oʻylab toping.`,
    en: (title) =>
      `“${title}” must have 8 to 58 characters: Latin letters, digits, - and _. Choose a code that is hard to guess.`,
  },
  token_missing: {
    ru: (title) => `Не заполнено поле «${title}». Создайте бота у @BotFather и вставьте его токен.`,
    uz: (title) => `«${title}» maydoni boʻsh. @BotFather orqali bot yarating va tokenini kiriting.`,
    en: (title) => `“${title}” is empty. Create a bot with @BotFather and paste its token here.`,
  },
  token_rejected: {
    ru: () => 'Telegram не принимает токен бота. Получите новый у @BotFather (/token) и вставьте его.',
    uz: () => 'Telegram bot tokenini qabul qilmayapti. @BotFather dan yangisini oling (/token) va kiriting.',
    en: () => 'Telegram does not accept the bot token. Get a new one from @BotFather (/token) and paste it.',
  },
  token_in_use: {
    ru: () => 'Этот бот уже запущен другой программой. Остановите её или создайте нового бота у @BotFather.',
    uz: () => 'Bu botni boshqa dastur ishlatmoqda. Uni toʻxtating yoki @BotFather orqali yangi bot yarating.',
    en: () => 'Another program is already running this bot. Stop it, or create a new bot with @BotFather.',
  },
  refused_by_regos: {
    ru: (title) =>
      `REGOS не принимает заказы с нынешним значением поля «${title}». Выберите в настройках другое.`,
    uz: (title) =>
      `REGOS «${title}» maydonining hozirgi qiymati bilan buyurtma qabul qilmaydi. Sozlamalarda boshqasini tanlang.`,
    en: (title) =>
      `REGOS accepts no orders with the present value of “${title}”. Choose another one in the settings.`,
  },
} as const satisfies Record<string, LocalizedWords>;

export type SettingProblemCode = keyof typeof SETTING_WORDS;

/** @param detail the range, the choices or the limit, for the words that name one */
export function settingProblem(key: SettingKey, code: SettingProblemCode, detail = ''): TenantProblem {
  return { key, code, message: worded(SETTING_WORDS[code], SETTING_TITLES[key], detail) };
}

/** The staff's group has become a supergroup. */
export function chatMovedProblem(movedTo: number): TenantProblem {
  return { ...settingProblem('ORDERS_CHAT_ID', 'chat_moved', String(movedTo)), movedTo };
}

function worded(words: LocalizedWords, title: Localized, detail: string): Localized {
  return { ru: words.ru(title.ru, detail), uz: words.uz(title.uz, detail), en: words.en(title.en, detail) };
}
