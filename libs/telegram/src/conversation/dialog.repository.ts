import { Injectable } from '@nestjs/common';
import { Cipher, type CipherPlace } from '@rto/database';
import { PermanentError, type ChatId, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import type { CheckoutDraft } from '@rto/orders';
import type { Dialog } from './dialog';

/** `phone` in plain is what versions before wrote. */
type StoredDialog = Omit<Dialog, 'draft'> & {
  readonly draft?: CheckoutDraft & { readonly phoneCipher?: string };
};

/** Dialogs lie in Redis, where nothing is readable that a person would not shout: the phone is encrypted. */
@Injectable()
export class DialogRepository {
  constructor(
    private readonly store: KeyValueStore,
    private readonly cipher: Cipher,
  ) {}

  async find(tenantId: TenantId, chatId: ChatId): Promise<Dialog | undefined> {
    const stored = await this.store.get<StoredDialog>(key(tenantId, chatId));
    if (!stored?.draft?.phoneCipher) return stored;
    const { phoneCipher, ...draft } = stored.draft;
    const phone = this.readable(tenantId, phoneCipher);
    return { ...stored, draft: phone === undefined ? draft : { ...draft, phone } };
  }

  async save(tenantId: TenantId, chatId: ChatId, dialog: Dialog, ttlSec: number): Promise<void> {
    await this.store.set(key(tenantId, chatId), this.toStored(tenantId, dialog), ttlSec);
  }

  async forget(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.store.delete(key(tenantId, chatId));
  }

  private toStored(tenantId: TenantId, dialog: Dialog): StoredDialog {
    if (dialog.draft?.phone === undefined) return dialog;
    const { phone, ...draft } = dialog.draft;
    return { ...dialog, draft: { ...draft, phoneCipher: this.cipher.encrypt(phone, place(tenantId)) } };
  }

  /** Undefined when its key is gone, which a rotation does not wait for: the checkout then asks again. */
  private readable(tenantId: TenantId, phoneCipher: string): string | undefined {
    try {
      return this.cipher.decrypt(phoneCipher, place(tenantId));
    } catch (error) {
      if (error instanceof PermanentError) return undefined;
      throw error;
    }
  }
}

function key(tenantId: TenantId, chatId: ChatId): string {
  return `t:${tenantId}:dialog:${chatId}`;
}

function place(tenantId: TenantId): CipherPlace {
  return { tenantId, column: 'dialog.phone' };
}
