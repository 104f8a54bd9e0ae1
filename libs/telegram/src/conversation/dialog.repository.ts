import { Injectable } from '@nestjs/common';
import type { ChatId, TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import type { Dialog } from './dialog';

@Injectable()
export class DialogRepository {
  constructor(private readonly store: KeyValueStore) {}

  async find(tenantId: TenantId, chatId: ChatId): Promise<Dialog | undefined> {
    return this.store.get<Dialog>(key(tenantId, chatId));
  }

  async save(tenantId: TenantId, chatId: ChatId, dialog: Dialog, ttlSec: number): Promise<void> {
    await this.store.set(key(tenantId, chatId), dialog, ttlSec);
  }
}

function key(tenantId: TenantId, chatId: ChatId): string {
  return `t:${tenantId}:dialog:${chatId}`;
}
