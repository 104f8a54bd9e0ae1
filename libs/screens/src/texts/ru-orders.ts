import type { DeliveryOrderStatus } from '@rto/regos';
import type { OrderState, RefusalReason } from '@rto/orders';

const status: Record<DeliveryOrderStatus, string> = {
  New: 'передан в магазин, ждём подтверждения',
  Approved: 'принят магазином',
  Processing: 'собирается',
  Paying: 'готов, ожидает оплаты',
  Finished: 'выдан. Спасибо за покупку!',
  Canceled: 'отменён',
  ReturnPaying: 'оформляется возврат',
  ReturnProcessing: 'оформляется возврат',
  CanceledByPosSale: 'отменён на кассе',
  CanceledByPosReturn: 'возврат отменён',
  Unknown: 'в работе',
};

/** The same, once it is passed. */
const step: Record<DeliveryOrderStatus, string> = {
  ...status,
  New: 'передан в магазин',
  Paying: 'готов',
  Finished: 'выдан',
};

/** What to expect, and what can be done meanwhile. */
const nextStatus: Record<DeliveryOrderStatus, string> = {
  New: 'Магазин ещё не подтвердил заказ: пока его можно отменить.',
  Approved: 'Магазин готовит заказ. Как он продвигается, видно в сообщении о нём.',
  Processing: 'Магазин готовит заказ. Как он продвигается, видно в сообщении о нём.',
  Paying: 'Всё собрано, осталось оплатить и получить.',
  Finished: 'Нужно то же самое? «Повторить» положит эти товары в корзину.',
  Canceled: 'Если заказ ещё нужен, нажмите «Повторить».',
  ReturnPaying: 'Возврат оформляет магазин.',
  ReturnProcessing: 'Возврат оформляет магазин.',
  CanceledByPosSale: 'Если заказ ещё нужен, нажмите «Повторить».',
  CanceledByPosReturn: 'Нужно то же самое? «Повторить» положит эти товары в корзину.',
  Unknown: 'Магазин работает с заказом.',
};

const nextState: Record<OrderState, string> = {
  placed: 'Сообщим, когда заказ будет в магазине.',
  submitting: 'Сообщим, когда заказ будет в магазине.',
  unknown: 'Сообщим, как только узнаем. Пожалуйста, не оформляйте его повторно.',
  submitted: 'Магазин работает с заказом.',
  refused: 'Товары вернулись в корзину: поправьте её и оформите заказ снова.',
  cancelled: 'Если заказ ещё нужен, нажмите «Повторить».',
  needs_attention: 'Пожалуйста, не оформляйте его повторно.',
};

const state: Record<OrderState, string> = {
  placed: 'передаём в магазин',
  submitting: 'передаём в магазин',
  unknown: 'уточняем у магазина',
  submitted: 'передан в магазин',
  refused: 'магазин не принял',
  cancelled: 'отменён',
  needs_attention: 'ещё не передан в магазин, разбираемся',
};

const refusal: Record<RefusalReason, string> = {
  notEnoughStock: 'не всё есть в нужном количестве (чего не хватает, видно при оформлении)',
  itemGone: 'не всё ещё продаётся (чего нет, видно при оформлении)',
  itemIsSet:
    'один из товаров продаётся набором, через бота его не заказать; уберите его и закажите остальное',
  amountTooLarge: 'сумма или количество слишком большие',
  phoneInvalid: 'не подошёл номер телефона',
  phoneMissing: 'не хватает вашего номера телефона',
  phoneUnverified: 'магазин сначала должен подтвердить ваш номер телефона',
  shopSettings: 'приём заказов через бота сейчас не настроен',
  other: 'причину подскажут в магазине',
};

