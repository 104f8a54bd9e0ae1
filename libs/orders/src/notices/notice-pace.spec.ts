import { roomFor } from './notice-pace';

describe('the pace of a bot', () => {
  it.each([
    ['order', 0, 0, 25],
    ['order', 20, 0, 5],
    ['order', 10, 15, 0],
    ['campaign', 0, 0, 15],
    ['campaign', 0, 15, 0],
    ['campaign', 22, 0, 3],
    ['campaign', 25, 5, 0],
  ] as const)(
    'leaves %s messages beside %i about orders and %i of campaigns room for %i',
    (kind, order, campaign, room) => {
      expect(roomFor(kind, { order, campaign, freeInMs: 0 })).toBe(room);
    },
  );

  it('always leaves messages about orders some room beside a campaign', () => {
    const campaign = roomFor('campaign', { order: 0, campaign: 0, freeInMs: 0 });
    expect(roomFor('order', { order: 0, campaign, freeInMs: 0 })).toBeGreaterThanOrEqual(10);
  });
});
