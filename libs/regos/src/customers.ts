import { Config } from '@rto/config';
import type { ChatId } from '@rto/kernel';
import { Injectable } from '@nestjs/common';
import { RegosRefusal } from './errors';
import type { CallPriority, NewRetailCustomer, RegosConnection, RetailCustomer } from './model';
import { equals, select, verified } from './query';
import { rowsOf, type Row } from './row';
import type { RegosObject } from './transport/regos-body';
import { RegosTransport } from './transport/regos-transport';
import { applied, newId } from './written';

const GET = 'RetailCustomer/Get';
const ADD = 'RetailCustomer/Add';
/** System field of every account whose tariff has additional fields (CONTRACT 11.1). */
const TELEGRAM_FIELD = 'field_telegram_id';
/** Several customers with one phone are possible, many are not. */
const LIMIT = 20;

/** Retail customers (CONTRACT section 11). Lists come not deleted first, then by id. */
@Injectable()
export class RegosCustomers {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /**
   * Customers linked to this chat.
   * @throws RegosRefusal code 7501 where the tariff has no additional fields
   * @throws SelectorIgnoredError where REGOS does not know the field and sends everybody
   */
  async findByTelegramId(
    connection: RegosConnection,
    chatId: ChatId,
    priority: CallPriority,
  ): Promise<RetailCustomer[]> {
    const body = this.selection(select(this.config.regos.dialect, equals(TELEGRAM_FIELD, chatId)));
    const found = parseCustomers(await this.transport.read(connection, GET, body, priority));
    return inOrder(verified(GET, found, (customer) => customer.telegramId === chatId));
  }

  /**
   * Customers with this phone, whichever of its two forms REGOS stored: one request, or two where it does not
   * run them together.
   * @param digits in international form without `+`
   */
  async findByPhone(
    connection: RegosConnection,
    digits: string,
    priority: CallPriority,
  ): Promise<RetailCustomer[]> {
    const steps = [digits, `+${digits}`].map((phone) => ({
      key: phone.startsWith('+') ? 'plus' : 'plain',
      path: GET,
      payload: this.phoneSelection(phone),
    }));
    const results = await this.readTogether(connection, steps, priority);
    const found = results.flatMap((result) =>
      verified(GET, parseCustomers(result), (customer) => customer.phones.includes(digits)),
    );
    return inOrder([...new Map(found.map((customer) => [customer.id, customer])).values()]);
  }

  /**
   * Names are sent as they are (CONTRACT 11.2 knows shops that answer 9999 to Cyrillic).
   * @returns id of the customer
   */
  async add(connection: RegosConnection, customer: NewRetailCustomer): Promise<number> {
    const body = {
      group_id: customer.groupId,
      first_name: customer.firstName,
      last_name: customer.lastName,
      main_phone: customer.mainPhone,
      fields: customer.telegramId === undefined ? undefined : [telegramField(customer.telegramId)],
    };
    return newId(ADD, await this.transport.write(connection, ADD, body));
  }

  /** Being linked already is success. @throws RegosRefusal code 7501 where the tariff has no additional fields */
  async linkTelegram(connection: RegosConnection, customerId: number, telegramId: ChatId): Promise<void> {
    const body = { id: customerId, fields: [telegramField(telegramId)] };
    await applied(this.transport.write(connection, 'RetailCustomer/Edit', body));
  }

  private async readTogether(
    connection: RegosConnection,
    steps: Parameters<RegosTransport['readBatch']>[1],
    priority: CallPriority,
  ): Promise<unknown[]> {
    try {
      const results = await this.transport.readBatch(connection, steps, priority);
      if (results.size === steps.length) return [...results.values()];
    } catch (error) {
      if (!(error instanceof RegosRefusal) || error.kind === 'stop') throw error;
    }
    const results: unknown[] = [];
    for (const { path, payload } of steps) {
      results.push(await this.transport.read(connection, path, payload, priority));
    }
    return results;
  }

  private phoneSelection(phone: string): RegosObject {
    return this.selection(
      select(this.config.regos.dialect, equals('main_phone', phone, { main_phone: phone })),
    );
  }

  private selection(selectors: RegosObject): RegosObject {
    return { ...selectors, limit: LIMIT, offset: 0 };
  }
}

function telegramField(telegramId: ChatId): RegosObject {
  return { key: TELEGRAM_FIELD, value: String(telegramId) };
}

function inOrder(customers: readonly RetailCustomer[]): RetailCustomer[] {
  return [...customers].sort(
    (one, other) => Number(one.deleted) - Number(other.deleted) || one.id - other.id,
  );
}

function parseCustomers(result: unknown): RetailCustomer[] {
  return rowsOf(result).flatMap((row) => {
    const id = row.integer('id');
    if (id === undefined) return [];
    const telegramField = row
      .rows('fields')
      .find((field) => field.text('key')?.toLowerCase() === TELEGRAM_FIELD);
    return {
      id,
      firstName: row.text('first_name'),
      phones: parsePhones(row),
      telegramId: telegramField?.reference('value'),
      deleted: row.flag('deleted_mark'),
    };
  });
}

function parsePhones(row: Row): string[] {
  const written = [row.text('main_phone'), ...(row.text('phones') ?? '').split(/[,;]/)];
  return [...new Set(written.map((phone) => (phone ?? '').replace(/\D/g, '')).filter(Boolean))];
}
