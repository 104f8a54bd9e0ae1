import type { Cipher } from './cipher';

/** Tables with a phone. */
type PhoneTable = 'shoppers' | 'orders';

interface PhoneRow {
  readonly tenantId: string;
  readonly phoneCipher: string | null;
}

/** Phones at rest: digits only, encrypted for their tenant, and found by a keyed hash where they are looked up. */
export class StoredPhones {
  constructor(
    private readonly cipher: Cipher,
    private readonly table: PhoneTable,
  ) {}

  read({ tenantId, phoneCipher }: PhoneRow): string | undefined {
    return phoneCipher === null ? undefined : this.cipher.decrypt(phoneCipher, this.place(tenantId));
  }

  /** What a row keeps of it. */
  columns(tenantId: string, phone: string | null): { phoneCipher: string | null } {
    return { phoneCipher: phone === null ? null : this.cipher.encrypt(phone, this.place(tenantId)) };
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
