import type { Notice } from '@rto/orders';
import type { Formats } from './formats';
import type { Screen } from './screen';
import type { Texts } from './texts';

/** What is wrong with the shop, and not with one order. */
export type AlarmNotice = Extract<
  Notice,
  { type: 'staffRegosAway' | 'staffRegosBack' | 'staffCallsSpent' | 'staffQuota' }
>;

/** Told to the staff, with what to do. */
export function alarmScreen(notice: AlarmNotice, t: Texts, f: Formats): Screen {
  return { text: [alarmText(notice, t.alarms, f)], keyboard: [], stays: true };
}

function alarmText(notice: AlarmNotice, alarms: Texts['alarms'], f: Formats): string {
  switch (notice.type) {
    case 'staffRegosAway':
      return alarms.regosAway;
    case 'staffRegosBack':
      return alarms.regosBack(String(notice.minutes));
    case 'staffCallsSpent':
      return alarms.callsSpent(f.number(String(notice.calls)), f.number(String(notice.budget)));
    case 'staffQuota':
      return alarms.quota;
  }
}
