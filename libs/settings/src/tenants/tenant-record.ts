import type { ChatId, TenantId } from '@rto/kernel';
import { parseSettings } from '../values/parse-settings';
import type { SettingValues } from '../values/setting-values';
import type { Tenant, TenantBot } from './tenant';
import type { TenantProblem } from '../values/setting-problems';
import { tenantState } from './tenant-state';

/** A tenant as it is stored, decrypted; `Tenant` is what follows from it. */
export interface TenantRecord {
  readonly id: TenantId;
  readonly name: string;
  readonly removed: boolean;
  readonly inactive: boolean;
  readonly enabled: boolean;
  /** Problems found by using the settings; those found by reading them are worked out anew each time. */
  readonly reported: readonly TenantProblem[];
  readonly connectedIntegrationId: string;
  /** The REGOS account behind the connection; undefined until REGOS named it. */
  readonly account: string | undefined;
  /** Set by hand; wins over `regosSettings`. */
  readonly manualSettings: SettingValues;
  readonly regosSettings: SettingValues;
  readonly bot: KnownBot | undefined;
  readonly owners: readonly ChatId[];
  readonly closedUntil: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What getMe said, and the token it was asked with. */
export interface KnownBot extends TenantBot {
  readonly tokenHash: string;
}

export type TenantChange = Partial<Omit<TenantRecord, 'id' | 'owners' | 'createdAt' | 'updatedAt'>>;

export function effectiveSettings(record: TenantRecord): SettingValues {
  return { ...record.regosSettings, ...record.manualSettings };
}

/** @param hashToken as `KnownBot.tokenHash` was made: a bot learned with another token is not this tenant's */
export function toTenant(record: TenantRecord, hashToken: (token: string) => readonly string[]): Tenant {
  const { settings, problems: found } = parseSettings(effectiveSettings(record));
  const problems = [...found, ...record.reported];
  const { bot } = record;
  const isKnown =
    bot !== undefined &&
    settings.botToken !== undefined &&
    hashToken(settings.botToken).includes(bot.tokenHash);
  return {
    id: record.id,
    name: record.name,
    state: tenantState({ ...record, hasProblems: problems.length > 0 }),
    problems,
    bot: isKnown ? { id: bot.id, username: bot.username, isInline: bot.isInline ?? false } : undefined,
    connection: { tenantId: record.id, connectedIntegrationId: record.connectedIntegrationId },
    settings,
    owners: record.owners,
    closedUntil: record.closedUntil,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** Problems that new settings may have solved are dropped; one that still exists is reported again. */
export function withSettings(record: TenantRecord, change: TenantChange): TenantChange {
  const before = effectiveSettings(record);
  const after = effectiveSettings({ ...record, ...change });
  const keep = ({ key, movedTo }: TenantProblem): boolean =>
    (key === 'BOT_TOKEN' && before.BOT_TOKEN === after.BOT_TOKEN) ||
    (movedTo !== undefined && before.ORDERS_CHAT_ID === after.ORDERS_CHAT_ID);
  return { ...change, reported: record.reported.filter(keep) };
}
