import type { Localized } from '@rto/kernel';
import { isOwnMistake, type Refusal } from '@rto/regos';
import { SETTING_TITLES, type SettingKey } from '../values/setting-keys';
import type { TenantProblem } from './tenant';

type Words = (title: string, detail: string) => string;
type LocalizedWords = Readonly<Record<keyof Localized, Words>>;

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

/** What is wrong with the connection itself; `detail` is REGOS's error code. */
const CONNECTION_WORDS = {
  connection_refused: {
    ru: () => 'REGOS не принимает запросы интеграции. Проверьте, что она включена, или подключите её заново.',
    uz: () => 'REGOS integratsiyani qabul qilmayapti. U yoqilganini tekshiring yoki qayta ulang.',
    en: () =>
      'REGOS refuses the requests of the integration. Check that it is switched on, or connect it again.',
  },
  settings_unread: {
    ru: () => 'Настройки из REGOS пока не прочитаны. Мы повторим попытку сами, делать ничего не нужно.',
    uz: () =>
      'Sozlamalar REGOSdan hali oʻqilmadi. Oʻzimiz qayta urinamiz, sizdan hech narsa talab qilinmaydi.',
    en: () =>
      'The settings could not be read from REGOS yet. We will try again; there is nothing you need to do.',
  },
  webhook_failing: {
    ru: () =>
      'Telegram не может доставить боту сообщения покупателей. Мы следим за этим; если не пройдёт за час, сообщите в поддержку.',
    uz: () =>
      'Telegram xaridorlarning xabarlarini botga yetkaza olmayapti. Biz kuzatyapmiz; bir soatda tuzalmasa, yordam xizmatiga yozing.',
    en: () =>
      'Telegram cannot deliver the messages of shoppers to the bot. We are watching it; if it is not over in an hour, tell the support.',
  },
  catalogue_too_large: {
    ru: (_, shown) =>
      `В магазине больше товаров или длиннее описания, чем помещается в бот. Показаны первые ${shown} по названию. Удалите лишние товары в REGOS или сократите описания.`,
    uz: (_, shown) =>
      `Doʻkondagi tovarlar soni yoki tavsiflar uzunligi botga sigʻadiganidan koʻp. Nomi boʻyicha dastlabki ${shown} tasi koʻrsatilmoqda. Bir qismini REGOSda oʻchiring yoki tavsiflarni qisqartiring.`,
    en: (_, shown) =>
      `The shop has more goods, or longer descriptions, than fit into the bot. The first ${shown} by name are shown. Delete some in REGOS, or shorten the descriptions.`,
  },
  no_rights: {
    ru: () => 'У интеграции нет прав в REGOS на розничные заказы. Попросите администратора REGOS выдать их.',
    uz: () =>
      'Integratsiyaning REGOSda chakana buyurtmalarga huquqi yoʻq. REGOS administratoridan uni berishni soʻrang.',
    en: () =>
      'The integration has no rights to retail orders in REGOS. Ask your REGOS administrator to grant them.',
  },
  tariff: {
    ru: () => 'Тариф REGOS не позволяет создавать розничные заказы. Смените тариф или увеличьте квоту.',
    uz: () =>
      'REGOS tarifi chakana buyurtma yaratishga ruxsat bermaydi. Tarifni almashtiring yoki kvotani oshiring.',
    en: () => 'The REGOS tariff does not allow retail orders. Change the tariff or raise its quota.',
  },
  period_closed: {
    ru: () =>
      'Период в REGOS закрыт для новых документов, поэтому заказы не принимаются. Откройте его или проверьте дату закрытия.',
    uz: () =>
      'REGOSda davr yangi hujjatlar uchun yopilgan, shuning uchun buyurtmalar qabul qilinmayapti. Davrni oching yoki yopilish sanasini tekshiring.',
    en: () =>
      'The period in REGOS is closed for new documents, so no orders are taken. Open it, or check the date up to which it is closed.',
  },
  service_mistake: {
    ru: () =>
      'REGOS не понял запрос нашего сервиса. Это наша ошибка, тариф и настройки ни при чём: сообщите в поддержку сервиса.',
    uz: () =>
      'REGOS xizmatimizning soʻrovini tushunmadi. Bu bizning xatoyimiz, tarif va sozlamalarning aloqasi yoʻq: yordam xizmatiga yozing.',
    en: () =>
      'REGOS does not understand a request of our service. It is our mistake, not your tariff or settings: tell our support.',
  },
  regos_setup: {
    ru: (_, code) =>
      `REGOS отказывает из-за настроек учётной записи (ошибка ${code}). Обратитесь в поддержку.`,
    uz: (_, code) => `REGOS hisob sozlamalari tufayli rad etmoqda (${code}-xato). Yordam xizmatiga yozing.`,
    en: (_, code) => `REGOS refuses because of how the account is set up (error ${code}). Ask its support.`,
  },
} as const satisfies Record<string, LocalizedWords>;

export type ConnectionProblemCode = keyof typeof CONNECTION_WORDS;

/** @param detail the range, the choices or the limit, for the words that name one */
export function settingProblem(key: SettingKey, code: SettingProblemCode, detail = ''): TenantProblem {
  return { key, code, message: worded(SETTING_WORDS[code], SETTING_TITLES[key], detail) };
}

/** The staff's group has become a supergroup. */
export function chatMovedProblem(movedTo: number): TenantProblem {
  return { ...settingProblem('ORDERS_CHAT_ID', 'chat_moved', String(movedTo)), movedTo };
}

export function connectionProblem(code: ConnectionProblemCode, detail = ''): TenantProblem {
  return {
    key: undefined,
    code,
    message: worded(CONNECTION_WORDS[code], { ru: '', uz: '', en: '' }, detail),
  };
}

/**
 * The problem behind a refusal of kind `config` or `stop`, or behind a request that REGOS does not understand.
 * @source CONTRACT sections 8 and 21.9, class CFG
 */
export function refusalProblem(refusal: Refusal): TenantProblem {
  if (isOwnMistake(refusal)) return connectionProblem('service_mistake');
  switch (refusal.code) {
    case 1058: // the order has no stock
    case 1178: // the stock is not of this firm
    case 1031: // no right to this stock
    case 1047:
      return settingProblem('STOCK_ID', 'refused_by_regos');
    case 1126: // price type missing, or in another currency
    case 1171:
    case 1172:
      return settingProblem('PRICE_TYPE_ID', 'refused_by_regos');
    case 1007:
    case 1096:
      return connectionProblem('no_rights');
    case 1016:
    case 1028:
    case 1097:
      return connectionProblem('period_closed');
    case 7500: // quota
    case 7501: // feature of a higher tariff
      return connectionProblem('tariff');
    default:
      return connectionProblem('regos_setup', String(refusal.code));
  }
}

function worded(words: LocalizedWords, title: Localized, detail: string): Localized {
  return { ru: words.ru(title.ru, detail), uz: words.uz(title.uz, detail), en: words.en(title.en, detail) };
}
