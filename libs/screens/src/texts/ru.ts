import type { DeliveryOrderStatus } from '@rto/regos';
import type { OrderState, RefusalReason } from '@rto/orders';
import { share } from './ru-share';
import { catalog, help, reading } from './ru-catalog';

const status: Record<DeliveryOrderStatus, string> = {
  New: 'отправлен в магазин',
  Approved: 'подтверждён магазином',
  Processing: 'собирается',
  Paying: 'готов, ожидает оплаты',
  Finished: 'выполнен',
  Canceled: 'отменён',
  ReturnPaying: 'оформляется возврат',
  ReturnProcessing: 'оформляется возврат',
  CanceledByPosSale: 'отменён на кассе',
  CanceledByPosReturn: 'возврат отменён',
  Unknown: 'в работе',
};

const state: Record<OrderState, string> = {
  placed: 'передаём в магазин',
  submitting: 'передаём в магазин',
  unknown: 'уточняем у магазина',
  submitted: 'отправлен в магазин',
  refused: 'магазин не принял',
  cancelled: 'отменён',
  needs_attention: 'ещё не передан в магазин, разбираемся',
};

const refusal: Record<RefusalReason, string> = {
  notEnoughStock: 'какого-то товара уже не хватает на складе',
  itemGone: 'один из товаров больше не продаётся',
  itemIsSet:
    'один из товаров продаётся набором, через бота его не заказать; уберите его и закажите остальное',
  amountTooLarge: 'сумма или количество слишком большие',
  phoneInvalid: 'не подошёл номер телефона',
  phoneMissing: 'не хватает вашего номера телефона',
  phoneUnverified: 'магазин сначала должен подтвердить ваш номер телефона, обратитесь туда',
  shopSettings: 'приём заказов через бота сейчас не настроен',
  other: 'причину подскажут в магазине',
};

