import { namedSettings, type SettingValues } from '@rto/settings';
import { FieldsException } from '../http/problem';
import type { FieldError } from '../http/problem';

/** Longest value of a setting; REGOS's own are strings of a form field. */
const MAX_LENGTH = 4_000;
/** The database takes neither a zero character nor half of a surrogate pair. */
const STORABLE = /^[^\0\p{Cs}]*$/u;

/**
 * Settings as an operator sends them: names of ours in any case, values as text; numbers and booleans are taken
 * as their text.
 * @throws FieldsException for unknown names and other values
 */
export function settingsFromBody(body: unknown, path = ''): SettingValues {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new FieldsException([{ field: path, message: 'settings must be an object of texts' }]);
  }
  const errors: FieldError[] = [];
  const texts = Object.entries(body).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const text = toText(value);
    if (text !== undefined) return [[name, text]];
    errors.push({
      field: path + name,
      message: `${name} must be a text of at most ${MAX_LENGTH} characters`,
    });
    return [];
  });
  const { values, unknown } = namedSettings(Object.fromEntries(texts));
  errors.push(...unknown.map((name) => ({ field: path + name, message: `there is no setting ${name}` })));
  if (errors.length > 0) throw new FieldsException(errors);
  return values;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string')
    return value.length <= MAX_LENGTH && STORABLE.test(value) ? value : undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
