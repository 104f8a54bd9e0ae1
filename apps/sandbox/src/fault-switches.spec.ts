import { FakeRegos } from '@rto/fakes';
import { ActionBody, ActionRefused } from './action-body';
import { FaultSwitches } from './fault-switches';

const CONNECTION = 'a'.repeat(32);
const CREATE_ORDER = 'DocOrderDelivery/AddFull';

function turn(key: string, on: boolean): ActionBody {
  return ActionBody.parse(JSON.stringify({ key, on }));
}

describe('FaultSwitches', () => {
  it('hits calls while a switch is on and none afterwards', () => {
    const regos = new FakeRegos();
    const switches = new FaultSwitches(regos);
    switches.set(turn('rateLimited', true));
    expect(regos.faults.hit('Item/GetExt', CONNECTION)).toMatchObject({ kind: 'rateLimited' });
    expect(regos.faults.hit('Item/GetExt', CONNECTION)).toMatchObject({ kind: 'rateLimited' });
    switches.set(turn('rateLimited', false));
    expect(regos.faults.hit('Item/GetExt', CONNECTION)).toBeUndefined();
  });

  it('keeps the other switches when one is turned off', () => {
    const regos = new FakeRegos();
    const switches = new FaultSwitches(regos);
    switches.set(turn('noStock', true));
    switches.set(turn('slow', true));
    switches.set(turn('slow', false));
    expect(regos.faults.hit(CREATE_ORDER, CONNECTION)).toMatchObject({ kind: 'errorCode', code: 1029 });
    expect(switches.views().filter(({ on }) => on)).toEqual([expect.objectContaining({ key: 'noStock' })]);
  });

  it.each(['lostAnswer', 'lateCommit', 'noStock'])(
    'lets %s break nothing but the creation of orders',
    (key) => {
      const regos = new FakeRegos();
      new FaultSwitches(regos).set(turn(key, true));
      expect(regos.faults.hit('Item/GetExt', CONNECTION)).toBeUndefined();
      expect(regos.faults.hit(CREATE_ORDER, CONNECTION)).toBeDefined();
    },
  );

  it('refuses a switch that is not there', () => {
    expect(() => new FaultSwitches(new FakeRegos()).set(turn('rain', true))).toThrow(ActionRefused);
  });
});
