import { withoutWordSigns, type Language, type WrittenLanguage } from '@rto/kernel';
import { cyrillic } from './texts/cyrillic';

/** One of it, and several. */
type Word = string | readonly [one: string, several: string];

/** Units as shops name them in REGOS, and as people of each language read them. */
const UNITS: readonly (readonly [names: RegExp, words: Readonly<Record<WrittenLanguage, Word>>])[] = [
  [/^(?:шт|штук[аи]?|штучно|дона|dona|ta|та|pcs?|pieces?)$/, { ru: 'шт', uz: 'dona', en: ['pc', 'pcs'] }],
  [/^(?:кг|килограмм?|kg|kilogramm?)$/, { ru: 'кг', uz: 'kg', en: 'kg' }],
  [/^(?:гр?|грамм?|gr?|gramm?)$/, { ru: 'г', uz: 'g', en: 'g' }],
  [/^(?:т|тн|тонна|t|tonna|ton)$/, { ru: 'т', uz: 't', en: 't' }],
  [/^(?:л|литр?|l|litr|lit(?:er|re))$/, { ru: 'л', uz: 'l', en: 'l' }],
  [/^(?:мл|миллилитр|ml|millilitr)$/, { ru: 'мл', uz: 'ml', en: 'ml' }],
  [/^(?:м|метр|п ?м|пог ?м|m|metr|met(?:er|re))$/, { ru: 'м', uz: 'm', en: 'm' }],
  [/^(?:см|сантиметр|sm|cm|santimetr)$/, { ru: 'см', uz: 'sm', en: 'cm' }],
  [/^(?:м2|м²|кв ?м|m2|m²|kv ?m)$/, { ru: 'м²', uz: 'm²', en: 'm²' }],
  [/^(?:м3|м³|куб ?м|m3|m³)$/, { ru: 'м³', uz: 'm³', en: 'm³' }],
  [/^(?:уп|упак|упаковка|пач|пачка|pack|qadoq|upakovka)$/, { ru: 'уп', uz: 'qadoq', en: ['pack', 'packs'] }],
  [/^(?:кор|коробка|box|quti)$/, { ru: 'кор', uz: 'quti', en: ['box', 'boxes'] }],
  [/^(?:компл|комплект|set|toplam|komplekt)$/, { ru: 'компл', uz: 'toʻplam', en: ['set', 'sets'] }],
  [/^(?:бут|бутылка|bottle|shisha)$/, { ru: 'бут', uz: 'shisha', en: ['bottle', 'bottles'] }],
  [/^(?:рул|рулон|roll|rulon)$/, { ru: 'рул', uz: 'rulon', en: ['roll', 'rolls'] }],
];

/** The word for a unit; its own name where it is none of the usual ones. @param isOne the amount beside it is one */
export function unitWord(name: string, language: Language, isOne: boolean): string {
  const bare = withoutWordSigns(name.trim().toLowerCase())
    .replace(/[.\s]+/g, ' ')
    .trim();
  const words = UNITS.find(([names]) => names.test(bare))?.[1];
  if (!words) return name;
  if (language === 'uz-Cyrl') return cyrillic(inNumber(words.uz, isOne));
  return inNumber(words[language], isOne);
}

function inNumber(word: Word, isOne: boolean): string {
  if (typeof word === 'string') return word;
  return isOne ? word[0] : word[1];
}
