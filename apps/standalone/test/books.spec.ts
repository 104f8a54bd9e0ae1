import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const CODE = ['apps', 'libs', 'scripts'].flatMap((folder) =>
  filesIn(folder, ['.ts', '.tsx', '.mjs', '.cjs', '.sql']),
);
const PAGES = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...['docs', 'scripts'].flatMap((folder) => filesIn(folder, ['.md'])),
];
const TESTS = ['apps', 'libs']
  .flatMap((folder) => filesIn(folder, ['spec.ts']))
  .map((file) => file.split('/').at(-1));

/** A numbered page: `## 3. Title`, `### 21.7. Title`, `### Rule 5. Title`. */
class Book {
  readonly numbers: readonly string[];

  constructor(private readonly text: string) {
    this.numbers = matches(text, /^#{2,3} ((?:Rule )?\d+(?:\.\d+)?)\. /gm).map((number) =>
      number.toLowerCase(),
    );
  }

  /** The text under a heading, up to the next one of its level. */
  section(number: string): string {
    const [, level = '', rest = ''] =
      new RegExp(`^(#{2,3}) ${number.replace('.', '\\.')}\\. ([^]*)`, 'm').exec(this.text) ?? [];
    return rest.split(new RegExp(`^${level} `, 'm'))[0] ?? '';
  }
}

/** The pages that comments point into, by name. */
const BOOKS = new Map(
  ['regos', 'reliability', 'hosts', 'product'].map((name) => [name, new Book(read(`docs/${name}.md`))]),
);
/** `docs/regos.md 21.7`, `docs/reliability.md rules 2 to 6`, `docs/reliability.md 2, "storm"`, `... 19, quirk 4` */
const POINTER =
  /docs\/(regos|reliability|hosts|product)\.md(?: (rules? )?(\d+(?:\.\d+)?(?:(?:,| and| to) \d+(?:\.\d+)?)*)(?:, quirk (\d+)|, "([^"]+)")?)?/g;

describe('the books', () => {
  it('have headings that comments can point to, each number once', () => {
    for (const book of BOOKS.values()) {
      expect(book.numbers.length).toBeGreaterThan(6);
      expect(new Set(book.numbers).size).toBe(book.numbers.length);
    }
    expect(BOOKS.get('regos')?.numbers).toEqual(expect.arrayContaining(['6.1', '10.4', '21', '21.14']));
    expect(BOOKS.get('reliability')?.numbers).toEqual(expect.arrayContaining(['3', 'rule 1', 'rule 10']));
  });

  it('have what comments in the code point to', () => {
    const pointers = CODE.flatMap((file) => pointersIn(file));
    expect(pointers.length).toBeGreaterThan(200);
    expect(pointers.filter(({ leadsNowhere }) => leadsNowhere).map(({ words }) => words)).toEqual([]);
  });

  it('have what other pages point to', () => {
    const pointers = PAGES.flatMap((file) => pointersIn(file)).filter(({ isNumbered }) => isNumbered);
    expect(pointers.length).toBeGreaterThan(4);
    expect(pointers.filter(({ leadsNowhere }) => leadsNowhere).map(({ words }) => words)).toEqual([]);
  });

  it('are pointed to by no other name', () => {
    const others = /\b(?:CONTRACT|RELIABILITY|PLATFORM|PRODUCT)\b/;
    const files = [...CODE, ...PAGES].filter((file) => !__filename.endsWith(file));
    expect(files.filter((file) => others.test(read(file)))).toEqual([]);
  });

  it('stand beside decisions, each of which is there when a comment names it', () => {
    const decisions = readdirSync(join(ROOT, 'docs/adr')).map((file) => Number.parseInt(file, 10));
    const named = CODE.flatMap((file) => matches(read(file), /\bADR (\d+)/g));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((number) => !decisions.includes(Number(number)))).toEqual([]);
  });

  it('name tests that exist', () => {
    const named = matches(read('docs/reliability.md'), /`([\w.-]+spec\.ts)`/g);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((file) => !TESTS.includes(file))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  const text = read('docs/architecture.md');

  it('has a line for each lib', () => {
    const named = matches(text.split('\n## ')[1] ?? '', /^\| `(\w+)` +\|/gm);
    expect([...named].sort()).toEqual(readdirSync(join(ROOT, 'libs')).sort());
  });

  it('walks through files that exist', () => {
    const paths = matches(text, /`((?:apps|libs|scripts|docs)\/[^`\s]+)`/g);
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('a page', () => {
  it.each(PAGES)('%s links to files and headings that exist', (page) => {
    const links = matches(read(page), /\]\((?!\w+:)([^)\s]+)\)/g);
    const dead = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});

interface Pointer {
  readonly words: string;
  readonly isNumbered: boolean;
  readonly leadsNowhere: boolean;
}

function pointersIn(file: string): readonly Pointer[] {
  if (__filename.endsWith(file) || file.endsWith('faults-index.spec.ts')) return [];
  // a comment goes on behind the mark at the beginning of its next line
  const text = read(file).replaceAll(/\s*\n\s*(?:\*(?!\/)|\/\/|--)?\s*/g, ' ');
  return [...text.matchAll(POINTER)].map(([words, name = '', rules, list, quirk, row]) => {
    const book = BOOKS.get(name);
    const numbers = (list ?? '')
      .split(/,? (?:and |to )?/)
      .map((number) => (rules ? `rule ${number}` : number));
    const section = numbers[0] ?? '';
    return {
      words: `${file}: ${words}`,
      isNumbered: list !== undefined,
      leadsNowhere:
        !book ||
        numbers.some((number) => !book.numbers.includes(number)) ||
        (quirk !== undefined && !book.section(section).includes(`\n${quirk}. `)) ||
        (row !== undefined && !book.section(section).includes(row)),
    };
  });
}

/** Of the headings of a page, as GitHub makes them, and those that it names itself. */
function anchorsOf(page: string): readonly string[] {
  const named = matches(read(page), /<a id="([\w-]+)"><\/a>/g);
  const headings = matches(read(page), /^#{1,6} (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...named, ...headings];
}

function filesIn(folder: string, ends: readonly string[]): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ends.some((end) => file.endsWith(end)) && !file.includes('node_modules'))
    .map((file) => join(folder, file));
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, first = '']) => first);
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
