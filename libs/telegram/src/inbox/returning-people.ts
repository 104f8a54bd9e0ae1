import { Injectable } from '@nestjs/common';
import { ShopperRepository, type ShopperChat } from '@rto/customers';
import { Bell } from '@rto/jobs';
import { HeldNoticeRepository } from '@rto/orders';
import { GroupedCalls } from './grouped-calls';

const MAX_IN_STATEMENT = 500;

/** People who were taken for gone, and are not: campaigns reach them again, and what waited for them goes. */
@Injectable()
export class ReturningPeople {
  private readonly calls = new GroupedCalls<ShopperChat, void>(async (chats) => {
    await this.wake(chats);
    return [];
  }, MAX_IN_STATEMENT);

  constructor(
    private readonly shoppers: ShopperRepository,
    private readonly held: HeldNoticeRepository,
    private readonly bell: Bell,
  ) {}

  /** Of whatever a person does in the chat with the bot. Repeated, it changes nothing. */
  heard(chat: ShopperChat): Promise<void> {
    return this.calls.add(chat);
  }

  private async wake(chats: readonly ShopperChat[]): Promise<void> {
    for (const { tenantId, chatId } of await this.shoppers.areBack(chats)) {
      await this.held.wake(tenantId, chatId);
      await this.bell.ring('notices.send', { tenantId });
    }
  }
}