/** Russian; the shape of every language. Labels are fixed (docs/product.md 7). */
export const ru = {
  /** What the bot says about itself in Telegram, before anybody wrote to it. */
  bot: {
    description:
      'Здесь можно заказать товары магазина: каталог с ценами и фотографиями, корзина, доставка или самовывоз, карта покупателя и статус заказа.\n\nНажмите кнопку внизу, чтобы начать.',
    shortDescription: 'Каталог, заказы и карта покупателя нашего магазина.',
    startCommand: 'Главное меню',
  },
  menu: {
    catalog: '🛍 Каталог',
    cart: '🛒 Корзина',
    checkout: '✅ Оформить заказ',
    cards: '💳 Карты покупателя',
    orders: '📦 Мои заказы',
    language: '🌐 Язык',
    menu: '🏠 Меню',
    back: '⬅️ Назад',
    title: 'Главное меню',
    welcome: (shop: string) => `Добро пожаловать в магазин «${shop}»!`,
    consent:
      'Бот хранит номер вашего чата, корзину и заказы, чтобы магазин мог выполнить заказ. Продолжая, вы с этим соглашаетесь; по вашей просьбе магазин удалит эти данные.',
    hint: 'С чего начнём?',
  },
  catalog,
  reading,
  share,
  cart: {
    title: 'Корзина',
    empty: 'Корзина пуста. Загляните в каталог.',
    total: (sum: string) => `Итого: ${sum}`,
    remove: (name: string) => `🗑 Удалить ${name}`,
    more: (count: number) => `… и ещё позиций: ${count}`,
    clear: 'Очистить корзину',
    cleared: 'Корзина очищена',
    gone: 'Этого товара в корзине уже нет',
  },
  checkout: {
    title: 'Оформление заказа',
    sharePhone: '📱 Поделиться номером',
    sendLocation: '📍 Отправить локацию',
    skip: 'Пропустить',
    confirm: '✅ Подтвердить',
    abort: '✖️ Отменить',
    askPhone:
      'Нужен ваш номер телефона, чтобы магазин мог связаться с вами. Нажмите кнопку «Поделиться номером» внизу.',
    consent: 'Отправляя номер, вы соглашаетесь на его передачу магазину для выполнения заказа.',
    phoneButtonHint: 'Кнопка с номером — внизу 👇',
    ownContactOnly:
      'Нужен именно ваш номер. Нажмите кнопку «Поделиться номером» внизу: чужой или набранный вручную номер не подойдёт.',
    contactOfOther:
      'Нужен именно ваш номер, а эта карточка не вашего аккаунта Telegram. Нажмите кнопку «Поделиться номером» внизу.',
    contactPassedOn:
      'Нужен именно ваш номер, прямо отсюда: пересланный контакт и контакт от другого бота не подойдут. Нажмите кнопку «Поделиться номером» внизу.',
    phoneNotSent:
      'Пришла только надпись, без номера. Нажмите саму кнопку «Поделиться номером» внизу; если её не видно, откройте её значком у поля ввода.',
    phoneReceived: 'Спасибо, номер получен.',
    askDeliveryType: 'Как доставить заказ?',
    askAddress: 'Напишите адрес доставки одним сообщением.',
    addressTooLong: (max: string) => `Адрес слишком длинный. Уместите его в ${max} символов.`,
    askLocation: 'Куда привезти? Нажмите кнопку «Отправить локацию» внизу.',
    locationSkippable: 'Если не нужно, нажмите «Пропустить».',
    locationButtonHint: 'Кнопка с локацией — внизу 👇',
    locationReceived: 'Спасибо, локация получена.',
    locationNeeded:
      'Сейчас нужна локация. Нажмите кнопку «Отправить локацию» внизу. С компьютера её не отправить: откройте этот чат на телефоне.',
    locationNotSent:
      'Пришла только надпись, без локации: в браузере и на компьютере Telegram её не отправляет. Откройте этот чат на телефоне и нажмите «Отправить локацию».',
    askNote: 'Есть пожелания к заказу? Напишите примечание или нажмите «Пропустить».',
    noteTooLong: (max: string) => `Примечание слишком длинное. Уместите его в ${max} символов.`,
    skipped: 'Хорошо, пропускаем.',
    cannotSkip: 'Этот шаг пропустить нельзя: без него магазин не сможет выполнить заказ.',
    captionTaken: 'Записали подпись. Сам файл магазину не передаётся.',
    addressCorrected: 'Адрес исправлен.',
    noteCorrected: 'Примечание исправлено.',
    correctedTooLate: (number: number) =>
      `Заказ №${number} уже оформлен, правка сообщения его не меняет. Если это важно, сообщите магазину или отмените заказ в разделе «Мои заказы» и оформите его заново.`,
    useButtons: 'Пожалуйста, ответьте кнопкой под сообщением.',
    summary: 'Проверьте заказ',
    phone: (phone: string) => `Телефон: ${phone}`,
    delivery: (name: string) => `Доставка: ${name}`,
    address: (address: string) => `Адрес: ${address}`,
    location: 'Локация: отправлена',
    note: (note: string) => `Примечание: ${note}`,
    changed: 'Пока вы оформляли, кое-что изменилось:',
    priceChanged: (name: string, was: string, now: string) => `• ${name}: цена была ${was}, стала ${now}`,
    lessStock: (name: string, wanted: string, available: string) =>
      `• ${name}: вы выбрали ${wanted}, осталось ${available}`,
    lineGone: (name: string) => `• ${name}: этого товара больше нет, убрали его из корзины`,
    confirmAgain: 'Проверьте и подтвердите ещё раз.',
    placed: (number: number) => `Заказ №${number} получен, передаём в магазин.`,
    placedHint: 'Сообщим, когда магазин его примет.',
    alreadyPlaced: (number: number) => `Заказ №${number} уже оформлен.`,
    aborted: 'Оформление отменено. Товары остались в корзине.',
    outdated: 'Эта кнопка устарела. Вот где вы остановились.',
    resumed: 'Продолжаем с того места, где вы остановились.',
    expired: 'Это оформление уже закрыто. Начните заново из корзины.',
    continueHint: 'Чтобы продолжить оформление, нажмите «Оформить заказ».',
  },
  orders: {
    title: 'Мои заказы',
    empty: 'Вы ещё ничего не заказывали.',
    number: (number: number) => `Заказ №${number}`,
    regosCode: (code: string) => `Номер в магазине: ${code}`,
    placedAt: (time: string) => `Оформлен: ${time}`,
    statusLine: (text: string) => `Статус: ${text}`,
    repeat: '🔁 Повторить',
    cancel: 'Отменить заказ',
    cancelQuestion: (number: number) => `Отменить заказ №${number}? Восстановить его потом нельзя.`,
    cancelYes: 'Да, отменить',
    cancelNo: 'Нет, оставить',
    repeated: 'Товары добавлены в корзину.',
    notAvailable: (name: string) => `• ${name}: сейчас нет в продаже`,
    cancelled: 'Заказ отменён.',
    deleted: 'удалён магазином',
    deletedByShop: 'Этот заказ магазин удалил. Если он ещё нужен, нажмите «Повторить».',
    nowLike: 'Сейчас заказ такой:',
    ordered: (total: string) => `Вы заказывали на ${total}`,
    status,
    state,
  },
  notices: {
    accepted: (number: number) => `✅ Заказ №${number} принят.`,
    acceptedCode: (code: string) => `Номер в магазине: ${code}`,
    waiting: (number: number) =>
      `⏳ Ваш заказ №${number} у нас, уточняем у магазина. Пожалуйста, не оформляйте его повторно.`,
    refused: (number: number, reason: string) =>
      `❌ Магазин не смог принять заказ №${number}: ${reason}. Товары вернулись в корзину.`,
    needsAttention: (number: number) =>
      `⚠️ Заказ №${number} сохранён, но передать его в магазин пока не удалось, мы разбираемся. Пожалуйста, не оформляйте его повторно. Если срочно, свяжитесь с магазином.`,
    deleted: (number: number) =>
      `❌ Заказ №${number} отменён: магазин удалил его у себя. Если он ещё нужен, нажмите «Повторить»; о причине спросите в магазине.`,
    phoneUsedByOther:
      'ℹ️ С вашего номера телефона сделали заказ из другого Telegram. Ваши заказы и карты остались у вас. Если это не вы, сообщите магазину.',
    status: (number: number, text: string) => `📦 Заказ №${number}: ${text}`,
    courier: (number: number, name: string) => `🚚 Заказ №${number}: курьер ${name}`,
    picked: (number: number) => `✏️ Заказ №${number}: магазин собрал не всё так, как вы заказали.`,
    pickedLine: (name: string, was: string, now: string) => `• ${name}: было ${was}, стало ${now}`,
    pickedGone: (name: string, was: string) => `• ${name}: было ${was}, не будет`,
    pickedAdded: (name: string, now: string) => `• ${name}: добавлено ${now}`,
    repriced: (number: number) => `✏️ Заказ №${number}: магазин изменил цену.`,
    retotalled: (number: number) => `✏️ Заказ №${number}: магазин изменил сумму, товары те же.`,
    pickedTotal: (total: string) => `Новая сумма: ${total}`,
    receipt: (number: number, url: string) => `🧾 Чек по заказу №${number}: ${url}`,
    staffPhoneHidden: 'Телефон покупателя смотрите в REGOS: этот чат открыт для всех',
    staffNew: (number: number) => `🆕 Новый заказ №${number}`,
    staffAttention: (number: number) => `⚠️ Заказ №${number} требует внимания`,
    staffDeleted: (number: number) =>
      `🗑 Заказ №${number} закрыт: его документ удалён в REGOS. Покупателю мы об этом написали.`,
    staffChatMoved: (movedTo: string) =>
      `ℹ️ Эта группа стала супергруппой, и её номер изменился. Заказы приходят сюда и дальше. Впишите новый номер в настройках интеграции REGOS, поле «Чат сотрудников»: ${movedTo}`,
    refusal,
    /** What to do about the reason, where something can be done. */
    phoneInvalidHint:
      'Система магазина не принимает номер вашего Telegram. Смените его в настройках Telegram или свяжитесь с магазином.',
    phoneMissingHint: 'Оформите заказ ещё раз, мы спросим номер.',
  },
  cards: {
    title: 'Карты покупателя',
    none: 'У вас пока нет карты этого магазина. Спросите о ней на кассе.',
    unavailable: 'В этом магазине карты сейчас недоступны.',
    askPhone:
      'Чтобы найти ваши карты, нужен ваш номер телефона. Нажмите кнопку «Поделиться номером» внизу. Отправляя его, вы соглашаетесь на его передачу магазину.',
    number: (barcode: string) => `Карта ${barcode}`,
    balance: (balance: string) => `Баланс: ${balance}`,
    active: 'Статус: активна',
    expires: (date: string) => `Действует до ${date}`,
    expired: (date: string) => `Статус: срок действия истёк ${date}`,
    disabled: 'Статус: отключена магазином',
    renew: 'Сейчас картой пользоваться нельзя. Спросите на кассе, как её обновить.',
    show: 'Покажите код на кассе.',
  },
  shop: {
    button: '🏪 Магазин',
    hours: (start: string, end: string) => `🕘 Заказы принимаются с ${start} до ${end}`,
    map: '🗺 На карте',
    write: '✉️ Написать',
    reach: (ways: string) => `📞 Связаться с магазином: ${ways}`,
    noContacts: 'Магазин ещё не указал телефон и адрес.',
  },
  help,
  language: {
    title: 'Выберите язык',
    chosen: 'Язык: русский',
  },
  common: {
    hello: 'Здравствуйте! 👋',
    keyboardHidden: 'Хорошо.',
    notUnderstood: 'Не понял вас.',
    wordsOnly: 'Фото, голосовые и стикеры я пока не понимаю, только слова.',
    typeOrTap: 'Напишите название товара, я поищу, или нажмите кнопку.',
    unknownButton: 'Эта кнопка больше не работает. Вот главное меню.',
    shopClosedForNow: 'Магазин временно закрыт. Загляните позже.',
    failed: 'Что-то пошло не так, но ничего не потеряно. Попробуйте ещё раз.',
  },
  errors: {
    cartEmpty: 'Корзина пуста. Сначала добавьте товары.',
    cartFull: 'В корзине уже 100 товаров: оформите заказ или уберите лишнее.',
    belowMinimum: (minimum: string, total: string) =>
      `Минимальная сумма заказа — ${minimum}, в корзине пока на ${total}. Добавьте ещё что-нибудь.`,
    closed: (start: string, end: string) => `Сейчас магазин закрыт. Заказы принимаются с ${start} до ${end}.`,
    tooManyOpen: (limit: string) =>
      `Незавершённых заказов у вас уже ${limit}, больше одновременно нельзя. Дождитесь, пока магазин выполнит один из них, или отмените ненужный в «Мои заказы». Корзина сохранена.`,
    tooManyToday: (limit: string) =>
      `Заказов за сегодня у вас уже ${limit}, больше в один день магазин не принимает. Корзина сохранена: оформите её завтра.`,
    ordersDisabled: 'Магазин сейчас не принимает заказы через бота.',
    shopNotReady: 'Магазин ещё не закончил настройку, заказ пока оформить нельзя.',
    notEnoughStock: (available: string) => `Столько нет: осталось ${available}.`,
    outOfStock: 'Этот товар закончился.',
    noPrice: 'У товара не указана цена, заказать его нельзя.',
    itemGone: 'Этого товара больше нет в продаже.',
    groupGone: 'Этого раздела больше нет.',
    promoGone: 'Эта акция уже закончилась. Но в каталоге есть из чего выбрать!',
    quantityInvalid: 'Не получилось понять количество. Напишите число, например 2 или 0,35.',
    piecesOnly: 'Этот товар продаётся целыми штуками. Напишите целое число.',
    quantityUnclear: (less: string, more: string) =>
      `Непонятно, ${less} или ${more}. Напишите число ещё раз, тысячи без точки и запятой.`,
    otherUnit: (unit: string) => `Единица этого товара: «${unit}». Напишите количество в ней, одним числом.`,
    phoneInvalid:
      'Система магазина не принимает номер вашего Telegram. Его можно сменить в настройках Telegram.',
    phoneUnverified:
      'Магазин сначала должен подтвердить этот номер. Попросите его об этом и попробуйте ещё раз.',
    phoneHeldByOther:
      'Этот номер уже связан с другим аккаунтом Telegram. Если номер ваш, магазин это исправит.',
    catalogUnavailable: 'Каталог сейчас недоступен: магазин не отвечает. Попробуйте через минуту.',
    regosUnavailable: 'Магазин сейчас не отвечает, но ничего не потеряно. Попробуйте через минуту.',
    orderNotFound: 'Такого заказа нет.',
    orderOnItsWay: 'Заказ как раз передаётся в магазин. Попробуйте отменить его через минуту.',
    orderUnseen:
      'Система магазина сейчас не показывает этот заказ, поэтому отменить его здесь нельзя. Проверим ещё раз.',
    orderTooLate: 'Магазин уже работает с этим заказом, отменить его может только сам магазин.',
  },
};

export type Texts = typeof ru;
