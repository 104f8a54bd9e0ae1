import type { FindingWords } from './finding-words';

/** About the values of settings: what they name in REGOS, and whether they suit a shop. */
export const SHOP_WORDS = {
  record_ok: {
    severity: 'ok',
    ru: (title, name) => `«${title}»: ${name}.`,
    uz: (title, name) => `«${title}»: ${name}.`,
    en: (title, name) => `“${title}”: ${name}.`,
  },
  record_not_found: {
    severity: 'error',
    ru: (title, id) => `«${title}»: записи № ${id} в REGOS нет. Выберите значение из списка.`,
    uz: (title, id) => `«${title}»: REGOSda ${id}-raqamli yozuv yoʻq. Roʻyxatdan qiymat tanlang.`,
    en: (title, id) => `“${title}”: REGOS has no record number ${id}. Choose a value from the list.`,
  },
  record_deleted: {
    severity: 'error',
    ru: (title, name) => `«${title}»: «${name}» помечено в REGOS на удаление. Выберите другое значение.`,
    uz: (title, name) => `«${title}»: «${name}» REGOSda oʻchirishga belgilangan. Boshqa qiymat tanlang.`,
    en: (title, name) => `“${title}”: “${name}” is marked as deleted in REGOS. Choose another value.`,
  },
  records_missing: {
    severity: 'error',
    ru: (title) =>
      `«${title}»: в REGOS нет ни одной такой записи. Создайте её в REGOS и выберите в настройках.`,
    uz: (title) =>
      `«${title}»: REGOSda bunday yozuv umuman yoʻq. Uni REGOSda yarating va sozlamalarda tanlang.`,
    en: (title) =>
      `“${title}”: REGOS has no such record at all. Create one in REGOS and choose it in the settings.`,
  },
  foreign_currency: {
    severity: 'warning',
    ru: (_, currency) =>
      `Цены выбранного вида в валюте ${currency}. Если покупатели платят в сумах, выберите другой вид цены.`,
    uz: (_, currency) =>
      `Tanlangan narx turi ${currency} valyutasida. Xaridorlar soʻmda toʻlasa, boshqa narx turini tanlang.`,
    en: (_, currency) =>
      `The chosen prices are in ${currency}. If buyers pay in soum, choose another price type.`,
  },
  quantity_stock_differs: {
    severity: 'warning',
    ru: (_, shown, used) =>
      `Остатки показаны со склада «${shown}», а заказы идут на склад «${used}»: товара там может не быть. Проверьте, что так задумано.`,
    uz: (_, shown, used) =>
      `Qoldiqlar «${shown}» omboridan koʻrsatiladi, buyurtmalar esa «${used}» omboriga tushadi: u yerda tovar boʻlmasligi mumkin. Shunday rejalanganini tekshiring.`,
    en: (_, shown, used) =>
      `Quantities are shown from “${shown}” while orders go to “${used}”, which may not have the goods. Check that this is meant.`,
  },
  no_delivery_types: {
    severity: 'error',
    ru: () =>
      'Бот должен спрашивать способ доставки, но в REGOS нет ни одного. Создайте их в REGOS или выключите вопрос.',
    uz: () =>
      'Bot yetkazib berish turini soʻrashi kerak, lekin REGOSda bittasi ham yoʻq. REGOSda yarating yoki savolni oʻchiring.',
    en: () =>
      'The bot must ask for the delivery type, but REGOS has none. Create some in REGOS, or switch the question off.',
  },
  item_groups_not_found: {
    severity: 'warning',
    ru: (title, ids) => `«${title}»: групп № ${ids} в REGOS нет, их товары не видны. Выберите группы заново.`,
    uz: (title, ids) =>
      `«${title}»: REGOSda ${ids}-raqamli guruhlar yoʻq, tovarlari koʻrinmaydi. Guruhlarni qayta tanlang.`,
    en: (title, ids) =>
      `“${title}”: REGOS has no groups number ${ids}, their goods are not shown. Choose the groups again.`,
  },
  item_groups_all_gone: {
    severity: 'error',
    ru: (title) =>
      `«${title}»: ни одной из выбранных групп в REGOS больше нет, каталог пуст. Выберите группы заново.`,
    uz: (title) =>
      `«${title}»: tanlangan guruhlarning hech biri REGOSda qolmagan, katalog boʻsh. Guruhlarni qayta tanlang.`,
    en: (title) =>
      `“${title}”: none of the chosen groups is left in REGOS, the catalogue is empty. Choose the groups again.`,
  },
  fee_item_not_found: {
    severity: 'warning',
    ru: (title, id) =>
      `«${title}»: товара или услуги № ${id} в REGOS нет, поэтому плата за доставку не станет строкой заказа, а будет написана в его описании. Укажите номер действующей услуги.`,
    uz: (title, id) =>
      `«${title}»: REGOSda ${id}-raqamli tovar yoki xizmat yoʻq, shuning uchun yetkazish haqi buyurtmaning alohida qatori boʻlmaydi, tavsifiga yoziladi. Amaldagi xizmat raqamini kiriting.`,
    en: (title, id) =>
      `“${title}”: REGOS has no item or service number ${id}, so the delivery fee is no line of the order and stands in its description. Enter the number of a service that exists.`,
  },
  fee_item_unfit: {
    severity: 'warning',
    ru: (title, name) =>
      `«${title}»: «${name}» помечено на удаление или имеет варианты, поэтому плата за доставку пишется в описание заказа. Выберите другую услугу.`,
    uz: (title, name) =>
      `«${title}»: «${name}» oʻchirishga belgilangan yoki variantlari bor, shuning uchun yetkazish haqi buyurtma tavsifiga yoziladi. Boshqa xizmatni tanlang.`,
    en: (title, name) =>
      `“${title}”: “${name}” is marked as deleted or has variants, so the delivery fee stands in the description of orders. Choose another service.`,
  },
  card_group_not_found: {
    severity: 'warning',
    ru: (title, id) =>
      `«${title}»: группы карт № ${id} в REGOS нет, поэтому бот не сможет выпускать карты. Выберите группу из списка или очистите поле.`,
    uz: (title, id) =>
      `«${title}»: REGOSda ${id}-raqamli karta guruhi yoʻq, shuning uchun bot karta chiqara olmaydi. Guruhni roʻyxatdan tanlang yoki maydonni boʻshating.`,
    en: (title, id) =>
      `“${title}”: REGOS has no card group number ${id}, so the bot cannot give cards. Choose a group from the list, or clear the field.`,
  },
  shop_disabled: {
    severity: 'warning',
    ru: () =>
      'Магазин выключен оператором: бот отвечает, что магазин закрыт. Попросите оператора включить его.',
    uz: () =>
      'Doʻkon operator tomonidan oʻchirilgan: bot doʻkon yopiq deb javob beradi. Operatordan yoqishni soʻrang.',
    en: () =>
      'The operator has disabled the shop: the bot says that it is closed. Ask the operator to enable it.',
  },
  shop_removed: {
    severity: 'error',
    ru: () => 'Магазин удалён, бот остановлен. Подключите интеграцию заново, чтобы он вернулся.',
    uz: () => 'Doʻkon oʻchirib tashlangan, bot toʻxtatilgan. Qaytarish uchun integratsiyani qayta ulang.',
    en: () =>
      'The shop has been removed and its bot is stopped. Connect the integration again to bring it back.',
  },
  orders_disabled: {
    severity: 'warning',
    ru: (title) =>
      `«${title}» включено: покупатели видят товары, но заказать не могут. Выключите, чтобы принимать заказы.`,
    uz: (title) =>
      `«${title}» yoqilgan: xaridorlar tovarlarni koʻradi, lekin buyurtma bera olmaydi. Qabul qilish uchun oʻchiring.`,
    en: (title) => `“${title}” is on: shoppers see the goods and cannot order. Switch it off to take orders.`,
  },
  approval_by_hand: {
    severity: 'warning',
    ru: (title) =>
      `«${title}» выключено: касса не увидит заказ, пока кто-нибудь его не подтвердит. Подтверждайте заказы в REGOS сами или включите настройку.`,
    uz: (title) =>
      `«${title}» oʻchirilgan: kimdir tasdiqlamaguncha kassa buyurtmani koʻrmaydi. Buyurtmalarni REGOSda oʻzingiz tasdiqlang yoki sozlamani yoqing.`,
    en: (title) =>
      `“${title}” is off: the till does not see the order until somebody approves it. Approve orders in REGOS, or switch the setting on.`,
  },
  documents_hidden: {
    severity: 'warning',
    ru: (title) =>
      `«${title}»: интеграция не может прочитать документы этого склада, покупатели не узнают статус заказа. Откройте ей этот склад в правах REGOS.`,
    uz: (title) =>
      `«${title}»: integratsiya bu ombor hujjatlarini oʻqiy olmayapti, xaridorlar buyurtma holatini bilmaydi. REGOS huquqlarida unga shu omborni oching.`,
    en: (title) =>
      `“${title}”: the integration cannot read back documents of this stock, so buyers hear no status of their order. Give it the right to this stock in REGOS.`,
  },
  hours_ok: {
    severity: 'ok',
    ru: (start, end, now) => `Заказы принимаются с ${start} до ${end}. Сейчас в магазине ${now}.`,
    uz: (start, end, now) => `Buyurtmalar ${start} dan ${end} gacha qabul qilinadi. Doʻkonda hozir ${now}.`,
    en: (start, end, now) => `Orders are taken from ${start} to ${end}. In the shop it is ${now} now.`,
  },
  closed_now: {
    severity: 'ok',
    ru: (start, end, now) => `Сейчас магазин закрыт (${now}): заказы принимаются с ${start} до ${end}.`,
    uz: (start, end, now) =>
      `Doʻkon hozir yopiq (${now}): buyurtmalar ${start} dan ${end} gacha qabul qilinadi.`,
    en: (start, end, now) => `The shop is closed now (${now}): orders are taken from ${start} to ${end}.`,
  },
  hours_unlimited: {
    severity: 'warning',
    ru: () =>
      'Начало и конец работы совпадают, поэтому магазин открыт круглые сутки. Исправьте время или выключите ограничение.',
    uz: () =>
      'Ish boshlanishi va tugashi bir xil, shuning uchun doʻkon kun-u tun ochiq. Vaqtni tuzating yoki cheklovni oʻchiring.',
    en: () =>
      'Opening and closing time are the same, so the shop is open day and night. Correct them, or switch the limit off.',
  },
  hours_short: {
    severity: 'warning',
    ru: (minutes) => `Магазин открыт всего ${minutes} мин в сутки. Проверьте начало и конец работы.`,
    uz: (minutes) =>
      `Doʻkon sutkasiga atigi ${minutes} daqiqa ochiq. Ish boshlanishi va tugashini tekshiring.`,
    en: (minutes) =>
      `The shop is open for ${minutes} minutes a day only. Check the opening and closing time.`,
  },
  foreign_time_zone: {
    severity: 'warning',
    ru: (title, zone, now) =>
      `«${title}»: по поясу ${zone} сейчас ${now}, в Ташкенте другое время. Если магазин в Узбекистане, укажите Asia/Tashkent.`,
    uz: (title, zone, now) =>
      `«${title}»: ${zone} boʻyicha hozir ${now}, Toshkentda vaqt boshqacha. Doʻkon Oʻzbekistonda boʻlsa, Asia/Tashkent deb yozing.`,
    en: (title, zone, now) =>
      `“${title}”: in ${zone} it is ${now}, not as in Tashkent. If the shop is in Uzbekistan, enter Asia/Tashkent.`,
  },
  page_size_large: {
    severity: 'warning',
    ru: (title, size) => `«${title}»: ${size} товаров на экране телефона трудно листать. Удобнее от 5 до 10.`,
    uz: (title, size) =>
      `«${title}»: telefon ekranida ${size} ta tovarni varaqlash qiyin. 5 tadan 10 tagacha qulayroq.`,
    en: (title, size) => `“${title}”: ${size} goods are hard to scroll on a phone. 5 to 10 are easier.`,
  },
  checkout_ttl_short: {
    severity: 'warning',
    ru: (title, seconds) =>
      `«${title}»: через ${seconds} с начатый заказ забывается, покупатель может не успеть. Укажите не меньше 3600.`,
    uz: (title, seconds) =>
      `«${title}»: boshlangan buyurtma ${seconds} soniyada unutiladi, xaridor ulgurmasligi mumkin. Kamida 3600 deb yozing.`,
    en: (title, seconds) =>
      `“${title}”: a started order is forgotten after ${seconds} s, too soon for some. Enter 3600 or more.`,
  },
  orders_unlimited: {
    severity: 'warning',
    ru: (title) =>
      `«${title}» и дневной лимит равны 0: один человек может завалить магазин заказами. Укажите хотя бы одно из двух, например 5 и 10.`,
    uz: (title) =>
      `«${title}» va kunlik cheklov 0 ga teng: bitta odam doʻkonni buyurtmalarga koʻmib tashlashi mumkin. Kamida bittasini yozing, masalan 5 va 10.`,
    en: (title) =>
      `“${title}” and the limit of a day are 0: one person can flood the shop with orders. Enter at least one of them, such as 5 and 10.`,
  },
  open_above_day: {
    severity: 'warning',
    ru: (title, open, day) =>
      `«${title}»: ${open}, а за день разрешено только ${day}, поэтому первое число не действует. Увеличьте дневной лимит или уменьшите это число.`,
    uz: (title, open, day) =>
      `«${title}»: ${open}, bir kunda esa faqat ${day} ta mumkin, shuning uchun birinchi son ishlamaydi. Kunlik cheklovni oshiring yoki bu sonni kamaytiring.`,
    en: (title, open, day) =>
      `“${title}” is ${open}, and only ${day} are allowed in a day, so the first number has no effect. Raise the limit of a day, or lower this one.`,
  },
} as const satisfies Record<string, FindingWords>;
