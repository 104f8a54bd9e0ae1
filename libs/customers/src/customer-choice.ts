import type { ChatId } from '@rto/kernel';
import type { RetailCustomer } from '@rto/regos';

/** Another chat of the tenant that we know to hold a customer or a phone. */
export interface Holder {
  readonly chatId: ChatId;
  readonly regosCustomerId: number | undefined;
  readonly phone: string | undefined;
}

export interface CustomerChoice {
  readonly customer: RetailCustomer;
  /** The other chat whose customer it is, if any. */
  readonly heldBy: ChatId | undefined;
}

/**
 * Which of the customers with one phone belongs to a chat: prefers what no other chat holds, then not deleted,
 * then what carries our telegram id, then the smallest id (docs/regos.md 11.1).
 *
 * A customer is held by another chat when REGOS says so (`field_telegram_id`) or when our own links do. Numbers
 * are given to new people, so a phone alone hands nothing over (docs/reliability.md 3): a held customer may
 * carry an order, because REGOS takes no second one with its phone (1165), and nothing else.
 * @param phone the digits all candidates were found by
 * @param holders other chats with this phone or with one of the candidates
 */
export function chooseCustomer(
  candidates: readonly RetailCustomer[],
  chatId: ChatId,
  phone: string,
  holders: readonly Holder[],
): CustomerChoice | undefined {
  const choices = candidates.map((customer) => ({
    customer,
    heldBy: holderOf(customer, chatId, phone, holders),
  }));
  const rank = ({ customer, heldBy }: CustomerChoice): number =>
    (heldBy === undefined ? 0 : 4) + (customer.deleted ? 2 : 0) + (customer.telegramId === chatId ? 0 : 1);
  return choices.sort((a, b) => rank(a) - rank(b) || a.customer.id - b.customer.id)[0];
}

function holderOf(
  customer: RetailCustomer,
  chatId: ChatId,
  phone: string,
  holders: readonly Holder[],
): ChatId | undefined {
  if (customer.telegramId === chatId) return undefined;
  if (customer.telegramId !== undefined) return customer.telegramId;
  const linked = holders.find((holder) => holder.regosCustomerId === customer.id);
  return (linked ?? holders.find((holder) => holder.phone === phone))?.chatId;
}
