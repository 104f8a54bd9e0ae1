import type { ChatSnapshot, FakeTelegram, Group } from '@rto/fakes';
import type { StaffView } from './protocol';

/** The group where the shop hears of its orders. */
export const STAFF_VIEW: StaffView = {
  id: -1_002_000_000_123,
  name: 'Dastarxon · заказы',
  language: 'ru',
  members: 3,
};
const MEMBER = {
  id: 7_009_009,
  is_bot: false,
  first_name: 'Шахло',
  last_name: 'Рахимова',
  language_code: 'ru',
};

/** The staff's group as one of them uses it. */
export class StaffRoom {
  private readonly group: Group;

  constructor(telegram: FakeTelegram, botToken: string) {
    const { id, name } = STAFF_VIEW;
    this.group = telegram.addGroup(botToken, { id, title: name, isSupergroup: true });
  }

  snapshot(): ChatSnapshot {
    return this.group.snapshot();
  }

  send(text: string, replyTo?: number): void {
    this.group.write(text, MEMBER, replyTo);
  }

  tapButton(messageId: number, row: number, column: number): number {
    return this.group.tapButton(messageId, row, column, MEMBER);
  }
}
