import type { FindingWords } from './finding-words';

/** About the first goods of the catalogue. `some` is like `3/10: «Apples», «Juice»`. */
export const GOODS_WORDS = {
  goods_ok: {
    severity: 'ok',
    ru: (count) => `Проверены первые товары каталога (${count}): их можно заказать.`,
    uz: (count) => `Katalogning dastlabki tovarlari tekshirildi (${count}): ularni buyurtma qilish mumkin.`,
    en: (count) => `The first goods of the catalogue were checked (${count}): they can be ordered.`,
  },
  no_goods: {
    severity: 'error',
    ru: () => 'В REGOS нет ни одного товара. Добавьте товары, и они появятся в боте.',
    uz: () => 'REGOSda birorta ham tovar yoʻq. Tovar qoʻshing, ular botda paydo boʻladi.',
    en: () => 'REGOS has no goods at all. Add some, and they will appear in the bot.',
  },
  no_goods_in_groups: {
    severity: 'error',
    ru: (title) => `«${title}»: в выбранных группах нет товаров. Выберите другие группы или очистите поле.`,
    uz: (title) =>
      `«${title}»: tanlangan guruhlarda tovar yoʻq. Boshqa guruhlarni tanlang yoki maydonni tozalang.`,
    en: (title) => `“${title}”: the chosen groups have no goods. Choose other groups, or clear the field.`,
  },
  nothing_shown: {
    severity: 'error',
    ru: () =>
      'Товары в REGOS есть, но ни один не подходит под настройки показа: каталог пуст. Причины указаны ниже.',
    uz: () =>
      'REGOSda tovarlar bor, lekin birortasi koʻrsatish sozlamalariga mos emas: katalog boʻsh. Sabablari quyida.',
    en: () =>
      'REGOS has goods, but none suits the settings of what is shown: the catalogue is empty. The reasons follow.',
  },
  price_type_ignored: {
    severity: 'error',
    ru: () =>
      'REGOS прислал цены другого вида, чем выбран в настройках. Выберите вид цены заново; если не поможет, сообщите в поддержку.',
    uz: () =>
      'REGOS sozlamalarda tanlanganidan boshqa turdagi narxlarni yubordi. Narx turini qayta tanlang; yordam bermasa, yordam xizmatiga yozing.',
    en: () =>
      'REGOS sent prices of another type than the one chosen. Choose the price type again; if that does not help, tell the support.',
  },
  no_prices_in_stock: {
    severity: 'error',
    ru: (title) =>
      `«${title}»: у этого вида цены нет цен на этом складе, заказать нечего. Виды цен относятся к филиалам: выберите вид цены филиала этого склада или назначьте цены.`,
    uz: (title) =>
      `«${title}»: bu narx turida shu ombor uchun narxlar yoʻq, buyurtma qilib boʻlmaydi. Narx turlari filialga tegishli: shu ombor filialining narx turini tanlang yoki narx belgilang.`,
    en: (title) =>
      `“${title}”: this price type has no prices in this stock, so nothing can be ordered. Price types belong to a branch: choose one of the branch of this stock, or set prices.`,
  },
  goods_without_price: {
    severity: 'warning',
    ru: (_, some) =>
      `Нет цены выбранного вида у товаров: ${some}. Заказать их нельзя; назначьте цены в REGOS.`,
    uz: (_, some) =>
      `Tanlangan turdagi narxi yoʻq tovarlar: ${some}. Ularni buyurtma qilib boʻlmaydi; REGOSda narx belgilang.`,
    en: (_, some) =>
      `No price of the chosen type for: ${some}. They cannot be ordered; set their prices in REGOS.`,
  },
  goods_without_image: {
    severity: 'warning',
    ru: (_, some) =>
      `Нет фото, поэтому скрыты товары: ${some}. Добавьте фото в REGOS или включите показ без фото.`,
    uz: (_, some) =>
      `Rasmi yoʻqligi uchun yashirilgan tovarlar: ${some}. REGOSda rasm qoʻshing yoki rasmsiz koʻrsatishni yoqing.`,
    en: (_, some) =>
      `Hidden because they have no picture: ${some}. Add pictures in REGOS, or switch on showing goods without.`,
  },
  goods_out_of_stock: {
    severity: 'warning',
    ru: (_, some) =>
      `Нет остатка на складе, поэтому скрыты товары: ${some}. Проверьте склад или включите показ без остатка.`,
    uz: (_, some) =>
      `Omborda qoldiq yoʻqligi uchun yashirilgan tovarlar: ${some}. Omborni tekshiring yoki qoldiqsiz koʻrsatishni yoqing.`,
    en: (_, some) =>
      `Hidden because the stock has none: ${some}. Check the stock, or switch on showing goods that are out of stock.`,
  },
  goods_overbooked: {
    severity: 'warning',
    ru: (some) =>
      `Зарезервировано больше, чем есть на складе: ${some}. Проверьте остатки и открытые заказы в REGOS.`,
    uz: (some) =>
      `Ombordagidan koʻp band qilingan tovarlar: ${some}. REGOSda qoldiq va ochiq buyurtmalarni tekshiring.`,
    en: (some) => `More is reserved than the stock has: ${some}. Check quantities and open orders in REGOS.`,
  },
  goods_without_group: {
    severity: 'warning',
    ru: (some) =>
      `Товары без группы: ${some}. В каталоге они стоят отдельно от групп; укажите группу в REGOS.`,
    uz: (some) =>
      `Guruhsiz tovarlar: ${some}. Katalogda ular guruhlardan alohida turadi; REGOSda guruhini koʻrsating.`,
    en: (some) =>
      `Goods without a group: ${some}. The catalogue shows them beside the groups; give them a group in REGOS.`,
  },
  goods_bad_image: {
    severity: 'warning',
    ru: (some) =>
      `Фото этих товаров не показываются, потому что их адрес не открыть из интернета: ${some}. Загрузите фото в REGOS заново.`,
    uz: (some) =>
      `Bu tovarlarning rasmi koʻrsatilmaydi, chunki manzili internetdan ochilmaydi: ${some}. Rasmni REGOSga qayta yuklang.`,
    en: (some) =>
      `The pictures of these goods are not shown, because their addresses cannot be opened from the internet: ${some}. Upload them to REGOS again.`,
  },
  goods_long_names: {
    severity: 'warning',
    ru: (some) => `Названия не поместятся на кнопке: ${some}. Сократите их в REGOS.`,
    uz: (some) => `Tugmaga sigʻmaydigan nomlar: ${some}. Ularni REGOSda qisqartiring.`,
    en: (some) => `Names that do not fit a button: ${some}. Shorten them in REGOS.`,
  },
  only_variant_parents: {
    severity: 'warning',
    ru: () =>
      'Первые товары каталога — карточки без самих вариантов (размеров, цветов). Проверьте варианты и их остатки в REGOS.',
    uz: () =>
      'Katalogning dastlabki tovarlari variantlarsiz (oʻlcham, rang) kartochkalar. REGOSda variantlar va qoldiqlarini tekshiring.',
    en: () =>
      'The first goods are cards without their variants (sizes, colours). Check the variants and their stock in REGOS.',
  },
  minimum_high: {
    severity: 'warning',
    ru: (title, minimum, highest) =>
      `«${title}» (${minimum}) больше ста самых дорогих из первых товаров (${highest}). Проверьте, нет ли лишних нулей.`,
    uz: (title, minimum, highest) =>
      `«${title}» (${minimum}) dastlabki tovarlarning eng qimmatidan (${highest}) yuz barobar katta. Ortiqcha nol yoʻqligini tekshiring.`,
    en: (title, minimum, highest) =>
      `“${title}” (${minimum}) is more than a hundred of the dearest of the first goods (${highest}). Check for extra zeros.`,
  },
} as const satisfies Record<string, FindingWords>;
