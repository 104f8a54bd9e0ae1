import { UpdateCounts } from './update-counts';

describe('UpdateCounts', () => {
  let counts: UpdateCounts;
  beforeEach(() => (counts = new UpdateCounts()));

  const told = () => [counts.of('one'), counts.of('other'), counts.all];

  it('counts what is worked on and what is left in the inbox, each update once', () => {
    counts.work('one', 1);
    counts.leave('one', 60);
    counts.leave('other', 2);
    expect(told()).toEqual([61, 2, 63]);
    counts.work('one', -1);
    counts.leave('one', -50); // read by the worker on the chat
    counts.work('one', 50);
    expect(told()).toEqual([60, 2, 62]);
  });

  it('believes the inbox about what others work off', () => {
    counts.work('one', 5);
    counts.leave('one', 300);
    counts.leave('other', 300);
    expect(counts.leftTenants).toEqual(['one', 'other']);
    counts.correct(['one', 'other'], new Map([['one', 45]]));
    expect(told()).toEqual([45, 0, 45]);
    expect(counts.leftTenants).toEqual(['one']);
  });

  it('is never below zero, also when more is read than was left here', () => {
    counts.leave('one', 3);
    counts.leave('one', -50);
    counts.leave('other', 1);
    expect(told()).toEqual([0, 1, 1]);
    counts.work('one', 2);
    counts.correct(['one'], new Map([['one', 1]])); // one of them ended while the inbox was asked
    expect(told()).toEqual([2, 1, 3]);
  });
});
