import type { Texts } from './ru';
import { saved, share } from './uz-share';
import { campaigns } from './uz-campaigns';
import { news } from './uz-news';
import { catalog, help, reading } from './uz-catalog';
import { notices, orders } from './uz-orders';
import { buying } from './checkout/uz';
import { owner } from './uz-owner';
import { staff } from './uz-staff';
import { talk } from './uz-talk';
import { alarms } from './uz-alarms';

export const uz: Texts = {
  bot: {
    description:
      'Bu yerda doʻkon mahsulotlariga buyurtma berish mumkin: narx va suratli katalog, savat, yetkazib berish yoki olib ketish, xaridor kartasi va buyurtma holati.\n\nBoshlash uchun pastdagi tugmani bosing.',
    shortDescription: 'Doʻkonimiz katalogi, buyurtmalari va xaridor kartasi.',
    startCommand: 'Asosiy menyu',
  },
  menu: {
    catalog: '🛍 Katalog',
    cart: '🛒 Savat',
    checkout: '✅ Buyurtma berish',
    cards: '💳 Xaridor kartalari',
    orders: '📦 Buyurtmalarim',
    language: '🌐 Til',
    menu: '🏠 Menyu',
    back: '⬅️ Orqaga',
    title: 'Asosiy menyu',
    welcome: (shop) => `“${shop}” doʻkoniga xush kelibsiz!`,
    consent:
      'Bot doʻkon buyurtmalaringizni bajara olishi uchun chatingiz raqami, savatingiz va buyurtmalaringizni saqlaydi. Davom etib, bunga rozilik bildirasiz; soʻrasangiz, doʻkon bu maʼlumotlarni oʻchiradi.',
    hint: 'Nimadan boshlaymiz?',
  },
  catalog,
  reading,
  saved,
  share,
  news,
  campaigns,
  ...buying,
  orders,
  notices,
  staff,
  owner,
  talk,
  alarms,
  cards: {
    title: 'Xaridor kartalari',
    none: 'Sizda hali bu doʻkonning kartasi yoʻq. Kassada soʻrang.',
    offer: 'Sizda hali bu doʻkonning kartasi yoʻq. Uni shu yerning oʻzida bepul ochib beramiz.',
    get: '💳 Karta olish',
    beingMade: 'Karta ochilmoqda. Bir-ikki daqiqadan keyin shu yerga qarang.',
    notGiven: 'Hozir kartani ochib boʻlmadi. Kassada soʻrang.',
    use: 'Buyurtmalarda ishlatish',
    used: '✔️ Buyurtmalaringiz shu karta bilan ketadi.',
    unavailable: 'Bu doʻkonda kartalardan hozir foydalanib boʻlmaydi.',
    askPhone:
      'Kartalaringizni topish uchun telefon raqamingiz kerak. Pastdagi “Raqamni ulashish” tugmasini bosing. Uni yuborish orqali doʻkonga berilishiga rozilik bildirasiz.',
    number: (barcode) => `Karta ${barcode}`,
    balance: (balance) => `Balans: ${balance}`,
    active: 'Holati: faol',
    expires: (date) => `Amal qilish muddati: ${date}`,
    expired: (date) => `Holati: muddati tugagan, ${date}`,
    disabled: 'Holati: doʻkon oʻchirib qoʻygan',
    renew: 'Kartadan hozir foydalanib boʻlmaydi. Uni qanday yangilashni kassada soʻrang.',
    show: 'Kodni kassada koʻrsating.',
  },
  shop: {
    button: '🏪 Doʻkon',
    hours: (start, end) => `🕘 Buyurtmalar ${start} dan ${end} gacha qabul qilinadi`,
    map: '🗺 Xaritada',
    write: '✉️ Yozish',
    reach: (ways) => `📞 Doʻkon bilan bogʻlanish: ${ways}`,
    noContacts: 'Doʻkon hali telefon va manzilini koʻrsatmagan.',
  },
  help,
  language: {
    title: 'Tilni tanlang',
    chosen: 'Til: oʻzbekcha',
  },
  common: {
    hello: 'Assalomu alaykum! 👋',
    keyboardHidden: 'Tugmalar endi xabarlarning tagida 👇',
    notUnderstood: 'Tushunmadim.',
    wordsOnly: 'Rasm, ovozli xabar va stikerlarni hozircha tushunmayman, faqat soʻzlarni tushunaman.',
    typeOrTap: 'Mahsulot nomini yozing yoki tugmani bosing.',
    unknownButton: 'Bu tugma endi ishlamaydi. Mana asosiy menyu.',
    shopClosedForNow: 'Doʻkon vaqtincha yopiq. Keyinroq kirib koʻring.',
    failed: 'Xatolik yuz berdi, lekin hech narsa yoʻqolmadi. Yana urinib koʻring.',
  },
  errors: {
    cartEmpty: 'Savat boʻsh. Avval mahsulot qoʻshing.',
    cartFull: 'Savatda allaqachon 100 xil mahsulot bor: buyurtma bering yoki ortiqchasini olib tashlang.',
    belowMinimum: (minimum, total) =>
      `Buyurtmaning eng kam summasi — ${minimum}, savatda hozircha ${total}. Yana biror narsa qoʻshing.`,
    closed: (start, end) => `Doʻkon hozir yopiq. Buyurtmalar ${start} dan ${end} gacha qabul qilinadi.`,
    closedToday: (when) => `Bugun doʻkon boshqa buyurtma olmaydi. Ochilish vaqti: ${when}. Savat saqlandi.`,
    tooManyOpen: (limit) =>
      `Sizda tugallanmagan buyurtmalar allaqachon ${limit} ta, bir vaqtda bundan koʻp boʻlmaydi. Bittasi bajarilishini kuting yoki keraksizini «Buyurtmalarim» boʻlimida bekor qiling. Savat saqlandi.`,
    tooManyToday: (limit) =>
      `Bugun sizda allaqachon ${limit} ta buyurtma bor, doʻkon bir kunda bundan koʻp qabul qilmaydi. Savat saqlandi: ertaga rasmiylashtiring.`,
    ordersDisabled: 'Doʻkon hozir bot orqali buyurtma qabul qilmayapti.',
    shopNotReady: 'Doʻkon hali sozlanmoqda, hozircha buyurtma berib boʻlmaydi.',
    notEnoughStock: (available) => `Buncha yoʻq, ${available} qoldi.`,
    outOfStock: 'Bu mahsulot tugagan.',
    noPrice: 'Mahsulot narxi koʻrsatilmagan, uni buyurtma qilib boʻlmaydi.',
    itemGone: 'Bu mahsulot endi sotilmaydi.',
    groupGone: 'Bu boʻlim endi yoʻq.',
    promoGone: 'Bu aksiya tugagan. Lekin katalogda tanlash uchun mahsulotlar koʻp!',
    quantityInvalid: 'Miqdorni tushunib boʻlmadi. Son yozing, masalan 2 yoki 0,35.',
    piecesOnly: 'Bu mahsulot donalab sotiladi. Butun son yozing.',
    quantityUnclear: (less, more) =>
      `Tushunarsiz: ${less} yoki ${more}. Sonni yana yozing, minglarni nuqta va vergulsiz.`,
    otherUnit: (unit) => `Bu mahsulotning birligi: «${unit}». Miqdorni shu birlikda, bitta son bilan yozing.`,
    phoneInvalid:
      'Doʻkon tizimi Telegramdagi raqamingizni qabul qilmaydi. Uni Telegram sozlamalarida almashtirish mumkin.',
    phoneUnverified:
      'Avval doʻkon bu raqamni tasdiqlashi kerak. Buni doʻkondan soʻrang va qayta urinib koʻring.',
    phoneHeldByOther:
      'Bu raqam boshqa Telegram hisobi bilan bogʻlangan. Raqam sizniki boʻlsa, doʻkon buni toʻgʻrilaydi.',
    catalogUnavailable:
      'Katalogni hozir ochib boʻlmaydi: doʻkon javob bermayapti. Bir daqiqadan keyin urinib koʻring.',
    regosUnavailable:
      'Doʻkon hozir javob bermayapti, lekin hech narsa yoʻqolmadi. Bir daqiqadan keyin urinib koʻring.',
    cardGone: 'Bu karta endi sizda yoʻq. “Xaridor kartalari”ni qaytadan oching.',
    orderNotFound: 'Bunday buyurtma yoʻq.',
    orderOnItsWay: 'Buyurtma hozir doʻkonga yuborilmoqda. Uni bir daqiqadan keyin bekor qilib koʻring.',
    orderUnseen:
      'Doʻkon tizimi hozir bu buyurtmani koʻrsatmayapti, shuning uchun uni bu yerda bekor qilib boʻlmaydi. Yana tekshiramiz.',
    orderTooLate: 'Doʻkon bu buyurtma ustida ishlamoqda, endi uni faqat doʻkonning oʻzi bekor qila oladi.',
  },
};
