import { SECRET_SETTINGS, settingKey, type SettingKey } from './setting-keys';

/** Settings as text. An empty text hides REGOS's value and stands for the default. */
export type SettingValues = Partial<Record<SettingKey, string>>;

/** Shown instead of a secret; sent back, it means "as it is". */
const MASK = '********';

interface NamedSettings {
  readonly values: SettingValues;
  /** Names no setting of ours has. */
  readonly unknown: readonly string[];
}

/** Sorts values by our keys, whatever their case. */
export function namedSettings(raw: Readonly<Record<string, string>>): NamedSettings {
  const values: SettingValues = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const key = settingKey(name);
    if (key) values[key] = value;
    else unknown.push(name);
  }
  return { values, unknown };
}

export function settingEntries(values: SettingValues): [SettingKey, string][] {
  return Object.entries(values).flatMap(([name, value]) => {
    const key = settingKey(name);
    return key ? [[key, value] as [SettingKey, string]] : [];
  });
}

/** Safe to show: a set secret is a mask. */
export function maskSecrets(values: SettingValues): SettingValues {
  const shown = settingEntries(values).map(([key, value]) => [
    key,
    SECRET_SETTINGS.has(key) && value ? MASK : value,
  ]);
  return Object.fromEntries(shown) as SettingValues;
}

/**
 * What a person meant who sends back what `maskSecrets` showed: a masked secret stays as it was set by hand, or
 * stays REGOS's.
 */
export function unmaskSecrets(given: SettingValues, manual: SettingValues): SettingValues {
  const result: SettingValues = {};
  for (const [key, value] of settingEntries(given)) {
    const kept = SECRET_SETTINGS.has(key) && value === MASK ? manual[key] : value;
    if (kept !== undefined) result[key] = kept;
  }
  return result;
}
