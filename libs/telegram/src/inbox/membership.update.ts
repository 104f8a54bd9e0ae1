import { ShopperRepository } from '@rto/customers';
import { Bell } from '@rto/jobs';
import { HeldNoticeRepository } from '@rto/orders';
import { Ctx, On, Update } from 'nestjs-telegraf';
import type { Context } from 'telegraf';
import { ReturningPeople } from './returning-people';
import type { UpdateState } from './update-router';

/** A person blocked the bot or came back; a group put it out or let it in. */
@Update()
export class MembershipUpdate {
  constructor(
    private readonly shoppers: ShopperRepository,
    private readonly people: ReturningPeople,
    private readonly held: HeldNoticeRepository,
    private readonly bell: Bell,
  ) {}

  @On('my_chat_member')
  async onMembership(@Ctx() context: Context): Promise<void> {
    const change = context.myChatMember;
    if (!change) return;
    const { id: tenantId } = (context.state as UpdateState).tenant;
    const { id: chatId, type } = change.chat;
    const { status } = change.new_chat_member;
    const isOut = status === 'kicked' || status === 'left';
    if (type === 'private') {
      return isOut ? this.shoppers.markBlocked(tenantId, chatId) : this.people.heard({ tenantId, chatId });
    }
    if (isOut) return; // the next message to the staff finds out, if it was their chat
    await this.held.wake(tenantId, chatId);
    await this.bell.ring('notices.send', { tenantId });
  }
}
