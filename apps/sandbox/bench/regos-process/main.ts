import { FakeRegos, type NewAccount, type RegosCall } from '@rto/fakes';

/** What the scenario wants of this process. */
export type RegosQuestion =
  | { readonly kind: 'accounts'; readonly accounts: readonly NewAccount[]; readonly msPerRow: number }
  | { readonly kind: 'sale'; readonly connectedIntegrationId: string; readonly itemId: number }
  | { readonly kind: 'report' };

/** What it has seen so far. */
export interface RegosReport {
  readonly calls: readonly RegosCall[];
  readonly count8213: number;
  readonly problems: readonly string[];
}

const regos = new FakeRegos({ rateLimit: true });

function answer(question: RegosQuestion): RegosReport | true {
  switch (question.kind) {
    case 'accounts':
      for (const account of question.accounts) regos.addAccount(account);
      regos.switches.msPerRow = question.msPerRow;
      return true;
    case 'sale':
      regos.floor(question.connectedIntegrationId).sell({ [question.itemId]: '1' });
      return true;
    case 'report':
      return {
        calls: regos.calls,
        count8213: regos.count8213,
        problems: regos.violations.map(({ method, problem }) => `REGOS ${method}: ${problem}`),
      };
  }
}

process.on('disconnect', () => process.exit());
process.on('message', (question: RegosQuestion) => process.send?.(answer(question)));
void regos.listen().then((url) => process.send?.(url));
