import { LANGUAGES } from '@rto/kernel';
import { refusalProblem } from './tenant-problems';

describe("a problem made of REGOS's refusal", () => {
  it.each([
    [1058, 'STOCK_ID', 'refused_by_regos'],
    [1031, 'STOCK_ID', 'refused_by_regos'],
    [1126, 'PRICE_TYPE_ID', 'refused_by_regos'],
    [1007, undefined, 'no_rights'],
    [7500, undefined, 'tariff'],
    [4008, undefined, 'regos_setup'],
  ])('of code %i is about %s: %s', (code, key, name) => {
    const problem = refusalProblem(code);
    expect([problem.key, problem.code]).toEqual([key, name]);
    for (const language of LANGUAGES) expect(problem.message[language].length).toBeGreaterThan(20);
  });

  it('tells the code when there are no better words', () => {
    expect(refusalProblem(4012).message.en).toContain('4012');
  });
});
