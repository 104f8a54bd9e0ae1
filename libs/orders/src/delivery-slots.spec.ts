import { chosenSlot, offeredSlots, type SlotRules } from './delivery-slots';

const TEN = { start: 600, end: 720 };
const NOON = { start: 720, end: 840 };
const NIGHT = { start: 1_320, end: 120 };

function rules(given: Partial<SlotRules> = {}): SlotRules {
  return { deliverySlots: [TEN, NOON], slotDays: 2, timeZone: 'Asia/Tashkent', ...given };
}

const at = (time: string): Date => new Date(`2026-11-30T${time}:00+05:00`);
const starts = (of: SlotRules, now: Date) => offeredSlots(of, now).map(({ start }) => start.toISOString());

describe('the slots of a shop', () => {
  it('are those of today that have not begun, and those of the days after', () => {
    expect(starts(rules(), at('10:00'))).toEqual([
      '2026-11-30T07:00:00.000Z',
      '2026-12-01T05:00:00.000Z',
      '2026-12-01T07:00:00.000Z',
    ]);
  });

  it('are those of the next day when all of the days offered are over', () => {
    expect(starts(rules({ slotDays: 1 }), at('12:00'))).toEqual([
      '2026-12-01T05:00:00.000Z',
      '2026-12-01T07:00:00.000Z',
    ]);
  });

  it('count the days by the shop’s own clock', () => {
    const lateInLondon = new Date('2026-11-30T20:00:00Z'); // 01:00 of the first of December in Tashkent
    expect(starts(rules({ slotDays: 1 }), lateInLondon)).toEqual([
      '2026-12-01T05:00:00.000Z',
      '2026-12-01T07:00:00.000Z',
    ]);
  });

  it('may end on the next day', () => {
    const [slot] = offeredSlots(rules({ deliverySlots: [NIGHT] }), at('10:00'));
    expect(slot?.end.toISOString()).toBe('2026-11-30T21:00:00.000Z');
  });

  it('are none where the shop has none', () => {
    expect(offeredSlots(rules({ deliverySlots: [] }), at('10:00'))).toEqual([]);
  });

  it('can be chosen until they begin, and only they', () => {
    const noon = '2026-11-30T07:00:00.000Z';
    expect(chosenSlot(rules(), noon, at('11:59'))).toBeDefined();
    expect(chosenSlot(rules(), noon, at('12:00'))).toBeUndefined();
    expect(chosenSlot(rules(), '2026-11-30T07:30:00.000Z', at('11:59'))).toBeUndefined();
    expect(chosenSlot(rules({ deliverySlots: [TEN] }), noon, at('11:59'))).toBeUndefined();
  });
});