export const orders = {
  title: 'Мои заказы',
  empty: 'Вы ещё ничего не заказывали.',
  number: (number: number) => `Заказ № ${number}`,
  regosCode: (code: string) => `Номер в магазине: ${code}`,
  placedAt: (time: string) => `Оформлен: ${time}`,
  statusLine: (text: string) => `Статус: ${text}`,
  repeat: '🔁 Повторить',
  cancel: 'Отменить заказ',
  cancelQuestion: (number: number) => `Отменить заказ № ${number}? Восстановить его потом нельзя.`,
  cancelYes: 'Да, отменить',
  cancelNo: 'Нет, оставить',
  repeated: 'Товары добавлены в корзину.',
  notAvailable: (name: string) => `• ${name}: сейчас нет в продаже`,
  cancelled: 'Заказ отменён.',
  deleted: 'удалён магазином',
  deletedByShop: 'Этот заказ магазин удалил. Если он ещё нужен, нажмите «Повторить».',
  nowLike: 'Сейчас заказ такой:',
  ordered: (total: string) => `Вы заказывали на ${total}`,
  placedStep: 'получен',
  was: (was: string) => `было ${was}`,
  added: 'добавил магазин',
  deliveryAt: (time: string) => `Ко времени: ${time}`,
  courier: (name: string) => `Курьер: ${name}`,
  receipt: (url: string) => `Чек: ${url}`,
  status,
  step,
  nextStatus,
  state,
  nextState,
};

export const notices = {
  accepted: (number: number) => `✅ Заказ № ${number} передан в магазин, ждём подтверждения.`,
  approved: (number: number) => `✅ Заказ № ${number} принят магазином.`,
  acceptedCode: (code: string) => `Номер в магазине: ${code}`,
  waiting: (number: number) =>
    `⏳ Ваш заказ № ${number} у нас, уточняем у магазина. Пожалуйста, не оформляйте его повторно.`,
  refused: (number: number, reason: string) =>
    `❌ Магазин не смог принять заказ № ${number}: ${reason}. Товары вернулись в корзину.`,
  needsAttention: (number: number) =>
    `⚠️ Заказ № ${number} сохранён, но передать его в магазин пока не удалось, мы разбираемся. Пожалуйста, не оформляйте его повторно.`,
  deleted: (number: number) =>
    `❌ Заказ № ${number} отменён: магазин удалил его у себя. Если он ещё нужен, нажмите «Повторить».`,
  cancelled: (number: number) =>
    `❌ Заказ № ${number}: магазин отменил заказ. Если он ещё нужен, нажмите «Повторить».`,
  cancelledAtTill: (number: number) =>
    `❌ Заказ № ${number} отменён на кассе. Если он ещё нужен, нажмите «Повторить».`,
  phoneUsedByOther:
    'ℹ️ С вашего номера телефона сделали заказ из другого аккаунта Telegram. Ваши заказы и карты остались у вас. Если это не вы, сообщите магазину.',
  status: (number: number, text: string) => `📦 Заказ № ${number}: ${text}`,
  courier: (number: number, name: string) => `🚚 Заказ № ${number}: курьер ${name}`,
  picked: (number: number) => `✏️ Заказ № ${number}: магазин собрал не всё так, как вы заказали.`,
  pickedLine: (name: string, was: string, now: string) => `• ${name}: было ${was}, стало ${now}`,
  pickedGone: (name: string, was: string) => `• ${name}: не оказалось, убрали (было ${was})`,
  pickedAdded: (name: string, now: string) => `• ${name}: добавлено ${now}`,
  repriced: (number: number) => `✏️ Заказ № ${number}: магазин изменил цену.`,
  retotalled: (number: number) => `✏️ Заказ № ${number}: магазин изменил сумму, товары те же.`,
  pickedTotal: (total: string) => `Новая сумма: ${total}`,
  receipt: (number: number, url: string) => `🧾 Чек по заказу № ${number}: ${url}`,
  staffPhoneHidden: 'Телефон покупателя смотрите в REGOS',
  staffNew: (number: number) => `🆕 Новый заказ № ${number}`,
  staffAttention: (number: number) =>
    `⚠️ Заказ № ${number} требует внимания. Проверьте, есть ли он в REGOS и один ли он там, и позвоните покупателю.`,
  staffDeleted: (number: number) =>
    `🗑 Заказ № ${number} закрыт: его документ удалён в REGOS. Покупателю мы об этом написали.`,
  staffChatMoved: (movedTo: string) =>
    `ℹ️ Эта группа стала супергруппой, и её номер изменился. Заказы приходят сюда и дальше. Впишите новый номер в настройках интеграции REGOS, поле «Чат сотрудников»: ${movedTo}`,
  refusal,
  /** What to do about the reason, where something can be done. */
  phoneInvalidHint: 'Система магазина не принимает номер вашего Telegram. Смените его в настройках Telegram.',
  phoneMissingHint: 'Оформите заказ ещё раз, мы спросим номер.',
};
