/** Whose rows a connection sees: the value of `app.tenant`, which the policies of the tables read. */
export type TenantScope = string;

/** The scope of sweeps and of the operator. */
export const ALL_TENANTS: TenantScope = '*';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** @throws TypeError for anything else than a tenant's id: above all for `*` */
export function scopeOf(tenantId: string): TenantScope {
  if (!UUID.test(tenantId)) throw new TypeError('the scope of a tenant needs its id');
  return tenantId.toLowerCase(); // as PostgreSQL writes it
}
