/** Around a value of a text that is told as it is: a name, a price, a number. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** What is not Uzbek: values, markup, links, names in Telegram, commands, and abbreviations like REGOS and QR. */
const KEPT = /(\ue000[^\ue001]*\ue001|<[^>]*>|https?:\/\/\S+|t\.me\/\S+|@\w+|(?<!\S)\/[a-z]\w*|[A-Z]{2,})/;
const WORD = /[A-Za-zʻʼ]+/g;
const LETTERS = /yoʻ|oʻ|gʻ|sh|ch|yo|yu|ya|ye|ts(?=iya|ion)|[a-z]|ʼ/g;
const VOWEL = /[aeiou]/;

const CYRILLIC: Readonly<Record<string, string>> = {
  yoʻ: 'йў',
  oʻ: 'ў',
  gʻ: 'ғ',
  sh: 'ш',
  ch: 'ч',
  yo: 'ё',
  yu: 'ю',
  ya: 'я',
  ye: 'е',
  ts: 'ц',
  a: 'а',
  b: 'б',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'ҳ',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'қ',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  x: 'х',
  y: 'й',
  z: 'з',
  ʼ: 'ъ',
};

/** Stems from Russian whose spelling the rule does not give; any ending may follow. */
const STEMS: readonly (readonly [latin: string, cyrillic: string])[] = [
  ['sentabr', 'сентябр'],
  ['oktabr', 'октябр'],
  ['kompyuter', 'компьютер'],
  ['obyekt', 'объект'],
];
/** Months have a soft sign while no ending follows. */
const SOFT_ALONE = /^(?:yanvar|fevral|aprel|iyun|iyul|sentabr|oktabr|noyabr|dekabr)$/;

/** Uzbek in Cyrillic letters, from the same text in Latin ones. */
export function cyrillic(latin: string): string {
  return latin
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(WORD, cyrillicWord)))
    .join('')
    .replaceAll(OPEN, '')
    .replaceAll(CLOSE, '');
}

/** The same texts in Cyrillic letters; what is put into them stays as it is. */
export function inCyrillic<T>(texts: T): T {
  return translated(texts) as T;
}

function translated(node: unknown): unknown {
  if (typeof node === 'string') return cyrillic(node);
  if (typeof node === 'function') {
    const make = node as (...values: unknown[]) => string;
    const made = (...values: unknown[]): string => cyrillic(make(...values.map(kept)));
    return Object.defineProperty(made, 'length', { value: make.length });
  }
  return Object.fromEntries(Object.entries(node as object).map(([key, value]) => [key, translated(value)]));
}

function kept(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? `${OPEN}${value}${CLOSE}` : value;
}

function cyrillicWord(word: string): string {
  const lower = word.toLowerCase();
  const [stem, spelled] = STEMS.find(([latin]) => lower.startsWith(latin)) ?? ['', ''];
  const ending = lower
    .slice(stem.length)
    .replace(LETTERS, (letters, at: number) => letterOf(letters, lower[stem.length + at - 1]));
  const whole = `${spelled}${ending}${SOFT_ALONE.test(lower) ? 'ь' : ''}`;
  return word.startsWith(lower.charAt(0)) ? whole : `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
}

function letterOf(letters: string, before: string | undefined): string {
  if (letters === 'e' && (before === undefined || VOWEL.test(before))) return 'э';
  if (letters === 'ye' && before !== undefined && !VOWEL.test(before)) return 'ье';
  return CYRILLIC[letters] ?? letters;
}
