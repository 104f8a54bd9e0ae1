import type { FindingWords } from './finding-words';

/** About the account in REGOS and our connection to it. */
export const REGOS_WORDS = {
  regos_ok: {
    severity: 'ok',
    ru: () => 'REGOS отвечает, интеграция включена.',
    uz: () => 'REGOS javob bermoqda, integratsiya yoqilgan.',
    en: () => 'REGOS answers, the integration is switched on.',
  },
  regos_unreachable: {
    severity: 'error',
    ru: () =>
      'REGOS сейчас не отвечает. Заказы принимаются и уйдут в REGOS позже; повторите проверку через несколько минут.',
    uz: () =>
      'REGOS hozir javob bermayapti. Buyurtmalar qabul qilinadi va keyinroq REGOSga oʻtadi; birozdan keyin qayta tekshiring.',
    en: () =>
      'REGOS does not answer now. Orders are taken and passed on later; check again in a few minutes.',
  },
  regos_busy: {
    severity: 'warning',
    ru: () => 'Лимит запросов к REGOS сейчас исчерпан. Подождите минуту и повторите проверку.',
    uz: () => 'REGOSga soʻrovlar limiti hozir tugagan. Bir daqiqa kutib, qayta tekshiring.',
    en: () => 'The limit of requests to REGOS is used up now. Wait a minute and check again.',
  },
  service_unauthorized: {
    severity: 'error',
    ru: () => 'REGOS не принимает ключ нашего сервиса. Это не ваша ошибка: сообщите в поддержку сервиса.',
    uz: () =>
      'REGOS xizmatimiz kalitini qabul qilmayapti. Bu sizning xatoyingiz emas: yordam xizmatiga yozing.',
    en: () => 'REGOS does not accept the key of our service. It is no fault of yours: tell our support.',
  },
  connection_unknown: {
    severity: 'error',
    ru: () => 'REGOS не находит этого подключения. Удалите интеграцию в REGOS и подключите её заново.',
    uz: () => 'REGOS bu ulanishni topmayapti. REGOSda integratsiyani oʻchiring va qayta ulang.',
    en: () => 'REGOS does not find this connection. Remove the integration in REGOS and connect it again.',
  },
  connection_inactive: {
    severity: 'error',
    ru: () => 'Интеграция выключена в REGOS. Включите её в разделе «Интеграции».',
    uz: () => 'Integratsiya REGOSda oʻchirilgan. Uni «Integratsiyalar» boʻlimida yoqing.',
    en: () => 'The integration is switched off in REGOS. Switch it on among the integrations.',
  },
  handler_blacklisted: {
    severity: 'error',
    ru: (minutes) =>
      `REGOS временно не присылает нам события (ещё ${minutes} мин). Статусы заказов придут с задержкой; сообщите в поддержку.`,
    uz: (minutes) =>
      `REGOS vaqtincha bizga hodisalarni yubormayapti (yana ${minutes} daq). Buyurtma holatlari kechikadi; yordam xizmatiga yozing.`,
    en: (minutes) =>
      `REGOS sends us no events for now (another ${minutes} min). Order statuses will be late; tell our support.`,
  },
  handler_failing: {
    severity: 'warning',
    ru: (at) =>
      `REGOS не смог передать нам событие (последний раз ${at}). Если это повторяется, сообщите в поддержку.`,
    uz: (at) =>
      `REGOS bizga hodisani yetkaza olmadi (oxirgi marta ${at}). Takrorlansa, yordam xizmatiga yozing.`,
    en: (at) => `REGOS could not pass an event to us (last at ${at}). If this goes on, tell our support.`,
  },
  tariff_ok: {
    severity: 'ok',
    ru: (tariff) => `Учётная запись REGOS действует, тариф: ${tariff}.`,
    uz: (tariff) => `REGOS hisobi amal qilmoqda, tarif: ${tariff}.`,
    en: (tariff) => `The REGOS account is in force, tariff: ${tariff}.`,
  },
  tariff_expired: {
    severity: 'error',
    ru: (day) => `Тариф REGOS закончился (${day}). Продлите его, иначе заказы не попадут в REGOS.`,
    uz: (day) => `REGOS tarifi tugagan (${day}). Uni uzaytiring, aks holda buyurtmalar REGOSga tushmaydi.`,
    en: (day) => `The REGOS tariff has ended (${day}). Extend it, or orders will not reach REGOS.`,
  },
  tariff_ending: {
    severity: 'warning',
    ru: (day) => `Тариф REGOS скоро закончится (${day}). Продлите его заранее, чтобы магазин не остановился.`,
    uz: (day) =>
      `REGOS tarifi tez orada tugaydi (${day}). Doʻkon toʻxtab qolmasligi uchun oldindan uzaytiring.`,
    en: (day) => `The REGOS tariff ends soon (${day}). Extend it in time so that the shop goes on.`,
  },
  account_not_active: {
    severity: 'error',
    ru: (status) => `Учётная запись REGOS не активна (${status}). Обратитесь в REGOS, чтобы её включили.`,
    uz: (status) => `REGOS hisobi faol emas (${status}). Uni yoqish uchun REGOSga murojaat qiling.`,
    en: (status) => `The REGOS account is not active (${status}). Ask REGOS to switch it on.`,
  },
  api_access_off: {
    severity: 'error',
    ru: () => 'В тарифе REGOS нет доступа для интеграций (API). Подключите его или смените тариф.',
    uz: () => 'REGOS tarifida integratsiyalar uchun ruxsat (API) yoʻq. Uni ulang yoki tarifni almashtiring.',
    en: () => 'The REGOS tariff has no access for integrations (API). Add it, or change the tariff.',
  },
  events_off: {
    severity: 'warning',
    ru: () =>
      'В тарифе REGOS нет событий (webhook). Статусы заказов будут приходить покупателям с задержкой.',
    uz: () => 'REGOS tarifida hodisalar (webhook) yoʻq. Buyurtma holatlari xaridorlarga kechikib yetadi.',
    en: () => 'The REGOS tariff has no events (webhooks). Buyers will learn the order status with a delay.',
  },
  events_missing: {
    severity: 'warning',
    ru: (names) =>
      `Для интеграции не включены события: ${names}. Без них остатки, цены и статусы заказов обновляются в боте с задержкой. Включите их в настройках интеграции в REGOS.`,
    uz: (names) =>
      `Integratsiya uchun bu hodisalar yoqilmagan: ${names}. Ularsiz qoldiqlar, narxlar va buyurtma holatlari botda kechikib yangilanadi. Ularni REGOSdagi integratsiya sozlamalarida yoqing.`,
    en: (names) =>
      `These events are not switched on for the integration: ${names}. Without them stock, prices and order statuses reach the bot late. Switch them on in the settings of the integration in REGOS.`,
  },
  no_telegram_field: {
    severity: 'warning',
    ru: () =>
      'Тариф REGOS не хранит Telegram покупателя. Покупатели узнаются по телефону; связь видна только в боте.',
    uz: () =>
      'REGOS tarifi xaridorning Telegramini saqlamaydi. Xaridorlar telefon orqali taniladi; bogʻlanish faqat botda koʻrinadi.',
    en: () =>
      'The REGOS tariff does not keep the Telegram of a customer. Buyers are found by phone; only the bot knows the link.',
  },
  not_checked: {
    severity: 'warning',
    ru: (title) => `«${title}»: REGOS не ответил, проверить не удалось. Повторите проверку через минуту.`,
    uz: (title) =>
      `«${title}»: REGOS javob bermadi, tekshirib boʻlmadi. Bir daqiqadan keyin qayta tekshiring.`,
    en: (title) => `“${title}”: REGOS did not answer, this was not checked. Check again in a minute.`,
  },
  no_right_to_read: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: у интеграции нет права читать это в REGOS. Попросите администратора REGOS выдать его.`,
    uz: (title) =>
      `«${title}»: integratsiyada buni REGOSda oʻqish huquqi yoʻq. REGOS administratoridan soʻrang.`,
    en: (title) =>
      `“${title}”: the integration may not read this in REGOS. Ask your REGOS administrator for the right.`,
  },
} as const satisfies Record<string, FindingWords>;
