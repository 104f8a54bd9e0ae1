import type { ChatId } from '@rto/kernel';
import type { Cipher, CipherPlace, tenants, tenantSettings } from '@rto/database';
import { SECRET_SETTINGS, settingKey, type SettingKey } from '../values/setting-keys';
import { settingEntries, type SettingValues } from '../values/setting-values';
import type { TenantState } from './tenant';
import type { TenantProblem } from '../values/setting-problems';
import type { KnownBot, TenantRecord } from './tenant-record';

type TenantRow = typeof tenants.$inferSelect;
type SettingRow = typeof tenantSettings.$inferSelect;

/** Written by others than the repository of tenants. */
type Elsewhere =
  'lastOrderNumber' | 'lastEventId' | 'eventsReadAt' | 'removedAt' | 'summaryDueAt' | 'summaryDay';

const CONNECTION = 'tenants.connection';
const TOKEN = 'tenants.token';
const ACCOUNT = 'tenants.account';

/** Between rows and records: encrypts on the way in, decrypts on the way out. */
export class TenantRows {
  constructor(private readonly cipher: Cipher) {}

  connectionHashes(connectedIntegrationId: string): string[] {
    return this.cipher.hashes(connectedIntegrationId, CONNECTION);
  }

  tokenHash(token: string): string {
    return this.cipher.hash(token, TOKEN);
  }

  tokenHashes(token: string): string[] {
    return this.cipher.hashes(token, TOKEN);
  }

  toRecord(row: TenantRow, settings: readonly SettingRow[], owners: readonly ChatId[]): TenantRecord {
    return {
      id: row.id,
      name: row.name,
      removed: row.state === 'removed',
      inactive: row.state === 'inactive',
      enabled: row.enabled,
      reported: row.problems as TenantProblem[], // written by `tenantRow` alone
      connectedIntegrationId: this.cipher.decrypt(row.connectionCipher, {
        tenantId: row.id,
        column: CONNECTION,
      }),
      account:
        row.accountCipher === null
          ? undefined
          : this.cipher.decrypt(row.accountCipher, { tenantId: row.id, column: ACCOUNT }),
      manualSettings: this.values(settings, 'manual'),
      regosSettings: this.values(settings, 'regos'),
      bot: knownBot(row),
      owners,
      closedUntil: row.closedUntil ?? undefined,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    };
  }

  tenantRow(record: TenantRecord, state: TenantState): Omit<TenantRow, Elsewhere> {
    const place = (column: string): CipherPlace => ({ tenantId: record.id, column });
    const { account } = record;
    return {
      id: record.id,
      name: record.name,
      state,
      enabled: record.enabled,
      problems: record.reported,
      connectionCipher: this.cipher.encrypt(record.connectedIntegrationId, place(CONNECTION)),
      connectionHash: this.cipher.hash(record.connectedIntegrationId, CONNECTION),
      accountCipher: account === undefined ? null : this.cipher.encrypt(account, place(ACCOUNT)),
      botId: record.bot?.id ?? null,
      botUsername: record.bot?.username ?? null,
      botInline: record.bot?.isInline ?? false,
      tokenHash: record.bot?.tokenHash ?? null,
      closedUntil: record.closedUntil ?? null,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
    };
  }

  settingRows(record: TenantRecord): SettingRow[] {
    return [
      ...this.rowsOf(record, 'manual', record.manualSettings),
      ...this.rowsOf(record, 'regos', record.regosSettings),
    ];
  }

  private rowsOf(record: TenantRecord, origin: 'manual' | 'regos', values: SettingValues): SettingRow[] {
    return settingEntries(values).map(([key, value]) => {
      const encrypted = SECRET_SETTINGS.has(key);
      return {
        tenantId: record.id,
        key,
        origin,
        value: encrypted ? this.cipher.encrypt(value, settingPlace(record.id, key)) : value,
        encrypted,
        updatedAt: record.updatedAt,
      };
    });
  }

  private values(rows: readonly SettingRow[], origin: 'manual' | 'regos'): SettingValues {
    const values: SettingValues = {};
    for (const row of rows) {
      const key = settingKey(row.key);
      if (!key || row.origin !== origin) continue;
      values[key] = row.encrypted
        ? this.cipher.decrypt(row.value, settingPlace(row.tenantId, key))
        : row.value;
    }
    return values;
  }
}

function settingPlace(tenantId: string, key: SettingKey): CipherPlace {
  return { tenantId, column: `tenant_settings.${key}` };
}

function knownBot(row: TenantRow): KnownBot | undefined {
  if (row.botId === null || row.botUsername === null || row.tokenHash === null) return undefined;
  return {
    id: row.botId,
    username: row.botUsername,
    isInline: row.botInline,
    tokenHash: row.tokenHash,
  };
}
