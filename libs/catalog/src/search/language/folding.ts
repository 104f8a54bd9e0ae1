/**
 * Letters of Russian and Uzbek Cyrillic. The form that all alphabets are folded to is Latin with one sign a sound: `c` is ч,
 * `w` is ш and щ; и, й and ы are one, as are ж and the Uzbek j, х and ҳ, ц and с, е and ё.
 */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 's',
  ч: 'c',
  ш: 'w',
  щ: 'w',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  қ: 'k',
  ғ: 'g',
  ҳ: 'h',
  і: 'i',
};

/** What several Latin letters sound like together, the longest first: English, Uzbek, and Russian typed in Latin. */
const LATIN = /shch|sch|sh|ch|zh|kh|ts|tz|ph|th|gh|ck|qu|yo|ye|yu|ya|c(?=[eiy])|[cqwy]/g;
const SOUNDS: Readonly<Record<string, string>> = {
  shch: 'w',
  sch: 'w',
  sh: 'w',
  ch: 'c',
  zh: 'j',
  kh: 'h',
  ts: 's',
  tz: 's',
  ph: 'f',
  th: 't',
  gh: 'g',
  ck: 'k',
  qu: 'kv',
  yo: 'e',
  ye: 'e',
  yu: 'iu',
  ya: 'ia',
  q: 'k',
  w: 'v',
  y: 'i',
};

/**
 * Forms of one word that are the same for all the ways it is written: `молоко`, `moloko`; `oʻrik`, `ўрик`; `хлеб`, `xleb`,
 * `khleb`. The Latin x is the Uzbek х or the English ks, the Latin c a к or the ц of those who type Russian in Latin.
 * @param word letters and digits in lower case, see {@link plain}
 * @returns the likeliest first
 */
export function foldings(word: string): string[] {
  const cyrillic = word.replace(/[йь]о/g, 'е').replace(/\p{Script=Cyrillic}/gu, cyrillicSound);
  const forms = /[a-z]/.test(word) ? latinForms(word, cyrillic) : [cyrillic];
  return [...new Set(forms.map((form) => simplified(form) || word))]; // of signs alone it is what it is
}

/** Lower case, without the signs over Latin letters; ё is е, and ў, whose sign makes it another letter, is о. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('ў', 'о');
}

function cyrillicSound(letter: string): string {
  return CYRILLIC[letter] ?? letter;
}

function latinForms(word: string, cyrillic: string): string[] {
  if (word !== cyrillic) return [cyrillic]; // both alphabets in one word: a look-alike letter, or a brand
  const hardC = spoken(word, 'k');
  const forms = /c(?![heiyk])/.test(word) ? [hardC, spoken(word, 's')] : [hardC];
  return forms.flatMap((form) =>
    form.includes('x') ? [form.replaceAll('x', 'h'), form.replaceAll('x', 'ks')] : [form],
  );
}

function spoken(word: string, hardC: string): string {
  return word.replace(LATIN, (letters, at: number) =>
    letters === 'c' ? (/[eiy]/.test(word[at + 1] ?? '') ? 's' : hardC) : (SOUNDS[letters] ?? letters),
  );
}

/** Doubled letters are one, and what is heard the same is written the same. */
function simplified(form: string): string {
  return form
    .replace(/dj/g, 'j')
    .replace(/i[eo]/g, 'e')
    .replace(/(\p{L})\1+/gu, '$1');
}
