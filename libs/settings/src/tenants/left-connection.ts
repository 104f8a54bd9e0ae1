import type { TenantId } from '@rto/kernel';

/** No id of REGOS's looks like this: it holds colons. */
const LEFT = /^moved:[^:]+:([^:]+)$/;

/** What stands in place of the connection that a tenant had to leave to another one. */
export function leftConnection(from: TenantId, to: TenantId): string {
  return `moved:${from}:${to}`;
}

/** Who has the connection that this tenant left; undefined for a connection of its own. */
export function heirOf(connectedIntegrationId: string): TenantId | undefined {
  return LEFT.exec(connectedIntegrationId)?.[1];
}
