import { Injectable } from '@nestjs/common';
import { UserError } from '@rto/kernel';
import { OwnerDoor, TenantService } from '@rto/settings';
import { OwnShopFlow } from './own-shop.flow';
import { nameOf, type Reply, type Turn } from './turn';

/** `/start owner_...`: everything behind it, since a code that is typed may have any characters. */
const OWNER_START = /^\/start(?:@\w+)?\s+owner_(\S+)\s*$/;

/** The code in what somebody sends who wants to be an owner; undefined for anything else. */
export function ownerCodeIn(text: string): string | undefined {
  return OWNER_START.exec(text)?.[1];
}

/** What comes of sending a code of an owner. */
@Injectable()
export class OwnerEntry {
  constructor(
    private readonly door: OwnerDoor,
    private readonly tenants: TenantService,
    private readonly shop: OwnShopFlow,
  ) {}

  async enter(turn: Turn, code: string): Promise<Reply> {
    const { tenant, chatId, person, t } = turn;
    const isNew = !tenant.owners.includes(chatId);
    const name = nameOf(person);
    try {
      const door = await this.door.open(tenant.id, { chatId, name, code });
      if (door === 'silent') return {};
      if (door === 'wrong') return { alert: t.owner.wrongCode };
    } catch (error) {
      if (error instanceof UserError && error.code === 'tooManyOwners') return { alert: t.owner.tooMany };
      throw error;
    }
    const entered = { ...turn, tenant: await this.tenants.get(tenant.id) };
    const reply = await this.shop.open(entered, isNew);
    turn.dialog = entered.dialog;
    return reply;
  }
}
