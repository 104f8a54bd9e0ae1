import { newId } from '@rto/kernel';
import { parseSettings, type Tenant } from '@rto/settings';

/** For tests: a new shop with these settings. */
export function aTenant(settings: Record<string, string> = {}): Tenant {
  const id = newId();
  const at = new Date('2026-11-23T09:00:00Z');
  return {
    id,
    name: 'Shop',
    state: 'active',
    problems: [],
    bot: undefined,
    owners: [],
    closedUntil: undefined,
    connection: { tenantId: id, connectedIntegrationId: id.replaceAll('-', '') },
    settings: parseSettings(settings).settings,
    createdAt: at,
    updatedAt: at,
  };
}
