import { WRITTEN_LANGUAGES } from '@rto/kernel';
import { settingProblem } from '../values/setting-problems';
import { bySeverity, finding, problemFinding, settingFinding } from './finding';
import type { FindingWords } from './words/finding-words';
import { BOT_WORDS } from './words/bot-words';
import { GOODS_WORDS } from './words/goods-words';
import { REGOS_WORDS } from './words/regos-words';
import { SHOP_WORDS } from './words/shop-words';

const ALL = [BOT_WORDS, REGOS_WORDS, SHOP_WORDS, GOODS_WORDS].flatMap((words) =>
  Object.entries<FindingWords>(words),
);
const DETAILS = ['<первое>', '<второе>', '<третье>'];

describe('the words of a finding', () => {
  it('have a code of their own', () => {
    expect(new Set(ALL.map(([code]) => code)).size).toBe(ALL.length);
  });

  it.each(ALL)('of %s are whole sentences in each language, with the same details', (_code, words) => {
    const messages = WRITTEN_LANGUAGES.map((language) => words[language](...DETAILS));
    const named = messages.map((message) => DETAILS.filter((detail) => message.includes(detail)));
    for (const message of messages) expect(message).toMatch(/^.*[.…]$/);
    expect(messages.join()).not.toContain('undefined');
    expect(named).toEqual([named[0], named[0], named[0]]);
    expect(new Set(messages.map((message) => message.replaceAll(/<.*?>/g, ''))).size).toBe(
      words === SHOP_WORDS.record_ok ? 2 : 3, // names only: quotation marks are all that differs
    );
  });

  it.each(ALL.filter(([, { severity }]) => severity !== 'ok'))(
    'of the fault %s say more than that it is there',
    (_code, words) => {
      for (const language of WRITTEN_LANGUAGES) {
        expect(words[language](...DETAILS).split(/[.;:,] /).length).toBeGreaterThan(1);
      }
    },
  );
});

describe('a finding', () => {
  it('about a setting names it as the form does', () => {
    expect(settingFinding('record_not_found', 'STOCK_ID', '99')).toEqual({
      code: 'record_not_found',
      severity: 'error',
      key: 'STOCK_ID',
      message: {
        ru: '«Склад»: записи № 99 в REGOS нет. Выберите значение из списка.',
        uz: '«Ombor»: REGOSda 99-raqamli yozuv yoʻq. Roʻyxatdan qiymat tanlang.',
        en: '“Stock”: REGOS has no record number 99. Choose a value from the list.',
      },
    });
  });

  it('made of a problem is an error when nothing can be ordered without the setting', () => {
    expect(problemFinding(settingProblem('STOCK_ID', 'missing')).severity).toBe('error');
    expect(problemFinding(settingProblem('CATALOG_PAGE_SIZE', 'out_of_range', '1–20')).severity).toBe(
      'warning',
    );
  });

  it('stands before the lighter ones, in the order of the checks', () => {
    const findings = [
      finding('regos_ok'),
      finding('events_off'),
      finding('no_goods'),
      finding('nothing_shown'),
    ];
    expect(bySeverity(findings).map(({ code }) => code)).toEqual([
      'no_goods',
      'nothing_shown',
      'events_off',
      'regos_ok',
    ]);
  });
});
