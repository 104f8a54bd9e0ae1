import type { TenantId } from '@rto/kernel';
import type { ChatKey } from './chat-key';
import type { UpdateCounts } from './update-counts';

/** Most taps of one person without an answer yet: more of them is a flood. */
const MAX_OF_CHAT = 20;
const MAX_OF_TENANT = 300;
const MAX_IN_ALL = 3_000;
/** So much a tenant may have, however many others there are: a quiet shop is never refused for their sake. */
const LEAST_OF_TENANT = 20;

/** How many more updates of a tenant may come in. When much waits in all, those above an equal share are refused. */
export function roomOfTenant(counts: UpdateCounts, tenantId: TenantId): number {
  const isFull = counts.all >= MAX_IN_ALL;
  const share = isFull ? Math.max(LEAST_OF_TENANT, Math.floor(MAX_IN_ALL / counts.tenants)) : MAX_OF_TENANT;
  return Math.max(0, Math.min(share, MAX_OF_TENANT) - counts.of(tenantId));
}

/** Whether one more of the chat may come in. */
export function hasRoom(counts: UpdateCounts, chat: ChatKey): boolean {
  return counts.ofChat(chat) < MAX_OF_CHAT && roomOfTenant(counts, chat.tenantId) > 0;
}
