/**
 * Letters as lines on a grid 4 wide and 6 high, y downwards; `a` and `b` are above it. A pair is a point, points that follow
 * are joined, a blank lifts the pen. No font is at hand where the service runs, and a page for a wall needs capitals only.
 */
const LETTERS: Readonly<Record<string, string>> = {
  A: '062046 1434',
  B: '06003041423303 3344453606',
  C: '4130100105163645',
  D: '06002041452606',
  E: '40000646 0333',
  F: '400006 0333',
  G: '4130100105163645 4323',
  H: '0006 4046 0343',
  I: '2026 1030 1636',
  J: '4045361605',
  K: '0006 400346',
  L: '000646',
  M: '0600234046',
  N: '06004640',
  O: '103041453616050110',
  P: '06003041423303',
  Q: '103041453616050110 3446',
  R: '06003041423303 2346',
  S: '413010010213334445361605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016223640',
  X: '0046 4006',
  Y: '002340 2326',
  Z: '00400646',
  0: '103041453616050110',
  1: '112026 1636',
  2: '01103041420646',
  3: '01103041423313 334445361605',
  4: '36300444',
  5: '400003334445361605',
  6: '4130100105163645443303',
  7: '004016',
  8: '103041423313020110 1304051636454433',
  9: '4313020110304145361605',
  Б: '4000063645443303',
  Г: '400006',
  Д: '07064647 16103036',
  Ё: '40000646 0333 1a1a 3a3a',
  Ж: '2026 002306 402346',
  З: '01103041423313 334445361605',
  И: '00064046',
  Й: '00064046 1b2a3b',
  Л: '06104046',
  П: '06004046',
  У: '0023 4016',
  Ф: '2026 113142433414030211',
  Ц: '00064640 4647',
  Ч: '00021343 4046',
  Ш: '00064640 2026',
  Щ: '00064640 2026 4647',
  Ъ: '0010163645443313',
  Ы: '00061625241303 4046',
  Ь: '00063645443303',
  Э: '0110304145361605 4323',
  Ю: '0006 0313 203041453626151120',
  Я: '46401001021343 2306',
  Ў: '0023 4016 1b2a3b',
  Қ: '0006 400346 4647',
  Ғ: '400006 0323',
  Ҳ: '0046 4006 4647',
  '№': '06004640',
  ʻ: '2011',
  '«': '211325 413345',
  '»': '012305 214325',
  '"': '1011 3031',
  '-': '1333',
  '—': '0343',
  '.': '2626',
  ',': '2617',
  ':': '2222 2626',
  '!': '2024 2626',
  '?': '01103041422324 2626',
  '&': '46112031130405162644',
  '/': '0640',
  _: '0646',
  '+': '2125 0343',
  '(': '30212536',
  ')': '10212516',
  '@': '46160501103041443332 3222132433',
};
/** Letters of Cyrillic that look as Latin ones do, and signs that look alike. */
const ALIKE: readonly (readonly [given: string, drawn: string])[] = [
  ['АВЕКМНОРСТХІ', 'ABEKMHOPCTXI'],
  ["ʼ’‘'`–„“”", 'ʻʻʻʻʻ—"""'],
];

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** A line between two points, or one point twice. */
export type Stroke = readonly [Point, Point];

/** From one letter to the next, in units of the grid. */
export const ADVANCE = 5.6;
/** Height of a letter. */
export const HEIGHT = 6;

/** The words in letters that can be drawn; others are left out, and so are words that have none. */
export function drawable(text: string): string {
  const shown = [...text.toUpperCase()].map((letter) => (/\s/.test(letter) ? ' ' : drawn(letter)));
  return shown.join('').replace(/ +/g, ' ').trim();
}

/** The strokes of a line of letters, from its left upper corner on. */
export function strokesOf(line: string): Stroke[] {
  return [...line].flatMap((letter, index) =>
    (LETTERS[letter] ?? '')
      .split(' ')
      .filter((pen) => pen !== '')
      .flatMap((pen) => strokes(points(pen, index * ADVANCE))),
  );
}

function drawn(letter: string): string {
  if (Object.hasOwn(LETTERS, letter)) return letter;
  for (const [given, alike] of ALIKE) {
    const at = given.indexOf(letter);
    if (at >= 0) return alike.charAt(at);
  }
  const bare = letter.normalize('NFD').charAt(0); // without its accent
  return Object.hasOwn(LETTERS, bare) ? bare : '';
}

function points(pen: string, left: number): Point[] {
  return (pen.match(/../g) ?? []).map((pair) => {
    const high = { a: -1.3, b: -2.1 }[pair.charAt(1)];
    return { x: left + Number(pair.charAt(0)), y: high ?? Number(pair.charAt(1)) };
  });
}

function strokes(line: readonly Point[]): Stroke[] {
  return line.slice(1).map((point, index): Stroke => [line[index] ?? point, point]);
}
