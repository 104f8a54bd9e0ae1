/** Endings of Russian, folded; the longest first. */
const RUSSIAN = endings(
  'iami ami ogo emu omu imi ego iaia aia oe ae uiu iuiu oi ei om em am iam ah iah ov ev iu ia a o e i u',
);
/** Of Uzbek: case, possession, number, and what makes an adjective of a noun. */
const UZBEK_CASE = endings('ning dan ni ga ka da');
const UZBEK_OWNER = endings('ingiz imiz larim lari ing im si i');
const UZBEK_NUMBER = endings('lar');
const UZBEK_KIND = endings('li siz lik');

/** Shorter than that nothing is left of a word. */
const LEAST = 3;

export type Tongue = 'ru' | 'uz' | 'en';

const ALL: readonly Tongue[] = ['ru', 'uz', 'en'];

/**
 * What is left of a word in one way of taking its endings off or another: two words are the same good in other cases when
 * they have one of these in common. The word itself is the first.
 * @param tongues those that it may be of
 */
export function stemsOf(form: string, tongues: readonly Tongue[] = ALL): string[] {
  if (form.length <= LEAST || /\d/.test(form)) return [form];
  const stems = [form];
  if (tongues.includes('ru')) {
    stems.push(without(form, RUSSIAN));
    // носок, носки; перец, перца; салфеток, салфетки
    if (/[^aeiou][eo][ks]$/.test(form)) stems.push(form.replace(/[eo](?=[ks]$)/, ''));
  }
  if (tongues.includes('uz')) {
    const uzbek = uzbekStem(form);
    stems.push(uzbek, without(uzbek, RUSSIAN)); // `pastasi`: many of its goods have Russian names
  }
  if (tongues.includes('en') && form.endsWith('s')) stems.push(form.replace(/e?s$/, ''), form.slice(0, -1));
  return [...new Set(stems)].filter((stem) => stem.length >= LEAST);
}

function uzbekStem(form: string): string {
  const named = without(without(without(form, UZBEK_CASE), UZBEK_OWNER), UZBEK_NUMBER);
  return without(named, UZBEK_KIND);
}

function without(form: string, list: readonly string[]): string {
  const ending = list.find((each) => form.endsWith(each) && form.length - each.length >= LEAST);
  return ending === undefined ? form : form.slice(0, -ending.length);
}

function endings(list: string): string[] {
  return list.split(' ').sort((one, other) => other.length - one.length);
}
