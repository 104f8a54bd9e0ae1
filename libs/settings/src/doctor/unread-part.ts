import type { Localized } from '@rto/kernel';
import { isOwnMistake, RegosRefusal } from '@rto/regos';
import type { SettingKey } from '../values/setting-keys';
import { connectionProblem } from '../tenants/connection-problems';
import { finding, problemFinding, settingFinding, type Finding } from './finding';

/** No privilege, forbidden, no right to this stock (docs/regos.md 8). */
const NO_RIGHT: readonly number[] = [1007, 1096, 1031, 1047];

/** A part of REGOS that could not be read, and why. @param subject the setting or the thing it is about */
export function unreadPart(reason: unknown, subject: SettingKey | Localized): Finding {
  if (isOwnMistake(reason)) return problemFinding(connectionProblem('service_mistake'));
  const isForbidden = reason instanceof RegosRefusal && NO_RIGHT.includes(reason.code);
  const code = isForbidden ? 'no_right_to_read' : 'not_checked';
  return typeof subject === 'string' ? settingFinding(code, subject) : finding(code, subject);
}
