import { UpdateCounts } from './update-counts';

describe('UpdateCounts', () => {
  let counts: UpdateCounts;
  beforeEach(() => (counts = new UpdateCounts()));

  const one = { tenantId: 'one', botId: 7, chatId: 1 };
  const busy = { ...one, chatId: 2 };
  const other = { ...one, tenantId: 'other' };
  const told = () => [counts.of('one'), counts.of('other'), counts.all];
  const chats = () => [one, busy, other].map((chat) => counts.ofChat(chat));

  it('counts what comes, what is left in the inbox and what is worked on, each update once', () => {
    counts.work(one, 1);
    counts.come(busy, 60);
    counts.come(other, 2);
    expect([told(), chats()]).toEqual([
      [61, 2, 63],
      [1, 60, 2],
    ]);
    counts.leave(busy, 60);
    counts.come(busy, -60);
    counts.come(other, -2); // refused
    counts.work(one, -1);
    counts.leave(busy, -50); // read by the worker on the chat
    counts.work(busy, 50);
    expect([told(), chats()]).toEqual([
      [60, 0, 60],
      [0, 60, 0],
    ]);
  });

  it('believes the inbox about what others work off, in each chat', () => {
    counts.work(one, 5);
    counts.leave(busy, 300);
    counts.leave(other, 300);
    expect(counts.leftTenants).toEqual(['one', 'other']);
    counts.correct(
      ['one', 'other'],
      [
        { ...one, updates: 15 },
        { ...busy, updates: 35 },
      ],
    );
    expect([told(), chats()]).toEqual([
      [50, 0, 50],
      [15, 35, 0],
    ]);
    expect(counts.leftTenants).toEqual(['one']);
  });

  it('is never below zero, also when more is read than was left here', () => {
    counts.leave(one, 3);
    counts.leave(one, -50);
    counts.leave(other, 1);
    expect(told()).toEqual([0, 1, 1]);
    counts.work(one, 2);
    counts.correct(['one'], [{ ...one, updates: 1 }]); // one of them ended while the inbox was asked
    expect(told()).toEqual([2, 1, 3]);
  });
});
