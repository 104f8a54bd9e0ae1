import { checkRules } from './check-rules';
import { aTenant, NOW, told } from './doctor.builders';

const check = (settings: Record<string, string> = {}) => checkRules(aTenant(settings), NOW);
const open = (start: string, end: string) =>
  check({ WORK_TIME_ENABLED: 'true', WORK_TIME_START: start, WORK_TIME_END: end });

/** It is 14:00 in Tashkent. */
describe('the check of valid values', () => {
  it('has nothing to say about the defaults', () => {
    expect(check()).toEqual([]);
  });

  it('tells that the operator has disabled the shop', () => {
    expect(told(checkRules(aTenant({}, { state: 'disabled' }), NOW))).toEqual(['shop_disabled']);
  });

  it('tells that nobody can order', () => {
    expect(told(check({ ORDERS_DISABLED: 'true' }))).toEqual(['orders_disabled ORDERS_DISABLED']);
  });

  it('tells that the till waits for somebody to approve an order (issue 9)', () => {
    const [found, ...others] = check({ AUTO_APPROVE: 'false' });
    expect(found).toMatchObject({ code: 'approval_by_hand', severity: 'warning', key: 'AUTO_APPROVE' });
    expect(found?.message.en).toContain('the till does not see the order until somebody approves it');
    expect(others).toEqual([]);
  });

  it('tells the hours and the time of the shop', () => {
    const [found] = open('09:00', '22:00');
    expect(found).toMatchObject({ code: 'hours_ok', severity: 'ok' });
    expect(found?.message.en).toBe('Orders are taken from 09:00 to 22:00. In the shop it is 14:00 now.');
  });

  it('tells that the shop is closed now, which is no fault', () => {
    expect(open('22:00', '06:00')).toMatchObject([{ code: 'closed_now', severity: 'ok' }]);
  });

  it('finds hours that begin and end together', () => {
    expect(told(open('09:00', '09:00'))).toEqual(['hours_unlimited WORK_TIME_START']);
  });

  it('finds hours too short for a shop, across midnight too', () => {
    expect(told(open('23:45', '00:30'))).toEqual(['hours_short WORK_TIME_START']);
    expect(told(open('23:30', '00:30'))).toEqual(['closed_now']);
  });

  it('finds a time zone in which the clocks differ from Tashkent', () => {
    const [found] = check({ TIME_ZONE: 'Europe/Moscow' });
    expect(found).toMatchObject({ code: 'foreign_time_zone', key: 'TIME_ZONE' });
    expect(found?.message.ru).toContain('сейчас 12:00');
    expect(check({ TIME_ZONE: 'Asia/Samarkand' })).toEqual([]);
  });

  it('finds pages too long for a phone', () => {
    expect(told(check({ CATALOG_PAGE_SIZE: '11' }))).toEqual(['page_size_large CATALOG_PAGE_SIZE']);
    expect(check({ CATALOG_PAGE_SIZE: '10' })).toEqual([]);
  });

  it('finds a checkout that is forgotten too soon', () => {
    expect(told(check({ ORDER_STATE_TTL: '3599' }))).toEqual(['checkout_ttl_short ORDER_STATE_TTL']);
    expect(check({ ORDER_STATE_TTL: '3600' })).toEqual([]);
  });

  it('finds a shop that one person can flood, and a limit that another one makes idle', () => {
    const limits = (open: string, day: string) =>
      told(check({ MAX_OPEN_ORDERS: open, MAX_ORDERS_PER_DAY: day }));
    expect(limits('0', '0')).toEqual(['orders_unlimited MAX_OPEN_ORDERS']);
    expect(limits('6', '5')).toEqual(['open_above_day MAX_OPEN_ORDERS']);
    for (const [open, day] of [
      ['5', '10'],
      ['5', '5'],
      ['0', '10'],
      ['5', '0'],
    ] as const) {
      expect(limits(open, day)).toEqual([]);
    }
  });
});
