import type { WrittenLanguage, Localized } from '@rto/kernel';
import { SETTING_TITLES, type SettingKey } from '../values/setting-keys';
import type { TenantProblem } from '../values/setting-problems';
import { BOT_WORDS } from './words/bot-words';
import { SEVERITIES, type FindingWords, type Severity } from './words/finding-words';
import { GOODS_WORDS } from './words/goods-words';
import { REGOS_WORDS } from './words/regos-words';
import { SHOP_WORDS } from './words/shop-words';

/** One sentence of the doctor: what is so, and what to do about it. */
export interface Finding {
  /** Stable name, such as `webhook_foreign`; the codes of a tenant's problems are among them. */
  readonly code: string;
  readonly severity: Severity;
  /** The setting it is about, upper case; undefined when it is about something else. */
  readonly key: string | undefined;
  readonly message: Localized;
}

const WORDS = { ...BOT_WORDS, ...REGOS_WORDS, ...SHOP_WORDS, ...GOODS_WORDS };
type FindingCode = keyof typeof WORDS;
export const FINDING_CODES: readonly string[] = Object.keys(WORDS);

/** Sections of the retailer's guide by the words that tell of a fault. */
const SECTIONS: readonly (readonly [section: string, words: Readonly<Record<string, FindingWords>>])[] = [
  ['bot', BOT_WORDS],
  ['regos', REGOS_WORDS],
  ['goods', GOODS_WORDS],
  ['shop', SHOP_WORDS],
];
/** Where a retailer finds the guide of a language. */
const GUIDES: Localized = { ru: 'docs/retailer.ru.md', uz: 'docs/retailer.uz.md', en: 'docs/retailer.en.md' };

/** The place in the guide for what is found: the setting, else the part of the shop that has the fault. */
export function guideAnchor({ code, key }: Pick<Finding, 'code' | 'key'>): string {
  if (key !== undefined) return key.toLowerCase();
  return SECTIONS.find(([, words]) => code in words)?.[0] ?? 'trouble';
}

/** `docs/retailer.ru.md#stock_id` */
export function guideTo(found: Pick<Finding, 'code' | 'key'>): Localized {
  const anchor = guideAnchor(found);
  return { ru: `${GUIDES.ru}#${anchor}`, uz: `${GUIDES.uz}#${anchor}`, en: `${GUIDES.en}#${anchor}` };
}

const MAX_NAME_LENGTH = 40;

/** Settings without which nothing can be ordered: others have a default that steps in. */
const ESSENTIAL: ReadonlySet<string | undefined> = new Set<SettingKey>([
  'BOT_TOKEN',
  'PRICE_TYPE_ID',
  'STOCK_ID',
  'ORDER_SOURCE_ID',
  'CUSTOMER_GROUP_ID',
]);

/** A finding about nothing that is set. @param details a text that differs by language, or is the same in all */
export function finding(code: FindingCode, ...details: (string | Localized)[]): Finding {
  const words: FindingWords = WORDS[code];
  const say = (language: WrittenLanguage): string =>
    words[language](...details.map((detail) => (typeof detail === 'string' ? detail : detail[language])));
  const message = { ru: say('ru'), uz: say('uz'), en: say('en') };
  return { code, severity: words.severity, key: undefined, message };
}

/** A finding about a setting; its words get the setting's title before the details. */
export function settingFinding(code: FindingCode, key: SettingKey, ...details: string[]): Finding {
  return { ...finding(code, SETTING_TITLES[key], ...details), key };
}

/** What is known of a tenant without asking anybody. */
export function problemFinding({ key, code, message }: TenantProblem): Finding {
  const isEssential = key === undefined || ESSENTIAL.has(key);
  return { code, severity: isEssential ? 'error' : 'warning', key, message };
}

/** A name out of REGOS, short enough for a sentence. */
export function shortName(name: string): string {
  const characters = [...name];
  return characters.length > MAX_NAME_LENGTH ? `${characters.slice(0, MAX_NAME_LENGTH).join('')}…` : name;
}

/** Errors first; within a severity in the order of the checks. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  return [...findings].sort((one, other) => rank(one) - rank(other));
}
