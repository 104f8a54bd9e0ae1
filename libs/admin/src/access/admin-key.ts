/** What a key may do. `admin` includes the others, and the keys and the audit besides. */
export const SCOPES = ['tenants:read', 'tenants:write', 'orders:read', 'orders:write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export interface AdminKey {
  readonly id: string;
  readonly name: string;
  /** Its first characters; the key itself is shown once, when it is made. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | undefined;
  /** Exact to a minute. */
  readonly lastUsedAt: Date | undefined;
}

/** ADMIN_API_KEY: older than any other, in no table, and changed only where the environment is. */
export const FIRST_KEY: AdminKey = {
  id: '00000000-0000-0000-0000-000000000000',
  name: 'ADMIN_API_KEY',
  hint: '',
  scopes: ['admin'],
  createdAt: new Date(0),
  expiresAt: undefined,
  lastUsedAt: undefined,
};

export function mayUse(key: AdminKey, scope: Scope): boolean {
  return key.scopes.includes('admin') || key.scopes.includes(scope);
}
