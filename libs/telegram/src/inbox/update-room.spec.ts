import { UpdateCounts } from './update-counts';
import { hasRoom, roomOfTenant } from './update-room';

const PERSON = 5_000_000_001;

describe('room for updates', () => {
  let counts: UpdateCounts;
  beforeEach(() => (counts = new UpdateCounts()));

  const chatOf = (tenantId: string, chatId = PERSON) => ({ tenantId, botId: 7, chatId });

  /** As many as find room. */
  function flood(tenantId: string, updates: number, chats: number): number {
    let taken = 0;
    for (let update = 0; update < updates; update += 1) {
      const chat = chatOf(tenantId, PERSON + (update % chats));
      if (!hasRoom(counts, chat)) continue;
      counts.come(chat, 1);
      taken += 1;
    }
    return taken;
  }

  it('is bounded for a chat, and for its bot only', () => {
    expect(flood('shop', 1_000, 1)).toBe(20);
    expect(hasRoom(counts, chatOf('shop'))).toBe(false);
    expect(hasRoom(counts, chatOf('shop', PERSON + 1))).toBe(true);
    expect(hasRoom(counts, { ...chatOf('shop'), botId: 8 })).toBe(true);
    expect(hasRoom(counts, chatOf('other'))).toBe(true);
  });

  it('is bounded for a tenant that is alone', () => {
    expect(flood('shop', 1_000, 100)).toBe(300);
    expect(roomOfTenant(counts, 'shop')).toBe(0);
    expect(roomOfTenant(counts, 'other')).toBe(300);
  });

  it('is taken from the busiest when much waits in all, and never from a quiet shop', () => {
    const shops = Array.from({ length: 20 }, (_, shop) => `shop-${shop}`);
    for (let round = 0; round < 50; round += 1) for (const shop of shops) flood(shop, 20, 20);
    expect(counts.all).toBeLessThan(3_200);
    for (const shop of shops) expect(roomOfTenant(counts, shop)).toBe(0);
    expect(flood('quiet', 100, 5)).toBe(100);
  });

  it('is as large for those who come last as for an equal share', () => {
    for (let shop = 0; shop < 20; shop += 1) flood(`shop-${shop}`, 300, 30);
    expect(counts.of('shop-0')).toBe(300);
    expect(counts.of('shop-19')).toBeGreaterThanOrEqual(142);
    expect(counts.all).toBeLessThan(2 * 3_000);
  });

  it('is left for each of a thousand shops that are all flooded', () => {
    for (let shop = 0; shop < 1_000; shop += 1) flood(`shop-${shop}`, 300, 30);
    expect(flood('quiet', 100, 5)).toBe(20);
  });
});
