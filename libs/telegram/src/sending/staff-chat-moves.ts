import { Injectable } from '@nestjs/common';
import { HeldNoticeRepository, NoticeRepository } from '@rto/orders';
import type { ChatId, TenantId } from '@rto/kernel';
import { staffChatOf, TenantService } from '@rto/settings';

/** The staff's group becomes a supergroup, which has another number. */
@Injectable()
export class StaffChatMoves {
  constructor(
    private readonly tenants: TenantService,
    private readonly notices: NoticeRepository,
    private readonly held: HeldNoticeRepository,
  ) {}

  /** The new number counts until the shop has entered it; the group is told so once, and what waits goes there. */
  async moved(tenantId: TenantId, from: ChatId, movedTo: ChatId): Promise<void> {
    const before = staffChatOf(await this.tenants.get(tenantId));
    const tenant = await this.tenants.staffChatMoved(tenantId, from, movedTo);
    if (staffChatOf(tenant) === movedTo && before !== movedTo) {
      const content = { type: 'staffChatMoved', movedTo } as const;
      await this.notices.add(tenantId, 'order', [{ chatId: movedTo, content }]);
    }
    await this.held.wakeStaff(tenantId); // each finds its chat then
  }
}
