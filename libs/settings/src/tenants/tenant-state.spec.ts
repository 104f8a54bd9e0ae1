import { tenantState } from './tenant-state';

describe('the state of a tenant', () => {
  const worst = { removed: true, inactive: true, enabled: false, hasProblems: true };

  it('names the strongest fact first: removed, inactive, disabled, misconfigured, active', () => {
    expect(tenantState(worst)).toBe('removed');
    expect(tenantState({ ...worst, removed: false })).toBe('inactive');
    expect(tenantState({ ...worst, removed: false, inactive: false })).toBe('disabled');
    expect(tenantState({ ...worst, removed: false, inactive: false, enabled: true })).toBe('misconfigured');
    expect(tenantState({ removed: false, inactive: false, enabled: true, hasProblems: false })).toBe(
      'active',
    );
  });
});
