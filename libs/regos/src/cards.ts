import { Config } from '@rto/config';
import { Injectable } from '@nestjs/common';
import type { CallPriority, NewRetailCard, RegosConnection, RetailCard } from './model';
import { equals, select, verified } from './query';
import { rowsOf, type Row } from './row';
import { RegosTransport } from './transport/regos-transport';
import { newId } from './written';

const METHOD = 'RetailCard/Get';
const ADD = 'RetailCard/Add';
/** Cards read of a customer, more than there are: a programme gives one (4015). */
const LIMIT = 50;

@Injectable()
export class RegosCards {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /**
   * Cards of one customer, disabled ones too.
   * @throws SelectorIgnoredError when REGOS sends somebody else's card
   * @source docs/regos.md 11.3
   */
  async getByCustomer(
    connection: RegosConnection,
    customerId: number,
    priority: CallPriority = 'person',
  ): Promise<RetailCard[]> {
    const selector = equals('customer_ids', customerId, { customer_ids: [customerId] });
    const body = { ...select(this.config.regos.dialect, selector), limit: LIMIT, offset: 0 };
    const rows = rowsOf(await this.transport.read(connection, METHOD, body, priority));
    const own = verified(METHOD, rows, (row) => row.row('customer').integer('id') === customerId);
    return own.flatMap((row) => parseCard(row) ?? []);
  }

  /**
   * A new card of the account's programme.
   * @returns its id
   * @throws RegosRefusal 4001 (the barcode is another card's), 4015 (the customer has one), 4012 (no such group)
   * @source docs/regos.md 11.3
   */
  async add(connection: RegosConnection, card: NewRetailCard): Promise<number> {
    const body = {
      customer_id: card.customerId,
      barcode_value: card.barcode,
      barcode_type_id: card.barcodeTypeId,
      group_id: card.groupId,
    };
    return newId(ADD, await this.transport.write(connection, ADD, body));
  }
}

function parseCard(row: Row): RetailCard | undefined {
  const id = row.integer('id');
  const barcode = row.text('barcode_value');
  if (id === undefined || barcode === undefined) return undefined;
  return {
    id,
    customerId: row.row('customer').integer('id'),
    barcode,
    programme: row.row('promo').text('name'),
    balance: row.decimal('bonus_amount') ?? '0',
    enabled: row.raw('enabled') === undefined || row.flag('enabled'),
    expiresOn: row.flag('unlimited') ? undefined : isoDay(row.text('expiry_date')),
  };
}

/** Days are text, `DD-MM-YYYY` (docs/regos.md 7); undefined for what is none. */
function isoDay(text = ''): string | undefined {
  const [, day, month, year] = /^(\d{2})[-./](\d{2})[-./](\d{4})/.exec(text) ?? [];
  return day === undefined ? /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] : `${year}-${month}-${day}`;
}
