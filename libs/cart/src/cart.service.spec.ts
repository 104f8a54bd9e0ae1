import { ManualClock, Quantity, newId } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import type { Cart } from './cart';
import { KILOGRAM, aLine, anItem } from './cart.builders';
import { CartService } from './cart.service';

const CHAT = 700;
const HOUR_MS = 3_600_000;

function setUp(): { carts: CartService; clock: ManualClock; tenantId: string } {
  const clock = new ManualClock();
  return { carts: new CartService(new MemoryKeyValueStore(clock), clock), clock, tenantId: newId() };
}

const content = (cart: Cart): string =>
  cart.lines.map((line) => `${line.itemId}x${line.quantity.toString()}`).join(' ');

it('begins empty', async () => {
  const { carts, tenantId } = setUp();
  expect(await carts.get(tenantId, CHAT)).toEqual({
    lines: [],
    total: undefined,
    version: 0,
    updatedAt: undefined,
  });
});

it('keeps lines, decimals and the total exactly', async () => {
  const { carts, clock, tenantId } = setUp();
  const item = anItem({ id: 5, unit: KILOGRAM, price: '18500.5' });
  await carts.change(tenantId, CHAT, 'u1', { type: 'set', item, quantity: Quantity.of('0.355') });
  const cart = await carts.get(tenantId, CHAT);
  expect(cart.lines).toEqual([aLine({ itemId: 5, unit: KILOGRAM, price: '18500.5', quantity: '0.355' })]);
  expect(cart.total?.toString()).toBe('6567.68 UZS');
  expect(cart.updatedAt).toEqual(clock.now());
});

it('gives the same chat another cart in another shop', async () => {
  const { carts, tenantId } = setUp();
  const other = newId();
  await carts.change(tenantId, CHAT, 'u1', { type: 'add', item: anItem({ id: 1 }) });
  await carts.change(other, CHAT, 'u1', { type: 'add', item: anItem({ id: 2 }) });
  expect(content(await carts.get(tenantId, CHAT))).toBe('1x1');
  expect(content(await carts.get(other, CHAT))).toBe('2x1');
});

it('does a change once, however often its update arrives', async () => {
  const { carts, tenantId } = setUp();
  const step = { type: 'step', itemId: 1, direction: 1, item: anItem() } as const;
  const first = await carts.change(tenantId, CHAT, 'u1', step);
  const repeat = await carts.change(tenantId, CHAT, 'u1', step);
  expect(repeat).toEqual({ cart: first.cart, unchanged: 'repeated' });
  expect(content((await carts.change(tenantId, CHAT, 'u2', step)).cart)).toBe('1x2');
});

it('brings the goods of a refused order back once, also after they were taken out again', async () => {
  const { carts, tenantId } = setUp();
  const restore = { type: 'restore', lines: [aLine({ itemId: 3 })] } as const;
  await carts.change(tenantId, CHAT, 'restore-o1', restore);
  await carts.change(tenantId, CHAT, 'u1', { type: 'remove', itemId: 3 });
  expect(content((await carts.change(tenantId, CHAT, 'restore-o1', restore)).cart)).toBe('');
});

it('remembers a change that had no effect, so that its repeat has none later', async () => {
  const { carts, tenantId } = setUp();
  await carts.change(tenantId, CHAT, 'u1', { type: 'add', item: anItem() });
  await carts.change(tenantId, CHAT, 'u2', { type: 'add', item: anItem() });
  await carts.change(tenantId, CHAT, 'u3', { type: 'clear' });
  const { cart } = await carts.change(tenantId, CHAT, 'u2', { type: 'add', item: anItem() });
  expect(content(cart)).toBe('');
});

it('loses none of the changes that arrive together', async () => {
  const { carts, tenantId } = setUp();
  const steps = Array.from({ length: 8 }, (_, index) =>
    carts.change(tenantId, CHAT, `u${index}`, { type: 'step', itemId: 1, direction: 1, item: anItem() }),
  );
  await Promise.all(steps);
  expect(content(await carts.get(tenantId, CHAT))).toBe('1x8');
});

it('stays as it was when a change is refused', async () => {
  const { carts, tenantId } = setUp();
  const { cart } = await carts.change(tenantId, CHAT, 'u1', { type: 'add', item: anItem() });
  const tooMuch = { type: 'set', item: anItem(), quantity: Quantity.of('11') } as const;
  await expect(carts.change(tenantId, CHAT, 'u2', tooMuch)).rejects.toMatchObject({ code: 'notEnoughStock' });
  expect(await carts.get(tenantId, CHAT)).toEqual(cart);
});

it('is forgotten 24 hours after the last change, and its versions never come again', async () => {
  const { carts, clock, tenantId } = setUp();
  await carts.change(tenantId, CHAT, 'u1', { type: 'add', item: anItem() });
  clock.advance(23 * HOUR_MS);
  const { cart: old } = await carts.change(tenantId, CHAT, 'u2', { type: 'add', item: anItem({ id: 2 }) });
  clock.advance(23 * HOUR_MS);
  expect(content(await carts.get(tenantId, CHAT))).toBe('1x1 2x1');
  clock.advance(HOUR_MS);
  expect(content(await carts.get(tenantId, CHAT))).toBe('');
  const { cart } = await carts.change(tenantId, CHAT, 'u3', { type: 'add', item: anItem() });
  expect(cart.version).toBeGreaterThan(old.version);
});
