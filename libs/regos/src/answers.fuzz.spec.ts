import { HttpService } from '@nestjs/axios';
import { Money, PermanentError, Quantity, RetryableError } from '@rto/kernel';
import { anyJson, fuzz, spoiltJson } from '@rto/testing';
import fc from 'fast-check';
import { RegosCards } from './cards';
import { RegosDocumentLines } from './document-lines';
import { RegosCustomers } from './customers';
import { RegosDeliveryOrders } from './delivery-orders';
import { RegosInspection } from './inspection';
import { RegosIntegration } from './integration';
import { RegosItemGroups } from './item-groups';
import { RegosItems } from './items';
import { aRegos, CONNECTION } from './regos.fixture';
import { RegosReferences } from './references';
import { answerOf, type Answer } from './transport/envelope';
import { RegosBreakers } from './transport/breakers';
import { HttpExchange } from './transport/http-exchange';
import { RegosTransport } from './transport/regos-transport';

/** Members that our code reads, so that chance finds them. */
const MEMBERS = [
  ...[
    'id',
    'code',
    'name',
    'external_code',
    'status',
    'customer',
    'amount',
    'deleted_mark',
    'new_id',
    'error',
  ],
  ...['item', 'pricetype', 'price', 'price_type', 'quantity', 'current_quantity', 'allowed', 'unit', 'type'],
  ...[
    'group',
    'parent_id',
    'image_url',
    'images',
    'main_phone',
    'phones',
    'fields',
    'key',
    'value',
    'first_name',
  ],
  ...[
    'barcode_value',
    'bonus_amount',
    'unlimited',
    'expiry_date',
    'promo',
    'enabled',
    'courier',
    'qrcodeurl',
  ],
  ...[
    'actual_quantity',
    'actual_price',
    'operating_cash_id',
    'result',
    'ok',
    'responses',
    'response',
    'connected',
  ],
  ...[
    'connected_integration_id',
    'is_active',
    'api_login',
    'date',
    'row_affected',
    'ids',
    'description',
    'path',
  ],
];

const value = anyJson(fc, MEMBERS);

/** One row that every client can read something of. */
const ROW = {
  id: 1,
  code: 'ODL-1',
  name: 'Сок',
  external_code: 'tg-1',
  status: { id: 1, name: 'New' },
  customer: { id: 1, main_phone: '998' },
  amount: 37000,
  new_id: 1,
  item: { id: 1, name: 'Сок', unit: { name: 'шт', type: 'pcs' }, group: { id: 1 }, base_barcode: '478' },
  pricetype: { id: 1, currency: { code_chr: 'UZS' } },
  price: '18500.00',
  quantity: { allowed: 14, current: '14' },
  main_phone: '998',
  fields: [{ key: 'field_telegram_id', value: '1' }],
  barcode_value: '478',
  bonus_amount: 1.5,
  actual_quantity: 2,
  actual_price: 1,
  document_id: 1,
  qrcodeurl: 'https://receipt.example/1',
};

const rows = spoiltJson(fc, fc.constant(ROW), MEMBERS);
const results = fc.oneof(
  rows,
  rows.map((row) => [row]),
  fc.array(rows, { maxLength: 3 }),
  value,
);

/** What a server may send: an envelope with anything in it, JSON that is none, half of one, or no JSON. */
const answers = fc.oneof(
  { weight: 10, arbitrary: results.map((result) => JSON.stringify({ ok: true, result })) },
  { weight: 1, arbitrary: value.map((result) => JSON.stringify({ ok: false, result })) },
  { weight: 1, arbitrary: value.map((anything) => JSON.stringify(anything)) },
  { weight: 1, arbitrary: results.map((result) => JSON.stringify({ ok: true, result }).slice(0, -3)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const statuses = fc.oneof({ weight: 20, arbitrary: fc.constant(200) }, fc.integer({ min: 200, max: 599 }));

/** Answers every call with the text it is given. */
class AnsweringTransport extends RegosTransport {
  answer = { status: 200, text: '' };

  override async read(_connection: unknown, method: string): Promise<unknown> {
    return (await this.readAnswer(_connection, method)).result;
  }

  override async readAnswer(_connection: unknown, method: string): Promise<Answer> {
    return answerOf({ method, kind: 'read', requestId: 'r' }, { ...this.answer, retryAfterMs: undefined });
  }

  override async write(_connection: unknown, method: string): Promise<unknown> {
    const call = { method, kind: 'write', requestId: 'r' } as const;
    return answerOf(call, { ...this.answer, retryAfterMs: undefined }).result;
  }
}

/** Amounts as screens and the ledger write them out. */
function inWords(_name: string, member: unknown): unknown {
  if (member instanceof Quantity) return member.floorFor('non_pcs').toString() + member.toString();
  return member instanceof Money ? member.times(Quantity.of('1')).amount + member.amount : member;
}

describe('whatever REGOS answers', () => {
  const { config, limiter, tokens } = aRegos(() => ({ body: '' }));
  const exchange = new HttpExchange(new HttpService());
  const transport = new AnsweringTransport(config, exchange, limiter, tokens, new RegosBreakers());
  const items = new RegosItems(transport, config);
  const orders = new RegosDeliveryOrders(transport, config);
  const customers = new RegosCustomers(transport, config);
  const references = new RegosReferences(transport);
  const integration = new RegosIntegration(transport, config);
  const query = {
    priceTypeId: 1,
    stockId: 1,
    zeroQuantity: true,
    zeroPrice: true,
    imageSize: 'Small',
  } as const;
  const customer = { groupId: 1, firstName: 'A', lastName: undefined, mainPhone: '998', telegramId: 1 };

  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    items: () => items.first(CONNECTION, query, 5, 'person'),
    'item groups': () => new RegosItemGroups(transport).getAll(CONNECTION, 'person'),
    order: () => orders.findByExternalCode(CONNECTION, 'tg-1'),
    orders: () => orders.getByIds(CONNECTION, [1, 2], 'background'),
    'order lines': () => orders.operations(CONNECTION, 1),
    'order status': () => orders.setStatus(CONNECTION, 1, 'Canceled'),
    'customers by phone': () => customers.findByPhone(CONNECTION, '998', 'person'),
    'customers by chat': () => customers.findByTelegramId(CONNECTION, 1, 'person'),
    'new customer': () => customers.add(CONNECTION, customer),
    cards: () => new RegosCards(transport, config).getByCustomer(CONNECTION, 1),
    'document lines': () =>
      new RegosDocumentLines(transport, config).goods(CONNECTION, { kind: 'purchase', id: '1' }, 1),
    stocks: () => references.stocks(CONNECTION),
    'price types': () => references.priceTypes(CONNECTION),
    settings: () => integration.getSettings(CONNECTION),
    account: () => integration.getInfo(CONNECTION),
    connection: () => integration.getConnectedIntegration(CONNECTION),
    inspection: () => new RegosInspection(transport, items, config).read(CONNECTION),
  };

  it(
    'is read, or fails as one of our errors: nothing else is thrown, and nothing stays behind',
    () =>
      fuzz({
        name: 'REGOS answers',
        share: 0.15,
        cases: fc.record({ call: fc.constantFrom(...Object.keys(calls)), status: statuses, text: answers }),
        check: async ({ call, status, text }) => {
          transport.answer = { status, text };
          try {
            JSON.stringify(await calls[call]?.(), inWords);
          } catch (error) {
            if (!(error instanceof RetryableError || error instanceof PermanentError)) throw error;
          }
        },
      }),
    900_000,
  );
});
