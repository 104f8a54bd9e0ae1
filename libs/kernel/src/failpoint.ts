import { setTimeout as sleep } from 'node:timers/promises';

/** The steps from an update to the last message about it (docs/reliability.md rule 10), in their order. */
export const FAILPOINTS = [
  'update.received',
  'inbox.committed',
  'draft.changed',
  'order.committed',
  'order.leased',
  'order.beforeCall',
  'order.answered',
  'order.beforeSave',
  'message.beforeSend',
  'message.sent',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

export type FailpointAction =
  /** What `kill -9` does: nothing is flushed, closed or given back. */
  { readonly kind: 'kill' } | { readonly kind: 'throw' } | { readonly kind: 'delay'; readonly ms: number };

export interface FailpointRule {
  readonly name: FailpointName;
  readonly action: FailpointAction;
  /** 0 to 1; absent: always. */
  readonly probability?: number;
  /** Only at this pass of the process, counted from 1. */
  readonly pass?: number;
}

/** Which steps fail in this process, and how. */
export class Failpoints {
  private readonly passes = new Map<FailpointName, number>();

  /** @param random 0 to 1; a test passes a seeded one, so that its run can be repeated */
  constructor(
    private readonly rules: readonly FailpointRule[],
    private readonly random: () => number,
  ) {}

  /** The action due at this pass of a step. */
  strike(name: FailpointName): FailpointAction | undefined {
    const pass = (this.passes.get(name) ?? 0) + 1;
    this.passes.set(name, pass);
    const isDue = (rule: FailpointRule): boolean =>
      rule.name === name &&
      (rule.pass === undefined || rule.pass === pass) &&
      (rule.probability === undefined || this.random() < rule.probability);
    return this.rules.find(isDue)?.action;
  }
}

/**
 * One for the process, and not injected: a step is anywhere between a repository and a processor, and a
 * constructor argument in each of them would be paid by production for the sake of tests.
 */
let armed: Failpoints | undefined;

/**
 * Arms failpoints, or none. Called once at the start by the reader of the environment, which never arms a process in
 * production.
 */
export function armFailpoints(failpoints: Failpoints | undefined): void {
  armed = failpoints;
}

/** A step at which a test may end, fail or delay the process; without a test it costs one comparison. */
export async function failpoint(name: FailpointName): Promise<void> {
  const action = armed?.strike(name);
  switch (action?.kind) {
    case undefined:
      return;
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined); // the signal is on its way: not one more statement runs
    case 'throw':
      throw new Error(`failpoint ${name}`);
    case 'delay':
      await sleep(action.ms);
  }
}
