import { Config, type RegosDialect } from '@rto/config';
import { Injectable } from '@nestjs/common';
import { firstValueFrom, from, throwError, timeout } from 'rxjs';
import { RegosUnavailableError } from './errors';
import { RegosItems } from './items';
import type {
  AccountInfo,
  ConnectedIntegration,
  HandlerReputation,
  ItemGroup,
  PriceType,
  Reference,
  RegosConnection,
  StockedItem,
  StockedItemQuery,
} from './model';
import { equals, isOneOf, PAGE_SIZE, select } from './query';
import { Row, rowsOf } from './row';
import {
  connectionQuestions,
  instant,
  ownConnection,
  toAccountInfo,
  toItemGroup,
  toPriceType,
  toReference,
} from './setup-rows';
import type { BatchStep } from './transport/batch';
import { RegosTransport } from './transport/regos-transport';

/** Somebody waits for the whole, though not a shopper: two tries of one request and a turn at the limiter. */
const TIME_LIMIT_MS = 25_000;
const TELEGRAM_FIELD = 'field_telegram_id';
const CUSTOMER = 'RetailCustomer';

/** What a shop has set up in REGOS. Each part was read or refused on its own. */
export interface ShopSetup {
  /** Undefined when REGOS does not list this connection. */
  readonly connection: PromiseSettledResult<ConnectedIntegration | undefined>;
  readonly handler: PromiseSettledResult<HandlerReputation>;
  readonly account: PromiseSettledResult<AccountInfo>;
  readonly priceTypes: PromiseSettledResult<readonly PriceType[]>;
  readonly stocks: PromiseSettledResult<readonly Reference[]>;
  readonly orderSources: PromiseSettledResult<readonly Reference[]>;
  readonly customerGroups: PromiseSettledResult<readonly Reference[]>;
  readonly deliveryTypes: PromiseSettledResult<readonly Reference[]>;
  readonly itemGroups: PromiseSettledResult<readonly ItemGroup[]>;
  /** Whether customers have the field that links them to Telegram. */
  readonly telegramField: PromiseSettledResult<boolean>;
  /** What the settings name and few shops do; none unless asked for. */
  readonly feeItems: PromiseSettledResult<readonly FeeItem[]>;
  readonly cardGroups: PromiseSettledResult<readonly Reference[]>;
}

/** The item whose line the fee of a delivery is. */
export interface FeeItem extends Reference {
  /** A card of choices: it can be no line of a document (REGOS code 1199). */
  readonly hasChild: boolean;
}

/** What is asked for because the settings of the shop name it. */
export interface NamedRecords {
  readonly feeItemId?: number | undefined;
  readonly cardGroupId?: number | undefined;
}

/** A look at everything a shop has set up. Reads only. */
@Injectable()
export class RegosInspection {
  constructor(
    private readonly transport: RegosTransport,
    private readonly items: RegosItems,
    private readonly config: Config,
  ) {}

  /**
   * All parts in one request.
   * @throws RegosRefusal when REGOS refuses the connection
   * @throws RetryableError when REGOS does not answer within 25 s
   * @source docs/regos.md 9.1, 9.5, 11.4 and 12; that these methods work in a batch is assumed
   */
  async read(connection: RegosConnection, named: NamedRecords = {}): Promise<ShopSetup> {
    const steps = [...this.steps(connection.connectedIntegrationId), ...this.namedSteps(named)];
    const answers = await bounded(this.transport.readEach(connection, steps, 'background'));
    const isAsked = new Set(steps.map(({ key }) => key));
    const part = <T>(key: string, parse: (result: unknown) => T): PromiseSettledResult<T> => {
      if (!isAsked.has(key)) return { status: 'fulfilled', value: parse([]) };
      const answer = answers.get(key);
      if (answer?.status === 'fulfilled') return parsed(answer.value, parse);
      return { status: 'rejected', reason: answer?.reason as unknown };
    };
    return {
      connection: this.connectionIn(answers, connection.connectedIntegrationId),
      handler: part('handler', (row) => toReputation(new Row(row))),
      account: part('account', (row) => toAccountInfo(new Row(row))),
      priceTypes: part('priceTypes', (rows) => onePage(rows).flatMap((row) => toPriceType(row) ?? [])),
      stocks: part('stocks', references),
      orderSources: part('orderSources', references),
      customerGroups: part('customerGroups', (rows) => rowsOf(rows).flatMap((row) => toReference(row) ?? [])),
      deliveryTypes: part('deliveryTypes', references),
      itemGroups: part('itemGroups', (rows) => rowsOf(rows).flatMap((row) => toItemGroup(row) ?? [])),
      telegramField: part('telegramField', (rows) => rowsOf(rows).some(isTelegramField)),
      feeItems: part('feeItems', (rows) => rowsOf(rows).flatMap((row) => toFeeItem(row) ?? [])),
      cardGroups: part('cardGroups', (rows) => rowsOf(rows).flatMap((row) => toReference(row) ?? [])),
    };
  }

