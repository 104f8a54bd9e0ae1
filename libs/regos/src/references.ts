import { Injectable } from '@nestjs/common';
import type { CallPriority, PaymentType, PriceType, Reference, RegosConnection, Stock } from './model';
import { readAllPages } from './query';
import { rowsOf, type Row } from './row';
import { toPaymentType, toPriceType, toReference, toStock } from './setup-rows';
import { RegosTransport } from './transport/regos-transport';

/** Small references, whole (docs/regos.md 9.5). A shop may have none of a kind. */
@Injectable()
export class RegosReferences {
  constructor(private readonly transport: RegosTransport) {}

  async priceTypes(connection: RegosConnection, priority?: CallPriority): Promise<PriceType[]> {
    const rows = await this.paged(connection, 'PriceType/Get', priority);
    return rows.flatMap((row) => toPriceType(row) ?? []);
  }

  async stocks(connection: RegosConnection, priority?: CallPriority): Promise<Stock[]> {
    return (await this.paged(connection, 'Stock/Get', priority)).flatMap((row) => toStock(row) ?? []);
  }

  async deliveryTypes(connection: RegosConnection, priority?: CallPriority): Promise<Reference[]> {
    return (await this.paged(connection, 'DeliveryType/Get', priority)).flatMap(
      (row) => toReference(row) ?? [],
    );
  }

  /** Where an order came from: `DeliveryFrom` of REGOS. */
  async orderSources(connection: RegosConnection, priority?: CallPriority): Promise<Reference[]> {
    return (await this.paged(connection, 'DeliveryFrom/Get', priority)).flatMap(
      (row) => toReference(row) ?? [],
    );
  }

  async customerGroups(
    connection: RegosConnection,
    priority: CallPriority = 'background',
  ): Promise<Reference[]> {
    const result = await this.transport.read(connection, 'RetailCustomerGroup/Get', {}, priority); // not paged
    return rowsOf(result).flatMap((row) => toReference(row) ?? []);
  }

  /** What a code of digits can be printed as. */
  async barcodeTypes(connection: RegosConnection, priority: CallPriority): Promise<Reference[]> {
    const result = await this.transport.read(connection, 'BarcodeType/Get', {}, priority); // not paged
    return rowsOf(result).flatMap((row) => toReference(row) ?? []);
  }

  async paymentTypes(
    connection: RegosConnection,
    priority: CallPriority = 'background',
  ): Promise<PaymentType[]> {
    const result = await this.transport.read(connection, 'PaymentType/Get', {}, priority); // not paged
    return rowsOf(result).flatMap((row) => toPaymentType(row) ?? []);
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
