/**
 * Statuses of a delivery order with their ids and legal moves (docs/regos.md 10.4 and 21.6). Where the till's two
 * ways of calling off (29, 30) may lead from and to is assumed.
 */
export const STATUSES = [
  'New',
  'Approved',
  'Processing',
  'Paying',
  'Finished',
  'Canceled',
  'ReturnPaying',
  'CanceledByPosSale',
  'CanceledByPosReturn',
  'ReturnProcessing',
] as const;
export type Status = (typeof STATUSES)[number];

interface StatusFacts {
  readonly id: number;
  /** As a Russian account shows it. */
  readonly name: string;
  readonly nameVar: string;
  readonly moves: readonly Status[];
}

const FACTS: Readonly<Record<Status, StatusFacts>> = {
  New: { id: 22, name: 'Новый', nameVar: 'CTLG_ORDER_STATUS_NEW', moves: ['Approved', 'Canceled'] },
  Approved: {
    id: 23,
    name: 'Подтверждён',
    nameVar: 'CTLG_ORDER_STATUS_APPROVED',
    moves: ['Processing', 'Canceled'],
  },
  Processing: {
    id: 24,
    name: 'В обработке',
    nameVar: 'CTLG_ORDER_STATUS_PROCESSING',
    moves: ['New', 'Paying', 'Canceled', 'CanceledByPosSale'],
  },
  Paying: {
    id: 25,
    name: 'К оплате',
    nameVar: 'CTLG_ORDER_STATUS_PREPARE_PAY',
    moves: ['New', 'Canceled', 'CanceledByPosSale', 'Finished'],
  },
  Finished: {
    id: 26,
    name: 'Завершён',
    nameVar: 'CTLG_ORDER_STATUS_FINISHED',
    moves: ['ReturnProcessing', 'ReturnPaying'],
  },
  Canceled: { id: 27, name: 'Отменён', nameVar: 'CTLG_ORDER_STATUS_CANCELED', moves: [] },
  ReturnPaying: {
    id: 28,
    name: 'Возврат к оплате',
    nameVar: 'CTLG_ORDER_STATUS_PREPARE_PAY_RETURN',
    moves: ['Finished', 'Canceled', 'CanceledByPosReturn'],
  },
  CanceledByPosSale: {
    id: 29,
    name: 'Отменён на кассе',
    nameVar: 'CTLG_ORDER_STATUS_CANCELED_BY_POS_SALE',
    moves: [],
  },
  CanceledByPosReturn: {
    id: 30,
    name: 'Возврат отменён на кассе',
    nameVar: 'CTLG_ORDER_STATUS_CANCELED_BY_POS_RETURN',
    moves: ['ReturnProcessing', 'ReturnPaying'],
  },
  ReturnProcessing: {
    id: 31,
    name: 'Возврат в обработке',
    nameVar: 'CTLG_ORDER_STATUS_RETURN_PROCESSING',
    moves: ['ReturnPaying', 'Finished', 'CanceledByPosReturn'],
  },
};

export function statusFacts(status: Status): StatusFacts {
  return FACTS[status];
}

/** Where an order may go from here. */
export function allowedMoves(from: Status): readonly Status[] {
  return FACTS[from].moves;
}

/** By name or by id: REGOS's own clients send both. */
export function parseStatus(value: string | number): Status | undefined {
  return STATUSES.find((status) => status === value || FACTS[status].id === value);
}

/** The goods of an order in these statuses are with the buyer; those of a return are until it has ended. */
export function isSold(status: Status): boolean {
  return status === 'Finished' || status === 'CanceledByPosReturn' || status.startsWith('Return');
}

/** The goods of an order in these statuses are reserved (`booked`). */
export function isBooking(status: Status): boolean {
  return status === 'New' || status === 'Approved' || status === 'Processing' || status === 'Paying';
}
