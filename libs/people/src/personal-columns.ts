import {
  orders,
  type ownerInvitations,
  type owners,
  type shoppers,
  type talkMessages,
  type talks,
} from '@rto/database';
import { sql } from 'drizzle-orm';
import { NOBODY } from '@rto/orders';

/**
 * What an order loses whenever its person is forgotten, and what takes its place: number, lines and totals stay, as
 * accounts do. The one list for every kind of forgetting; a test asks of each column whether it belongs here. An order
 * without a person is followed no more: there is nobody to tell.
 */
export const NAMELESS = {
  chatId: NOBODY,
  regosCustomerId: null,
  phoneCipher: null,
  cardCipher: null,
  address: null,
  latitude: null,
  longitude: null,
  note: null,
  /** Not what was sold: who brought it, the receipt, and the staff's words. */
  toldFacts: sql`${orders.toldFacts} - 'courier' - 'receiptUrl' - 'reason'`,
  pollAt: null,
};

/**
 * What a person's own row has of them; it goes as a whole with them. A test asks of each column whether it belongs
 * here.
 */
export const PERSONAL_OF_SHOPPERS = [
  ...(['chatId', 'language', 'regosCustomerId', 'regosCardId', 'catalogView'] as const),
  ...(['newsOffAt', 'cardSeenAt'] as const),
  ...(['phoneCipher', 'phoneHash', 'firstName', 'lastName', 'addressesCipher'] as const),
] satisfies readonly (keyof typeof shoppers.$inferSelect)[];

/** The same of somebody who runs the shop, and of the invitation that they have given away. */
export const PERSONAL_OF_OWNERS = [
  'chatId',
  'nameCipher',
] satisfies readonly (keyof typeof owners.$inferSelect)[];
export const PERSONAL_OF_INVITATIONS = [
  'invitedBy',
] satisfies readonly (keyof typeof ownerInvitations.$inferSelect)[];
/** The same of a conversation with the staff, and of what was said in it. */
export const PERSONAL_OF_TALKS = [
  ...(['chatId', 'orderNumber', 'staffChatId', 'staffMessageId'] as const),
] satisfies readonly (keyof typeof talks.$inferSelect & keyof typeof talkMessages.$inferSelect)[];
export const PERSONAL_OF_TALK_MESSAGES = [
  ...PERSONAL_OF_TALKS,
  ...(['contentCipher', 'source'] as const),
] satisfies readonly (keyof typeof talkMessages.$inferSelect)[];
