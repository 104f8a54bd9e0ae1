import type { FakeRegos } from '@rto/fakes';
import { ActionRefused, type ActionBody } from './action-body';
import type { FaultView } from './protocol';

type Fault = Parameters<FakeRegos['faults']['add']>[0];

interface FaultSwitch {
  readonly key: string;
  readonly label: string;
  readonly explanation: string;
  readonly fault: Fault;
}

const CREATE_ORDER = 'DocOrderDelivery/AddFull';

const SWITCHES: readonly FaultSwitch[] = [
  {
    key: 'down',
    label: 'REGOS is down',
    explanation: 'No call gets through. Orders are accepted, wait, and arrive when it is back.',
    fault: { kind: 'down' },
  },
  {
    key: 'slow',
    label: 'REGOS is slow',
    explanation: 'Each call takes 3 seconds more.',
    fault: { kind: 'slow', ms: 3000 },
  },
  {
    key: 'lostAnswer',
    label: 'The answer to an order is lost',
    explanation: 'REGOS stores the order, but nobody hears of it. There must still be one only.',
    fault: { kind: 'lostAfter', method: CREATE_ORDER },
  },
  {
    key: 'lateCommit',
    label: 'An order is stored late',
    explanation: 'The answer is lost, and REGOS stores the order 3 seconds later.',
    fault: { kind: 'lateCommit', method: CREATE_ORDER, ms: 3000 },
  },
  {
    key: 'rateLimited',
    label: 'Call limit reached (8213)',
    explanation: 'Each call is answered with “too many requests”.',
    fault: { kind: 'rateLimited' },
  },
  {
    key: 'noStock',
    label: 'Not enough stock (1029)',
    explanation: 'REGOS refuses new orders for good; the goods go back into the cart.',
    fault: {
      kind: 'errorCode',
      code: 1029,
      method: CREATE_ORDER,
      description: 'Недостаточно товара на складе',
    },
  },
];

/** The switches that make the sandbox REGOS misbehave; several may be on. */
export class FaultSwitches {
  private readonly on = new Set<string>();

  constructor(private readonly regos: FakeRegos) {}

  views(): FaultView[] {
    return SWITCHES.map(({ key, label, explanation }) => ({ key, label, explanation, on: this.on.has(key) }));
  }

  set(body: ActionBody): void {
    const key = body.text('key');
    if (!SWITCHES.some((one) => one.key === key)) throw new ActionRefused('There is no such switch.');
    if (body.flag('on')) this.on.add(key);
    else this.on.delete(key);
    this.regos.faults.clear();
    for (const one of SWITCHES) if (this.on.has(one.key)) this.regos.faults.add(one.fault);
  }
}
