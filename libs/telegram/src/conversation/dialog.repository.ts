import { Injectable } from '@nestjs/common';
import { Cipher, type CipherPlace } from '@rto/database';
import { PermanentError, type ChatId, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import type { CheckoutDraft } from '@rto/orders';
import type { Dialog } from './dialog';

/** What a person has told of where they live. */
type Told = Pick<CheckoutDraft, 'address' | 'location' | 'note' | 'card' | 'cards' | 'shownTerms'>;

type StoredDialog = Omit<Dialog, 'draft'> & {
  readonly draft?: Omit<CheckoutDraft, 'phone' | keyof Told> & {
    readonly phoneCipher?: string;
    readonly toldCipher?: string;
  };
};

/**
 * Dialogs lie in Redis, where nothing is readable that a person would not shout: the phone, and what was told of the
 * way to the door, are encrypted.
 */
@Injectable()
export class DialogRepository {
  constructor(
    private readonly store: KeyValueStore,
    private readonly cipher: Cipher,
  ) {}

  async find(tenantId: TenantId, chatId: ChatId): Promise<Dialog | undefined> {
    const stored = await this.store.get<StoredDialog>(key(tenantId, chatId));
    if (!stored?.draft) return stored;
    const { phoneCipher, toldCipher, ...draft } = stored.draft;
    const phone = this.readable(phoneCipher, place(tenantId, 'phone'));
    const told = this.readable(toldCipher, place(tenantId, 'told'));
    return {
      ...stored,
      draft: {
        ...(told !== undefined && (JSON.parse(told) as Told)),
        ...draft,
        ...(phone !== undefined && { phone }),
      },
    };
  }

  async save(tenantId: TenantId, chatId: ChatId, dialog: Dialog, ttlSec: number): Promise<void> {
    await this.store.set(key(tenantId, chatId), this.toStored(tenantId, dialog), ttlSec);
  }

  async forget(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.store.delete(key(tenantId, chatId));
  }

  private toStored(tenantId: TenantId, dialog: Dialog): StoredDialog {
    if (!dialog.draft) return dialog;
    const { phone, address, location, note, card, cards, shownTerms, ...draft } = dialog.draft;
    const told: Told = defined({ address, location, note, card, cards, shownTerms });
    return {
      ...dialog,
      draft: {
        ...draft,
        ...(phone !== undefined && { phoneCipher: this.cipher.encrypt(phone, place(tenantId, 'phone')) }),
        ...(Object.keys(told).length > 0 && {
          toldCipher: this.cipher.encrypt(JSON.stringify(told), place(tenantId, 'told')),
        }),
      },
    };
  }

  /** Undefined when its key is gone, which a rotation does not wait for: the checkout then asks again. */
  private readable(text: string | undefined, at: CipherPlace): string | undefined {
    try {
      return text === undefined ? undefined : this.cipher.decrypt(text, at);
    } catch (error) {
      if (error instanceof PermanentError) return undefined;
      throw error;
    }
  }
}

function key(tenantId: TenantId, chatId: ChatId): string {
  return `t:${tenantId}:dialog:${chatId}`;
}

function place(tenantId: TenantId, what: 'phone' | 'told'): CipherPlace {
  return { tenantId, column: `dialog.${what}` };
}

function defined(told: { readonly [Member in keyof Told]: Told[Member] | undefined }): Told {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}
