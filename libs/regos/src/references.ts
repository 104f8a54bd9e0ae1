import { Injectable } from '@nestjs/common';
import type { CallPriority, PriceType, Reference, RegosConnection } from './model';
import { readAllPages } from './query';
import { rowsOf, type Row } from './row';
import { RegosTransport } from './transport/regos-transport';

/** Small references, whole (CONTRACT 9.5). A shop may have none of a kind. */
@Injectable()
export class RegosReferences {
  constructor(private readonly transport: RegosTransport) {}

  async priceTypes(connection: RegosConnection, priority?: CallPriority): Promise<PriceType[]> {
    const rows = await this.paged(connection, 'PriceType/Get', priority);
    return rows.flatMap((row) => {
      const reference = parseReference(row);
      return reference.map((fields) => ({
        ...fields,
        currency: row.row('currency').text('code_chr') ?? 'UZS',
      }));
    });
  }

  async stocks(connection: RegosConnection, priority?: CallPriority): Promise<Reference[]> {
    return (await this.paged(connection, 'Stock/Get', priority)).flatMap(parseReference);
  }

  async deliveryTypes(connection: RegosConnection, priority?: CallPriority): Promise<Reference[]> {
    return (await this.paged(connection, 'DeliveryType/Get', priority)).flatMap(parseReference);
  }

  /** Where an order came from: `DeliveryFrom` of REGOS. */
  async orderSources(connection: RegosConnection, priority?: CallPriority): Promise<Reference[]> {
    return (await this.paged(connection, 'DeliveryFrom/Get', priority)).flatMap(parseReference);
  }

  async customerGroups(
    connection: RegosConnection,
    priority: CallPriority = 'background',
  ): Promise<Reference[]> {
    const result = await this.transport.read(connection, 'RetailCustomerGroup/Get', {}, priority); // not paged
    return rowsOf(result).flatMap(parseReference);
  }

  private paged(
    connection: RegosConnection,
    method: string,
    priority: CallPriority = 'background',
  ): Promise<Row[]> {
    return readAllPages(
      async (page) => rowsOf(await this.transport.read(connection, method, page, priority)),
      (row) => row.integer('id'),
    );
  }
}

/** One element, or none for a row without an id. */
function parseReference(row: Row): Reference[] {
  const id = row.integer('id');
  if (id === undefined) return [];
  const deleted = row.flag('deleted_mark') || row.flag('deleted'); // the name differs between methods
  return [{ id, name: row.text('name') ?? String(id), deleted }];
}
