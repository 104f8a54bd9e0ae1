import type { CancelReasonKey } from '@rto/orders';
import type { DeliveryOrderStatus } from '@rto/regos';

const reason: Record<CancelReasonKey, string> = {
  noGoods: 'Нет товара',
  noAnswer: 'Не дозвонились',
  tooFar: 'Не доставляем по этому адресу',
  noTime: 'Не успеваем',
  twice: 'Повторный заказ',
};

const status: Record<DeliveryOrderStatus, string> = {
  New: 'Новый',
  Approved: 'Принят',
  Processing: 'Собирается',
  Paying: 'Готов, ожидает оплаты',
  Finished: 'Выполнен',
  Canceled: 'Отменён',
  ReturnPaying: 'Возврат',
  ReturnProcessing: 'Возврат',
  CanceledByPosSale: 'Отменён на кассе',
  CanceledByPosReturn: 'Возврат отменён',
  Unknown: 'В работе',
};

/** What the shop's staff reads in its chat. */
export const staff = {
  approve: '✅ Принять',
  cancel: '❌ Отменить',
  call: '📞 Позвонить',
  map: '🗺 На карте',
  write: '✍️ Написать покупателю',
  back: '⬅️ Назад',
  ownReason: '✏️ Другая причина',
  whyCancel: 'Почему отменяем? Покупатель прочитает причину.',
  typeReason: (number: number) =>
    `Почему отменяем заказ № ${number}? Ответьте на это сообщение: покупатель прочитает ваши слова.`,
  reasonTooLong: (max: string) => `Слишком длинно. Уместите причину в ${max} символов.`,
  title: (number: number, text: string) => `Заказ № ${number}: ${text}`,
  regosCode: (code: string) => `Номер в REGOS: ${code}`,
  buyer: (name: string) => `👤 ${name}`,
  delivery: (type: string) => `🚚 ${type}`,
  address: (address: string) => `📍 ${address}`,
  wanted: (time: string) => `🕒 На ${time}`,
  note: (note: string) => `💬 ${note}`,
  articul: (articul: string) => `арт. ${articul}`,
  left: (quantity: string) => `осталось ${quantity}`,
  cameFrom: (source: string) => `📣 Откуда: ${source}`,
  payment: (name: string) => `💳 Оплата: ${name}`,
  courier: (name: string) => `🛵 Курьер: ${name}`,
  cancelledWhy: (reason: string) => `Причина: ${reason}`,
  place: (number: number) => `Заказ № ${number}`,
  placed: 'Оформлен',
  submitted: 'Передан в REGOS',
  byMember: (text: string, name: string) => `${text}: ${name}`,
  cancelledByBuyer: 'Отменён покупателем',
  cancelledByOperator: 'Отменён оператором сервиса',
  deleted: 'Удалён в REGOS',
  buyerCancelled: (number: number) => `❌ Покупатель отменил заказ № ${number}. Собирать его не нужно.`,
  late: (number: number, minutes: string) =>
    `⏰ Заказ № ${number} ждёт уже ${minutes} мин, его никто не принял. Нажмите «Принять» или «Отменить» на карточке.`,
  approved: (number: number) => `Заказ № ${number} принят`,
  wasCancelled: (number: number) => `Заказ № ${number} отменён, покупатель узнает причину`,
  phoneHidden: 'Телефон здесь не показываем, он есть в REGOS.',
  noPhone: 'Телефона в заказе нет.',
  already: (number: number, text: string, name: string) =>
    name === '' ? `Заказ № ${number} уже: ${text}` : `Заказ № ${number} уже: ${text} (${name})`,
  onlyHere: 'Эти кнопки работают только в чате сотрудников этого магазина.',
  noOrder: 'Такого заказа в этом магазине нет.',
  onItsWay: 'Заказ ещё передаётся в REGOS. Попробуйте через минуту.',
  unseen: 'REGOS сейчас не показывает этот заказ. Откройте его в REGOS и проверьте.',
  tooLate: 'REGOS не даёт отменить: заказ уже собирают, или он закрыт. Отмените его в REGOS или на кассе.',
  moved: 'Этот заказ уже не новый: посмотрите, что с ним, на карточке.',
  outOfOrder: 'REGOS не разрешает этот шаг (ошибка 1063): заказ уже в другом состоянии.',
  closed: 'REGOS не разрешает (ошибка 1065): заказ уже закрыт, отменить его нельзя.',
  noRight: (code: string) =>
    `REGOS не разрешает (ошибка ${code}): у пользователя интеграции нет на это права. Сделайте это в REGOS.`,
  refused: (code: string) => `REGOS отказал (ошибка ${code}). Откройте заказ в REGOS.`,
  regosAway: 'REGOS сейчас не отвечает. Попробуйте через минуту.',
  reason,
  status,
};
