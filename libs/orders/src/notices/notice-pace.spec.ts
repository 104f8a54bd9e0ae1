import { roomFor } from './notice-pace';

describe('the pace of a bot', () => {
  it.each([
    ['order', 0, 0, 0, 25],
    ['order', 20, 0, 0, 5],
    ['order', 10, 20, 30, 0],
    ['campaign', 0, 0, 0, 25],
    ['campaign', 0, 25, 0, 0],
    ['campaign', 22, 0, 0, 8],
    ['campaign', 25, 5, 0, 0],
    ['campaign', 0, 0, 12, 18],
    ['campaign', 0, 10, 12, 8],
  ] as const)(
    'leaves %s messages beside %i about orders, %i of campaigns and %i answers room for %i',
    (kind, order, campaign, answers, room) => {
      expect(roomFor(kind, { order, campaign, answers, freeInMs: 0 })).toBe(room);
    },
  );

  it('lets a campaign come to its end in a shop whose people never rest', () => {
    expect(roomFor('campaign', { order: 0, campaign: 0, answers: 30, freeInMs: 0 })).toBe(2);
    expect(roomFor('campaign', { order: 0, campaign: 2, answers: 30, freeInMs: 0 })).toBe(0);
  });

  it('always leaves messages about orders some room beside a campaign', () => {
    const campaign = roomFor('campaign', { order: 0, campaign: 0, answers: 0, freeInMs: 0 });
    expect(roomFor('order', { order: 0, campaign, answers: 0, freeInMs: 0 })).toBeGreaterThanOrEqual(5);
  });
});
