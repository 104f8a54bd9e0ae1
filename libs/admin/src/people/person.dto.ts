import { ApiProperty } from '@nestjs/swagger';
import type { Order } from '@rto/orders';
import type { PersonData } from '@rto/people';

const AT = '2026-11-23T09:00:00.000Z';
const LINES = [{ itemId: 101, name: 'Сок яблочный 1 л', quantity: '2', price: '18500' }];

export class PersonDto {
  @ApiProperty({ example: 5000000001, description: "The person's chat at Telegram" })
  chatId!: number;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    example: {
      language: 'ru',
      phone: '998901234567',
      firstName: 'Aziz',
      lastName: null,
      regosCustomerId: 1,
      addresses: [{ id: 1, name: 'Дом', address: 'Чиланзар 5' }],
      blockedAt: null,
    },
    description: 'The link to the customer in REGOS',
  })
  profile!: Record<string, unknown> | null;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true }, example: LINES })
  cart!: Record<string, unknown>[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ kind: 'favourite', itemId: 101, name: 'Сок яблочный 1 л', savedAt: AT }],
    description: 'Favourites, and sold-out goods that the person wants to hear of',
  })
  saved!: Record<string, unknown>[];

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    example: { chatId: 5000000001, name: 'Aziz', namedBy: 'code', since: AT },
    description: 'Of somebody who runs the shop from Telegram',
  })
  owner!: Record<string, unknown> | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    example: { phone: '998901234567', address: 'Чиланзар 5' },
    description: 'What was typed in a checkout that is not confirmed',
  })
  draft!: Record<string, unknown> | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [
      {
        number: 17,
        state: 'submitted',
        phone: '998901234567',
        address: 'Чиланзар 5',
        lines: LINES,
        placedAt: AT,
      },
    ],
  })
  orders!: Record<string, unknown>[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ createdAt: AT, sentAt: AT, content: { type: 'orderAccepted', number: 17 } }],
    description: 'Of the last 30 days',
  })
  messages!: Record<string, unknown>[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ by: 'buyer', saidAt: AT, orderNumber: 17, text: 'Когда привезёте?' }],
    description: 'With the staff of the shop, of the last 30 days',
  })
  said!: Record<string, unknown>[];
}

export function toPersonDto(
  chatId: number,
  { shopper, cart, draft, saved, owner, orders, messages, said }: PersonData,
): PersonDto {
  return {
    chatId,
    profile: shopper ? { ...shopper } : null,
    cart: toLines(cart.lines),
    saved: saved.map((item) => ({ ...item })),
    owner: owner ? { ...owner } : null,
    draft: draft ? { ...draft } : null,
    orders: orders.map(toOrder),
    messages: messages.map((message) => ({ ...message })),
    said: said.map(({ by, saidAt, orderNumber, content }) => ({ by, saidAt, orderNumber, ...content })),
  };
}

function toOrder(order: Order): Record<string, unknown> {
  const { number, state, phone, address, location, note, deliveryType, customerId, regosCode, placedAt } =
    order;
  return {
    ...{ number, state, phone, address, location, note, deliveryType: deliveryType?.name },
    ...{ regosCustomerId: customerId, regosCode, placedAt },
    total: order.total.amount,
    currency: order.total.currency,
    lines: toLines(order.lines),
  };
}

function toLines(lines: Order['lines']): Record<string, unknown>[] {
  return lines.map(({ itemId, name, quantity, price }) => ({
    itemId,
    name,
    quantity: quantity.toString(),
    price: price.amount,
  }));
}
