import type { RetailCustomer } from '@rto/regos';
import { chooseCustomer } from './customer-choice';
import type { Holder } from './customer-choice';

const CHAT = 100;
const OTHER = 200;
const PHONE = '998901234567';

function aCustomer(given: Partial<RetailCustomer> & { id: number }): RetailCustomer {
  const unlinked = { telegramId: undefined, deleted: false };
  return { firstName: 'Aziz', mainPhone: PHONE, phones: [PHONE], ...unlinked, ...given };
}

function choice(
  candidates: readonly RetailCustomer[],
  holders: readonly Holder[] = [],
): { id: number; heldBy: number | undefined } | undefined {
  const chosen = chooseCustomer(candidates, CHAT, PHONE, holders);
  return chosen && { id: chosen.customer.id, heldBy: chosen.heldBy };
}

it('finds nobody among nobody', () => {
  expect(choice([])).toBeUndefined();
});

it('prefers the customer with our telegram id, then the smallest id', () => {
  expect(choice([aCustomer({ id: 1 }), aCustomer({ id: 3, telegramId: CHAT })])?.id).toBe(3);
  expect(choice([aCustomer({ id: 2 }), aCustomer({ id: 1 })])?.id).toBe(1);
});

it('prefers a customer that is not deleted, even to one with our telegram id', () => {
  const candidates = [aCustomer({ id: 1, telegramId: CHAT, deleted: true }), aCustomer({ id: 2 })];
  expect(choice(candidates)?.id).toBe(2);
});

it('sees that REGOS has given the customer to another chat', () => {
  expect(choice([aCustomer({ id: 1, telegramId: OTHER })])).toEqual({ id: 1, heldBy: OTHER });
});

it('sees that we have linked the customer to another chat', () => {
  const holders = [{ chatId: OTHER, regosCustomerId: 1, phone: undefined }];
  expect(choice([aCustomer({ id: 1 })], holders)).toEqual({ id: 1, heldBy: OTHER });
});

it('sees that another chat has shown this phone as its own', () => {
  const holders = [{ chatId: OTHER, regosCustomerId: undefined, phone: PHONE }];
  expect(choice([aCustomer({ id: 1 })], holders)).toEqual({ id: 1, heldBy: OTHER });
});

it('keeps what REGOS has given to this chat, whoever else has shown the phone', () => {
  const holders = [{ chatId: OTHER, regosCustomerId: undefined, phone: PHONE }];
  expect(choice([aCustomer({ id: 1, telegramId: CHAT })], holders)).toEqual({ id: 1, heldBy: undefined });
});

it('prefers a customer that is nobody else’s to one that is', () => {
  const candidates = [aCustomer({ id: 1, telegramId: OTHER }), aCustomer({ id: 2 })];
  expect(choice(candidates)).toEqual({ id: 2, heldBy: undefined });
});
