import type { Cipher } from './cipher';

/** Tables with a phone: `phone` in plain as versions before 0003 wrote it, `phone_cipher` as it is written now. */
export type PhoneTable = 'shoppers' | 'orders';

interface PhoneRow {
  readonly tenantId: string;
  readonly phone: string | null;
  readonly phoneCipher: string | null;
}

/** Phones at rest: digits only, encrypted for their tenant, and found by a keyed hash where they are looked up. */
export class StoredPhones {
  constructor(
    private readonly cipher: Cipher,
    private readonly table: PhoneTable,
  ) {}

  /** Whoever encrypts clears the plain one: where both are, the version before wrote the plain one later. */
  read({ tenantId, phone, phoneCipher }: PhoneRow): string | undefined {
    if (phone !== null || phoneCipher === null) return phone ?? undefined;
    return this.cipher.decrypt(phoneCipher, this.place(tenantId));
  }

  /** Both columns, so that a row in plain becomes an encrypted one. */
  columns(tenantId: string, phone: string | null): { phone: null; phoneCipher: string | null } {
    return {
      phone: null,
      phoneCipher: phone === null ? null : this.cipher.encrypt(phone, this.place(tenantId)),
    };
  }

  /** With the newest key. Equal phones of two tenants differ. */
  hash(tenantId: string, phone: string): string {
    return this.cipher.hash(phone, this.purpose(tenantId));
  }

  /** With each key. */
  hashes(tenantId: string, phone: string): string[] {
    return this.cipher.hashes(phone, this.purpose(tenantId));
  }

  private place(tenantId: string): { tenantId: string; column: string } {
    return { tenantId, column: `${this.table}.phone` };
  }

  private purpose(tenantId: string): string {
    return `${this.table}.phone/${tenantId}`;
  }
}
