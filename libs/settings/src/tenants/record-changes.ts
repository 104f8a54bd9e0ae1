import { isDeepStrictEqual } from 'node:util';
import type { TenantProblem } from '../values/setting-problems';
import type { SettingValues } from '../values/setting-values';
import { withSettings, type TenantChange, type TenantRecord } from './tenant-record';

export function revived(
  record: TenantRecord,
  name: string | undefined,
  settings: SettingValues,
): TenantChange {
  return withSettings(record, {
    removed: false,
    enabled: true,
    name: name ?? record.name,
    manualSettings: settings,
    regosSettings: {},
  });
}

export function withProblem({ reported }: TenantRecord, problem: TenantProblem): TenantChange | undefined {
  return reported.some((known) => isSame(known, problem)) ? undefined : { reported: [...reported, problem] };
}

export function withoutProblem({ reported }: TenantRecord, code: string): TenantChange | undefined {
  const left = reported.filter((problem) => problem.code !== code);
  return left.length < reported.length ? { reported: left } : undefined;
}

function isSame(one: TenantProblem, other: TenantProblem): boolean {
  return one.key === other.key && one.code === other.code;
}

/** The same settings, and no problem that the reading itself has solved. */
export function isNothingNew({ regosSettings, reported }: TenantRecord, read: SettingValues): boolean {
  return isDeepStrictEqual(regosSettings, read) && !reported.some(isUnread);
}

export function changedNames(before: SettingValues, after: SettingValues): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...names].filter((name) => old.get(name) !== now.get(name)).sort();
}

function isUnread({ code }: TenantProblem): boolean {
  return code === 'settings_unread' || code === 'connection_refused';
}

/** Undefined for a change of nothing. */
export function maybe(change: TenantChange): TenantChange | undefined {
  return Object.keys(change).length > 0 ? change : undefined;
}
