import { Faults } from './faults';

describe('faults', () => {
  it('hit the method and the connection they name, as often as they say', () => {
    const faults = new Faults(() => 0);
    faults.add({
      kind: 'lostAfter',
      method: 'DocOrderDelivery/AddFull',
      connectedIntegrationId: 'a',
      times: 1,
    });
    expect(faults.hit('Item/GetExt', 'a')).toBeUndefined();
    expect(faults.hit('DocOrderDelivery/AddFull', 'b')).toBeUndefined();
    expect(faults.hit('docorderdelivery/addfull', 'a')).toMatchObject({ kind: 'lostAfter' });
    expect(faults.hit('DocOrderDelivery/AddFull', 'a')).toBeUndefined();
  });

  it('hit with their probability, by a pattern, until cleared', () => {
    const rolls = [0.9, 0.1, 0.1];
    const faults = new Faults(() => rolls.shift() ?? 0);
    faults.add({ kind: 'down', method: /Get$/, probability: 0.5 });
    expect(faults.hit('Stock/Get', 'a')).toBeUndefined();
    expect(faults.hit('Stock/Get', 'a')).toBeDefined();
    faults.clear();
    expect(faults.hit('Stock/Get', 'a')).toBeUndefined();
  });
});
