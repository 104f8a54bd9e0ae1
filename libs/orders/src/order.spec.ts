import { DELIVERY_ORDER_STATUSES, isCanceled } from '@rto/regos';
import { isClosed, newStage, STAGES } from './order';
import { refusalReason } from './submission/refusal-reason';

describe('the stages of a delivery order', () => {
  it('grow along the way that docs/regos.md 10.4 allows', () => {
    const way = ['Unknown', 'New', 'Approved', 'Processing', 'Paying', 'Finished'] as const;
    const stages = way.map((status) => STAGES[status]);
    expect(stages).toEqual([...stages].sort((a, b) => a - b));
    expect(new Set(stages).size).toBe(way.length);
  });

  it('put a cancellation after everything else, so that it is always told', () => {
    const others = DELIVERY_ORDER_STATUSES.filter((status) => !isCanceled(status));
    for (const status of others) expect(STAGES[status]).toBeLessThan(STAGES.Canceled);
    expect(STAGES.CanceledByPosSale).toBe(STAGES.Canceled);
  });

  it('end with a closed cheque, a cancellation, or a return that was called off', () => {
    const closed = DELIVERY_ORDER_STATUSES.filter(isClosed);
    expect(closed).toEqual(['Finished', 'Canceled', 'CanceledByPosSale', 'CanceledByPosReturn']);
  });

  it.each([
    [STAGES.New, 'Processing', STAGES.Processing],
    [STAGES.Processing, 'New', undefined],
    [STAGES.Processing, 'Canceled', STAGES.Canceled],
    [STAGES.Finished, 'ReturnPaying', STAGES.ReturnPaying],
    [STAGES.ReturnPaying, 'ReturnProcessing', undefined],
    [STAGES.ReturnPaying, 'Finished', STAGES.Finished],
    [STAGES.CanceledByPosReturn, 'ReturnPaying', STAGES.ReturnPaying],
    [STAGES.Finished, 'Paying', undefined],
  ] as const)('that were told up to %i make %s news of stage %s', (told, status, expected) => {
    expect(newStage(told, status)).toBe(expected);
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
