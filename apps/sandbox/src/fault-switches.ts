import type { FakeRegos } from '@rto/fakes';
import { ActionRefused, type ActionBody } from './action-body';
import type { FaultView } from './protocol';

type Fault = Parameters<FakeRegos['faults']['add']>[0];

interface FaultSwitch {
  readonly key: string;
  readonly fault: Fault;
}

const CREATE_ORDER = 'DocOrderDelivery/AddFull';

const SWITCHES: readonly FaultSwitch[] = [
  {
    key: 'down',
    fault: { kind: 'down' },
  },
  {
    key: 'slow',
    fault: { kind: 'slow', ms: 3000 },
  },
  {
    key: 'lostAnswer',
    fault: { kind: 'lostAfter', method: CREATE_ORDER },
  },
  {
    key: 'lateCommit',
    fault: { kind: 'lateCommit', method: CREATE_ORDER, ms: 3000 },
  },
  {
    key: 'rateLimited',
    fault: { kind: 'rateLimited' },
  },
  {
    key: 'noStock',
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
    return SWITCHES.map(({ key }) => ({ key, on: this.on.has(key) }));
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
