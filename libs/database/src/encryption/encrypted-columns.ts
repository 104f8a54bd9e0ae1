import type { Cipher, CipherPlace } from './cipher';

/** A column of encrypted values, by its name in SQL. */
export interface EncryptedColumn {
  readonly table: string;
  readonly column: string;
  /** SQL of the tenant that a value is bound to. */
  readonly tenant: string;
  /** SQL of the column's name that a value is bound to. */
  readonly place: string;
  /** Tells encrypted values from others in one column. */
  readonly condition?: string;
  /** The keyed hash beside the value. */
  readonly hash?: { readonly column: string; of(cipher: Cipher, plain: string, place: CipherPlace): string };
}

const own = (table: string, column: string, place: string): EncryptedColumn => ({
  table,
  column,
  tenant: 'tenant_id::text',
  place: `'${place}'`,
});

/** Everything that ENCRYPTION_KEY protects in the database. A test holds it against the schema. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  {
    ...own('tenants', 'connection_cipher', 'tenants.connection'),
    tenant: 'id::text',
    hash: { column: 'connection_hash', of: (cipher, plain) => cipher.hash(plain, 'tenants.connection') },
  },
  {
    ...own('tenants', 'account_cipher', 'tenants.account'),
    tenant: 'id::text',
  },
  {
    ...own('tenant_settings', 'value', ''),
    place: `'tenant_settings.' || key`,
    condition: 'encrypted',
  },
  own('bot_setups', 'secret_cipher', 'bot_setups.secret'),
  own('bot_setups', 'previous_secret_cipher', 'bot_setups.previous_secret'),
  own('bot_setups', 'token_cipher', 'bot_setups.token'),
  { ...own('regos_calls', 'content_cipher', 'regos_calls.content'), tenant: `'regos'` },
  own('updates', 'payload_cipher', 'updates.payload'),
  {
    ...own('shoppers', 'phone_cipher', 'shoppers.phone'),
    hash: {
      column: 'phone_hash',
      of: (cipher, plain, { tenantId }) => cipher.hash(plain, `shoppers.phone/${tenantId}`),
    },
  },
  own('shoppers', 'addresses_cipher', 'shoppers.addresses'),
  own('orders', 'phone_cipher', 'orders.phone'),
  own('orders', 'card_cipher', 'orders.card'),
  own('owners', 'name_cipher', 'owners.name'),
  own('talk_messages', 'content_cipher', 'talk_messages.content'),
  own('order_ratings', 'words_cipher', 'order_ratings.words'),
];
