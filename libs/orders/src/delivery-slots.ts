import { dayAfter, localDate, localInstant } from '@rto/kernel';
import type { TenantSettings } from '@rto/settings';

/** A time at which an order may be brought, as it is offered at a moment. */
export interface OfferedSlot {
  readonly start: Date;
  readonly end: Date;
}

export type SlotRules = Pick<TenantSettings, 'deliverySlots' | 'slotDays' | 'timeZone'>;

/** The slots that have not begun yet; when those of all days offered are over, the next day's. */
export function offeredSlots(rules: SlotRules, now: Date): OfferedSlot[] {
  if (rules.deliverySlots.length === 0) return [];
  const today = localDate(now, rules.timeZone);
  const ofDay = (daysAhead: number): OfferedSlot[] =>
    rules.deliverySlots
      .map((slot) => {
        const day = dayAfter(today, daysAhead);
        const isOvernight = slot.end <= slot.start;
        return {
          start: localInstant(day, slot.start, rules.timeZone),
          end: localInstant(isOvernight ? dayAfter(day, 1) : day, slot.end, rules.timeZone),
        };
      })
      .filter(({ start }) => start > now);
  const offered = Array.from({ length: rules.slotDays }, (_, daysAhead) => ofDay(daysAhead)).flat();
  return offered.length > 0 ? offered : ofDay(rules.slotDays);
}

/** The slot that was chosen, as long as it is offered. @param start ISO 8601 */
export function chosenSlot(rules: SlotRules, start: string | undefined, now: Date): OfferedSlot | undefined {
  if (start === undefined) return undefined;
  const instant = Date.parse(start);
  return offeredSlots(rules, now).find((slot) => slot.start.getTime() === instant);
}
