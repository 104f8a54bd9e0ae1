import { withoutWordSigns, type Language, type WrittenLanguage } from '@rto/kernel';
import { cyrillic } from './texts/cyrillic';

/** Types of delivery as shops name them in REGOS, and as people of each language read them. */
const KNOWN: readonly (readonly [names: RegExp, words: Readonly<Record<WrittenLanguage, string>>])[] = [
  [
    /^(?:самовывоз|pick[ -]?up|olib ketish|олиб кетиш)$/,
    { ru: 'Самовывоз', uz: 'Olib ketish', en: 'Pick-up' },
  ],
  [
    /^(?:(?:доставка )?курьер(?:ом)?|курьерская доставка|courier(?: delivery)?|kuryer(?: orqali)?(?: yetkazib berish)?)$/,
    { ru: 'Доставка курьером', uz: 'Kuryer yetkazib beradi', en: 'Delivery by courier' },
  ],
  [
    /^(?:доставка|delivery|yetkazib berish|етказиб бериш)$/,
    { ru: 'Доставка', uz: 'Yetkazib berish', en: 'Delivery' },
  ],
  [
    /^(?:экспресс[ -]доставка|express(?: delivery)?|tezkor yetkazib berish)$/,
    { ru: 'Экспресс-доставка', uz: 'Tezkor yetkazib berish', en: 'Express delivery' },
  ],
];

/** The name of a type of delivery; as the shop has it where it is none of the usual ones. */
export function deliveryName(name: string, language: Language): string {
  const bare = withoutWordSigns(name.trim().toLowerCase()).replace(/\s+/g, ' ');
  const words = KNOWN.find(([names]) => names.test(bare))?.[1];
  // a shop that writes Russian has its own word for people who read it
  if (!words || (language === 'ru' && /[а-яё]/i.test(name))) return name;
  return language === 'uz-Cyrl' ? cyrillic(words.uz) : words[language];
}
