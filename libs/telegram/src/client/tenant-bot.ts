import type { TenantBot } from '@rto/settings';
import type { UserFromGetMe } from 'telegraf/types';

/** What is kept of the answer to getMe. */
export function toTenantBot(me: UserFromGetMe): TenantBot {
  return { id: me.id, username: me.username, isInline: me.supports_inline_queries };
}
