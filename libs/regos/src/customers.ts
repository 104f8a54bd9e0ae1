import { Config } from '@rto/config';
import type { ChatId } from '@rto/kernel';
import { Injectable } from '@nestjs/common';
import { isOwnMistake, RegosRefusal } from './errors';
import type { CallPriority, NewRetailCustomer, RefusalKind, RegosConnection, RetailCustomer } from './model';
import { equals, select, verified } from './query';
import { rowsOf, type Row } from './row';
import type { BatchStep } from './transport/batch';
import type { RegosObject } from './transport/regos-body';
import { RegosTransport } from './transport/regos-transport';
import { applied, newId } from './written';

const GET = 'RetailCustomer/Get';
const ADD = 'RetailCustomer/Add';
/** System field of every account whose tariff has additional fields (docs/regos.md 11.1). */
const TELEGRAM_FIELD = 'field_telegram_id';
/** 1164, 1130, 1008 and the like; not that the connection, a right or the tariff is missing. */
const FORM_REFUSALS: ReadonlySet<RefusalKind> = new Set<RefusalKind>(['user', 'bug', 'state', 'done']);
/** A chat id that Telegram gives to no chat. */
const NO_CHAT: ChatId = 0;
/** Several customers with one phone are possible, many are not. */
const LIMIT = 20;

/** Retail customers (docs/regos.md 11). Lists come not deleted first, then by id. */
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
    const found = await this.linkedTo(connection, chatId, priority);
    const unproven = found.filter(({ telegramId }) => telegramId === undefined);
    verified(GET, found, ({ telegramId }) => telegramId === undefined || telegramId === chatId);
    if (unproven.length > 0) {
      // rows without `fields` (docs/regos.md 21.7) are believed where the same question about nobody brings none of
      // them
      const ofNobody = await this.linkedTo(connection, NO_CHAT, priority);
      verified(GET, unproven, ({ id }) => ofNobody.every((stranger) => stranger.id !== id));
    }
    return inOrder(found.map((customer) => ({ ...customer, telegramId: chatId })));
  }

  /**
   * Customers with this phone, however REGOS stored it: one request, or one a form where it does not run them
   * together. A form that REGOS refuses finds no customer (docs/regos.md 21.7).
   * @param digits in international form without `+`
   */
  async findByPhone(
    connection: RegosConnection,
    digits: string,
    priority: CallPriority,
  ): Promise<RetailCustomer[]> {
    const forms = [
      { key: 'plain', path: GET, payload: this.phoneSelection(digits) },
      { key: 'plus', path: GET, payload: this.phoneSelection(`+${digits}`) },
      // finds what is stored with a plus where asking for one is refused
      { key: 'search', path: GET, payload: this.selection({ search: digits }) },
    ];
    const answers = await this.readEach(connection, forms, priority);
    const rows = (form: string): RetailCustomer[] => parseCustomers(answered(answers.get(form)));
    const found = [
      ...verified(GET, [...rows('plain'), ...rows('plus')], ({ phones }) => phones.includes(digits)),
      // by parts of names and of every phone: another person's row is no sign that the question was not understood
      ...rows('search').filter(({ mainPhone }) => mainPhone === digits),
    ];
    return inOrder([...new Map(found.map((customer) => [customer.id, customer])).values()]);
  }

  /**
   * Names are sent as they are (docs/regos.md 11.2 knows shops that answer 9999 to Cyrillic).
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

  private async linkedTo(
    connection: RegosConnection,
    chatId: ChatId,
    priority: CallPriority,
  ): Promise<RetailCustomer[]> {
    const body = this.selection(select(this.config.regos.dialect, equals(TELEGRAM_FIELD, chatId)));
    return parseCustomers(await this.transport.read(connection, GET, body, priority));
  }

  /** In one request; what that leaves unanswered is asked for by itself. */
  private async readEach(
    connection: RegosConnection,
    forms: readonly BatchStep[],
    priority: CallPriority,
  ): Promise<ReadonlyMap<string, PromiseSettledResult<unknown>>> {
    const answers = await this.readTogether(connection, forms, priority);
    for (const { key, path, payload } of forms) {
      const answer = answers.get(key);
      if (answer?.status === 'fulfilled' || isFormRefused(answer?.reason)) continue;
      const [again] = await Promise.allSettled([this.transport.read(connection, path, payload, priority)]);
      answers.set(key, again);
    }
    return answers;
  }

  private async readTogether(
    ...batch: Parameters<RegosTransport['readEach']>
  ): Promise<Map<string, PromiseSettledResult<unknown>>> {
    try {
      return await this.transport.readEach(...batch);
    } catch (error) {
      if (!(error instanceof RegosRefusal) || error.kind === 'stop') throw error;
      return new Map(); // a REGOS that runs nothing together
    }
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

/** @throws what failed, unless REGOS refused this form of the phone */
function answered(answer: PromiseSettledResult<unknown> | undefined): unknown {
  if (answer?.status !== 'rejected') return answer?.value;
  if (!isFormRefused(answer.reason)) throw answer.reason;
  return [];
}

function isFormRefused(reason: unknown): boolean {
  return reason instanceof RegosRefusal && FORM_REFUSALS.has(reason.kind) && !isOwnMistake(reason);
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
      mainPhone: digitsOf(row.text('main_phone')),
      phones: parsePhones(row),
      telegramId: telegramField?.reference('value'),
      deleted: row.flag('deleted_mark'),
    };
  });
}

function parsePhones(row: Row): string[] {
  const written = [row.text('main_phone'), ...(row.text('phones') ?? '').split(/[,;]/)];
  return [...new Set(written.flatMap((phone) => digitsOf(phone) ?? []))];
}

/** Undefined when there is none. */
function digitsOf(phone: string | undefined): string | undefined {
  return phone?.replace(/\D/g, '') || undefined;
}
