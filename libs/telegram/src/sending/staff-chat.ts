import { Injectable } from '@nestjs/common';
import type { PendingNotice } from '@rto/orders';
import { settingProblem, TenantService, type Tenant } from '@rto/settings';

const PROBLEM = 'chat_unreachable';

/**
 * Whether the shop's staff can be reached in the chat of ORDERS_CHAT_ID. A wrong one is the shop's to mend, so it
 * becomes a problem of the tenant; messages to it are dropped, and no other message waits for them.
 */
@Injectable()
export class StaffChat {
  constructor(private readonly tenants: TenantService) {}

  /** Telegram refuses the message for good. @returns whether it was one for the staff */
  async wasRefused(tenant: Tenant, notice: PendingNotice): Promise<boolean> {
    if (!isForStaff(notice)) return false;
    const { ordersChatId } = (await this.tenants.get(tenant.id)).settings;
    const isCurrent = notice.chatId === ordersChatId; // it may have been mended meanwhile
    if (isCurrent && !isReported(tenant)) {
      await this.tenants.reportProblem(tenant.id, settingProblem('ORDERS_CHAT_ID', PROBLEM));
    }
    return true;
  }

  async wasReached(tenant: Tenant, notice: PendingNotice): Promise<void> {
    if (isForStaff(notice) && isReported(tenant)) await this.tenants.clearProblem(tenant.id, PROBLEM);
  }
}

function isForStaff({ content }: PendingNotice): boolean {
  return content.type.startsWith('staff');
}

function isReported({ problems }: Tenant): boolean {
  return problems.some(({ code }) => code === PROBLEM);
}
