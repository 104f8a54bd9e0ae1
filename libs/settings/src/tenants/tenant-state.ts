import type { TenantState } from './tenant';

interface TenantFacts {
  /** Taken away by the operator. */
  readonly removed: boolean;
  /** Switched off in REGOS. */
  readonly inactive: boolean;
  /** The operator's wish. */
  readonly enabled: boolean;
  readonly hasProblems: boolean;
}

/** The one word for a tenant: what stands first here hides what follows. */
export function tenantState(facts: TenantFacts): TenantState {
  if (facts.removed) return 'removed';
  if (facts.inactive) return 'inactive';
  if (!facts.enabled) return 'disabled';
  return facts.hasProblems ? 'misconfigured' : 'active';
}