  /** The first items of a query, by name. @throws as `read`, and SelectorIgnoredError as `RegosItems.getExt` */
  firstItems(connection: RegosConnection, query: StockedItemQuery, limit: number): Promise<StockedItem[]> {
    return bounded(this.items.first(connection, query, limit, 'background'));
  }

  /** Whichever of the lists names it; that none does is only known when all that matter were read. */
  private connectionIn(
    answers: ReadonlyMap<string, PromiseSettledResult<unknown>>,
    id: string,
  ): ShopSetup['connection'] {
    const lists = connectionQuestions(this.config.regos.dialect, id).map((question, index) => ({
      question,
      answer: answers.get(connectionKey(index)),
    }));
    for (const { question, answer } of lists) {
      const own = answer?.status === 'fulfilled' ? ownConnection(answer.value, id, question) : undefined;
      if (own) return { status: 'fulfilled', value: own };
    }
    const isRead = (isLocal: boolean): boolean =>
      lists.some(({ question, answer }) => question.isLocal === isLocal && answer?.status === 'fulfilled');
    if (isRead(false) && isRead(true)) return { status: 'fulfilled', value: undefined };
    const unread = lists.find(({ answer }) => answer?.status !== 'fulfilled')?.answer;
    return {
      status: 'rejected',
      reason: unread?.status === 'rejected' ? (unread.reason as unknown) : undefined,
    };
  }

  private steps(id: string): BatchStep[] {
    const { dialect } = this.config.regos;
    const page = { limit: PAGE_SIZE, offset: 0 };
    const ofCustomers = equals('entity_type', CUSTOMER, { entity_type: CUSTOMER });
    return [
      ...connectionQuestions(dialect, id).map(({ body }, index) => ({
        key: connectionKey(index),
        path: 'ConnectedIntegration/Get',
        payload: body,
      })),
      {
        key: 'handler',
        path: 'ConnectedIntegration/GetWebhookInfo',
        payload: { connected_integration_id: id },
      },
      { key: 'account', path: 'Sys/GetInfo', payload: {} },
      { key: 'priceTypes', path: 'PriceType/Get', payload: page },
      { key: 'stocks', path: 'Stock/Get', payload: page },
      { key: 'orderSources', path: 'DeliveryFrom/Get', payload: page },
      { key: 'customerGroups', path: 'RetailCustomerGroup/Get', payload: {} },
      { key: 'deliveryTypes', path: 'DeliveryType/Get', payload: page },
      { key: 'itemGroups', path: 'ItemGroup/Get', payload: {} },
      // in the documented form alone: a refusal is the tariff's then, and not of a filter
      { key: 'telegramField', path: 'Field/Get', payload: select(oneOf(dialect), ofCustomers) },
    ];
  }

  private namedSteps({ feeItemId, cardGroupId }: NamedRecords): BatchStep[] {
    const dialect = oneOf(this.config.regos.dialect);
    const steps: BatchStep[] = [];
    if (feeItemId !== undefined) {
      const payload = {
        ...select(dialect, isOneOf('id', [feeItemId], { ids: [feeItemId] })),
        limit: 1,
        offset: 0,
      };
      steps.push({ key: 'feeItems', path: 'Item/Get', payload });
    }
    if (cardGroupId !== undefined) {
      steps.push({ key: 'cardGroups', path: 'RetailCardGroup/Get', payload: {} });
    }
    return steps;
  }
}

function toFeeItem(row: Row): FeeItem | undefined {
  const reference = toReference(row);
  return reference && { ...reference, hasChild: row.flag('has_child') };
}

function connectionKey(index: number): string {
  return `connection${index}`;
}

function oneOf(dialect: RegosDialect): RegosDialect {
  return dialect === 'both' ? 'legacy' : dialect;
}

/** @throws RegosUnavailableError when the time is up; the call goes on unheard */
function bounded<T>(work: Promise<T>): Promise<T> {
  const late = (): RegosUnavailableError =>
    new RegosUnavailableError(`REGOS: no answer within ${TIME_LIMIT_MS} ms`);
  return firstValueFrom(from(work).pipe(timeout({ each: TIME_LIMIT_MS, with: () => throwError(late) })));
}

function parsed<T>(value: unknown, parse: (result: unknown) => T): PromiseSettledResult<T> {
  try {
    return { status: 'fulfilled', value: parse(value) };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}

function references(result: unknown): Reference[] {
  return onePage(result).flatMap((row) => toReference(row) ?? []);
}

/** @throws RegosUnavailableError when there may be more: then "not among these" would prove nothing */
function onePage(result: unknown): Row[] {
  const rows = rowsOf(result);
  if (rows.length >= PAGE_SIZE) throw new RegosUnavailableError('REGOS: more rows than one page');
  return rows;
}

function toReputation(row: Row): HandlerReputation {
  return {
    blockedForSec: Number(row.decimal('blacklist_ttl_seconds') ?? 0),
    lastErrorAt: instant(row.text('last_error_at')),
  };
}

/** The system field, not one of another entity: a selector may be ignored (docs/regos.md 6.1). */
function isTelegramField(row: Row): boolean {
  const entity = row.text('entity_type') ?? CUSTOMER;
  return row.text('key') === TELEGRAM_FIELD && entity === CUSTOMER;
}
