import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WRITTEN_LANGUAGES, type WrittenLanguage } from '@rto/kernel';
import { FINDING_CODES, guideAnchor, SETTING_TITLES } from '@rto/settings';
import card from '../../../catalog_import.json';

const DOCS = join(__dirname, '../../../docs');
const isWriting = process.env['WRITE_PICTURES'] === '1';
const SUFFIXES: Readonly<Record<WrittenLanguage, string>> = { ru: 'rus', uz: 'uzb', en: 'eng' };
const EXAMPLE: Readonly<Record<WrittenLanguage, string>> = {
  ru: 'Например',
  uz: 'Masalan',
  en: 'For example',
};
/** Where the settings stand, made of the texts beside their fields. */
const SETTINGS = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/;

type Field = Readonly<Record<string, unknown>>;

function entry(field: Field, language: WrittenLanguage): string {
  const said = (member: string): string => {
    const value = field[member];
    return typeof value === 'string' ? value : '';
  };
  const text = (name: string): string => said(`${name}_${SUFFIXES[language]}`);
  const key = said('setting_key');
  const example = text('placeholder');
  const isExample = /\d|@/.test(example);
  return [
    `<a id="${key.toLowerCase()}"></a>`,
    `**${text('name')}**${field['required'] === true ? ' ❗️' : ''} (\`${key}\`)`,
    `${text('description')}${isExample ? ` ${EXAMPLE[language]}: \`${example}\`.` : ''}`,
  ].join('\n\n');
}

function guide(language: WrittenLanguage): { file: string; text: string } {
  const file = join(DOCS, `retailer.${language}.md`);
  return { file, text: readFileSync(file, 'utf8') };
}

describe.each(WRITTEN_LANGUAGES)('the guide for retailers in %s', (language) => {
  it('describes each setting as its field does: else npm run docs:pictures', () => {
    const { file, text } = guide(language);
    const fields: readonly Field[] = card.settings;
    const entries = fields.map((field) => entry(field, language)).join('\n\n');
    const whole = text.replace(
      SETTINGS,
      (_all, begin: string, end: string) => `${begin}\n${entries}\n\n${end}`,
    );
    if (isWriting) writeFileSync(file, whole);
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  it('has a place for each setting, and for whatever the doctor finds', () => {
    const { text } = guide(language);
    const anchors = new Set([...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id]) => id));
    const wanted = [
      ...Object.keys(SETTING_TITLES).map((key) => key.toLowerCase()),
      ...FINDING_CODES.map((code) => guideAnchor({ code, key: undefined })),
    ];
    expect(wanted.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it('leads nowhere that is not there', () => {
    const { text } = guide(language);
    const anchors = new Set([...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id]) => id));
    const links = [...text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, id]) => id);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });
});
