import type { WrittenLanguage } from '@rto/kernel';

export const SEVERITIES = ['error', 'warning', 'ok'] as const;
/** `error`: people cannot order, or an order would not arrive. `warning`: it works, though not as it could. */
export type Severity = (typeof SEVERITIES)[number];

/** What a finding says: what is so, and what to do about it. */
export type FindingWords = Readonly<Record<WrittenLanguage, (...details: string[]) => string>> & {
  readonly severity: Severity;
};
