import { WRITTEN_LANGUAGES } from '@rto/kernel';
import { RegosRefusal } from '@rto/regos';
import { refusalProblem } from './connection-problems';

describe("a problem made of REGOS's refusal", () => {
  it.each([
    [1058, 'STOCK_ID', 'refused_by_regos'],
    [1031, 'STOCK_ID', 'refused_by_regos'],
    [1126, 'PRICE_TYPE_ID', 'refused_by_regos'],
    [1007, undefined, 'no_rights'],
    [7500, undefined, 'tariff'],
    [7501, undefined, 'tariff'],
    [1016, undefined, 'period_closed'],
    [1028, undefined, 'period_closed'],
    [1097, undefined, 'period_closed'],
    [4008, undefined, 'regos_setup'],
  ])('of code %i is about %s: %s', (code, key, name) => {
    const problem = refusalProblem(new RegosRefusal('no', code, 'config'));
    expect([problem.key, problem.code]).toEqual([key, name]);
    for (const language of WRITTEN_LANGUAGES) expect(problem.message[language].length).toBeGreaterThan(20);
  });

  it('tells the code when there are no better words', () => {
    expect(refusalProblem(new RegosRefusal('no', 4012, 'config')).message.en).toContain('4012');
  });

  it('is ours, and not the tariff, where REGOS does not know a filter', () => {
    const { code, message } = refusalProblem(new RegosRefusal('no', 7501, 'bug'));
    expect(code).toBe('service_mistake');
    expect(message.en).toContain('our mistake');
  });
});
