import { Injectable } from '@nestjs/common';
import { Owners } from '@rto/settings';
import { MenuFlow } from './menu.flow';
import { nameOf, type Reply, type Turn } from './turn';

/** Serves those who run the shop: what stands on a button is a client's word, so whose shop it is is asked each time. */
@Injectable()
export class ForOwner {
  constructor(
    private readonly owners: Owners,
    private readonly menu: MenuFlow,
  ) {}

  async serve(turn: Turn, work: () => Reply | Promise<Reply>): Promise<Reply> {
    const { t, tenant, chatId } = turn;
    if (await this.owners.isOwner(tenant.id, chatId)) {
      await this.owners.seen(tenant.id, chatId, nameOf(turn.person));
      return work();
    }
    return { ...this.menu.open(turn), toast: t.owner.notYours };
  }
}
