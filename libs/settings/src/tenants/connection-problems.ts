import type { Localized } from '@rto/kernel';
import { isOwnMistake, type Refusal } from '@rto/regos';
import { settingProblem, type TenantProblem } from '../values/setting-problems';

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
    ru: (shown) =>
      `В магазине больше товаров или длиннее описания, чем помещается в бот. Показаны первые ${shown} по названию. Удалите лишние товары в REGOS или сократите описания.`,
    uz: (shown) =>
      `Doʻkondagi tovarlar soni yoki tavsiflar uzunligi botga sigʻadiganidan koʻp. Nomi boʻyicha dastlabki ${shown} tasi koʻrsatilmoqda. Bir qismini REGOSda oʻchiring yoki tavsiflarni qisqartiring.`,
    en: (shown) =>
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
    ru: (code) => `REGOS отказывает из-за настроек учётной записи (ошибка ${code}). Обратитесь в поддержку.`,
    uz: (code) => `REGOS hisob sozlamalari tufayli rad etmoqda (${code}-xato). Yordam xizmatiga yozing.`,
    en: (code) => `REGOS refuses because of how the account is set up (error ${code}). Ask its support.`,
  },
} as const satisfies Record<string, Readonly<Record<keyof Localized, (code: string) => string>>>;

type ConnectionProblemCode = keyof typeof CONNECTION_WORDS;

export function connectionProblem(code: ConnectionProblemCode, detail = ''): TenantProblem {
  const { ru, uz, en }: Readonly<Record<keyof Localized, (detail: string) => string>> =
    CONNECTION_WORDS[code];
  return {
    key: undefined,
    code,
    message: { ru: ru(detail), uz: uz(detail), en: en(detail) },
  };
}

/**
 * The problem behind a refusal of kind `config` or `stop`, or behind a request that REGOS does not understand.
 * @source docs/regos.md 8 and 21.9, class config
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
