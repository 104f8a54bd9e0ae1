import { isClosed, STAGES } from './order';
import { refusalReason } from './refusal-reason';

describe('the stages of a delivery order', () => {
  it('grow along the way that CONTRACT 10.4 allows', () => {
    const way = ['Unknown', 'New', 'Approved', 'Processing', 'Paying', 'Finished'] as const;
    const stages = way.map((status) => STAGES[status]);
    expect(stages).toEqual([...stages].sort((a, b) => a - b));
    expect(new Set(stages).size).toBe(way.length);
  });

  it('put a cancellation after everything else, so that it is always told', () => {
    const others = Object.entries(STAGES).filter(([status]) => status !== 'Canceled');
    for (const [, stage] of others) expect(stage).toBeLessThan(STAGES.Canceled);
  });

  it('end with a closed cheque or a cancellation only', () => {
    expect(isClosed('Finished') && isClosed('Canceled')).toBe(true);
    for (const status of ['Unknown', 'New', 'Approved', 'Processing', 'Paying', 'ReturnPaying'] as const) {
      expect(isClosed(status)).toBe(false);
    }
  });
});

describe('the reason of a refusal', () => {
  it.each([
    [1029, 'user', 'notEnoughStock'],
    [1033, 'user', 'itemGone'],
    [1205, 'user', 'itemGone'],
    [1052, 'user', 'amountTooLarge'],
    [1164, 'user', 'phoneInvalid'],
    [1058, 'config', 'shopSettings'],
    [4242, 'config', 'shopSettings'],
    [1130, 'bug', 'other'],
    [1044, 'state', 'other'],
  ])('of code %d (%s) is %s', (code, kind, reason) => {
    expect(refusalReason(code, kind)).toBe(reason);
  });
});
