import { Injectable } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import type { AlongInTransaction } from '@rto/database';
import { Clock, failpoint, firstLanguage, plainText, type ChatId, type TenantId } from '@rto/kernel';
import { formats, texts } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import type { User } from 'telegraf/types';
import { newDialog, type Dialog } from './dialog';
import { DialogRepository } from './dialog.repository';
import type { Turn } from './turn';

/** Begins and ends turns: the dialog is read once and written once an update. */
@Injectable()
export class Conversations {
  constructor(
    private readonly dialogs: DialogRepository,
    private readonly shoppers: ShopperRepository,
    private readonly clock: Clock,
  ) {}

  async begin(
    tenant: Tenant,
    chatId: ChatId,
    from: User,
    update: { readonly id: number; readonly endUpdate: AlongInTransaction; readonly tapId?: string },
  ): Promise<Turn> {
    const dialog =
      (await this.dialogs.find(tenant.id, chatId)) ?? (await this.firstDialog(tenant, chatId, from));
    return {
      tenant,
      chatId,
      person: {
        id: from.id,
        firstName: plainText(from.first_name),
        lastName: from.last_name && plainText(from.last_name),
      },
      changeId: `update-${update.id}`,
      endUpdate: update.endUpdate,
      tapId: update.tapId,
      now: this.clock.now(),
      t: texts(dialog.language),
      f: formats(dialog.language, tenant.settings.timeZone),
      dialog,
    };
  }

  /** What the person's current screen waits for. */
  async awaited(tenantId: TenantId, chatId: ChatId): Promise<Dialog['awaits']> {
    return (await this.dialogs.find(tenantId, chatId))?.awaits;
  }

  /** The person has read what is kept of them: nothing says it again. */
  async toldOfData(turn: Turn): Promise<void> {
    await this.shoppers.save(turn.tenant.id, turn.chatId, { toldOfDataAt: turn.now });
    turn.dialog = { ...turn.dialog, toldOfData: true };
  }

  async end(turn: Turn): Promise<void> {
    await this.dialogs.save(turn.tenant.id, turn.chatId, turn.dialog, turn.tenant.settings.orderStateTtlSec);
    await failpoint('draft.changed');
  }

  /**
   * A dialog in the language chosen before, else Telegram's, else the shop's; kept for messages that are sent
   * unasked.
   */
  private async firstDialog(tenant: Tenant, chatId: ChatId, from: User): Promise<Dialog> {
    const shopper = await this.shoppers.find(tenant.id, chatId);
    const toldOfData = shopper?.toldOfDataAt !== undefined;
    const goodsView = shopper?.catalogView;
    if (shopper?.language && !shopper.blockedAt) {
      return { ...newDialog(shopper.language, false, goodsView), toldOfData };
    }
    const language = shopper?.language ?? firstLanguage(from.language_code, tenant.settings.defaultLanguage);
    await this.shoppers.save(tenant.id, chatId, { language, blockedAt: null });
    return { ...newDialog(language, !shopper?.language, goodsView), toldOfData };
  }
}
