import {
  compare,
  type Condition,
  filterShape,
  meets,
  type Operator,
  type Scalar,
  toCondition,
} from './filters';
import type { Json } from './json';
import type { Call, RegosMethod } from './method';
import { RegosError } from './regos-error';
import { choice, integer, listOf, object, type Shape, text } from './shape';

/** Documented maximum of `limit` (docs/regos.md 6.3). */
const MAX_LIMIT = 10_000;

/** A named top-level selector of the old dialect, told as the condition it stands for. */
interface Selector {
  readonly shape: Shape<unknown>;
  readonly field: string;
  readonly operator: Operator;
}

export const idsOf = (field: string): Selector => ({ shape: listOf(integer), field, operator: 'In' });

export function selector(shape: Shape<unknown>, field: string, operator: Operator = 'Equal'): Selector {
  return { shape, field, operator };
}

/** A `Get` method: which rows there are, how they are selected, and what a row looks like. */
export interface ListMethod<Row> {
  readonly selectors: Readonly<Record<string, Selector>>;
  /** Fields that `filters` may name, with a row's value. */
  readonly fields: Readonly<Record<string, (row: Row) => Scalar | undefined>>;
  readonly paged: boolean;
  /** Members that shape the answer without being conditions, known to both dialects. */
  readonly parameters?: Readonly<Record<string, Shape<unknown>>>;
  /** The same of the old dialect only. */
  readonly oldParameters?: Readonly<Record<string, Shape<unknown>>>;
  /** The texts that `search` looks into. */
  readonly searched?: (row: Row) => readonly (string | undefined)[];
  readonly sortColumns?: Readonly<Record<string, (row: Row) => Scalar | undefined>>;
  /** docs/regos.md 19, quirk 4. */
  readonly totalIgnoresFilters?: boolean;
  readonly rows: (call: Call, question: Question) => Iterable<Row>;
  readonly render: (row: Row, call: Call) => Json;
}

/** What was asked, read in the dialect that this REGOS understands. */
export class Question {
  constructor(
    readonly conditions: readonly Condition[],
    private readonly parameters: Readonly<Record<string, unknown>>,
  ) {}

  /** The id that a field is asked to equal. */
  idOf(field: string): number | undefined {
    const condition = this.conditions.find((each) => each.field === field && each.operator === 'Equal');
    return condition === undefined ? undefined : Number(condition.values[0]);
  }

  /** The one text that a field is asked to equal. */
  textOf(field: string): string | undefined {
    return this.conditions.find((each) => each.field === field)?.values[0];
  }

  parameter(name: string): unknown {
    return this.parameters[name];
  }
}

/** The rows page by page, or all of them when the method is not paged. */
export function listMethod<Row>(list: ListMethod<Row>): RegosMethod {
  const shape = requestShape(list);
  return (body, call) => {
    const request = shape.read(body, '', call.report);
    const { all, selected } = select(list, request, call);
    if (!list.paged) return { result: selected.map((row) => list.render(row, call)) };
    const { limit, offset } = paging(request, call);
    const page = selected.slice(offset, offset + limit);
    const end = offset + page.length;
    return {
      result: page.map((row) => list.render(row, call)),
      next_offset: end < selected.length ? end : 0, // 0 on the last page (docs/regos.md 6.3)
      total: list.totalIgnoresFilters ? all : selected.length,
    };
  };
}

/** How many rows the same request would select. */
export function countMethod<Row>(list: ListMethod<Row>): RegosMethod {
  const shape = requestShape(list);
  return (body, call) => ({ result: select(list, shape.read(body, '', call.report), call).selected.length });
}

/** What was asked of a method whose answer is no list of rows. */
export function questionShape<Row>(
  list: Pick<ListMethod<Row>, 'selectors' | 'fields' | 'parameters'>,
): (body: unknown, call: Call) => Question {
  const asked = { ...list, paged: false, rows: () => [], render: () => null };
  const shape = requestShape(asked);
  return (body, call) => ask(asked, shape.read(body, '', call.report), call);
}

type Request = Readonly<Record<string, unknown>>;

function requestShape<Row>(list: ListMethod<Row>): Shape<Request> {
  const column = { column: text, direction: choice('ASC', 'DESC', 'asc', 'desc') };
  return object({
    ...Object.fromEntries(Object.entries(list.selectors).map(([name, { shape }]) => [name, shape])),
    ...list.parameters,
    ...list.oldParameters,
    filters: listOf(filterShape),
    ...(list.searched && { search: text }),
    ...(list.sortColumns && { sort_orders: listOf(object(column, ['column'])) }),
    ...(list.paged && { limit: integer, offset: integer }),
  });
}

function select<Row>(list: ListMethod<Row>, request: Request, call: Call): { all: number; selected: Row[] } {
  const question = ask(list, request, call);
  const rows = [...list.rows(call, question)];
  const search = typeof request.search === 'string' ? request.search.toLowerCase() : '';
  const selected = rows.filter(
    (row) =>
      question.conditions.every((each) => meets(list.fields[each.field]?.(row), each)) &&
      (search === '' || list.searched?.(row).some((part) => part?.toLowerCase().includes(search))),
  );
  return { all: rows.length, selected: sort(list, selected, request, call) };
}

function ask<Row>(list: ListMethod<Row>, request: Request, call: Call): Question {
  const { dialect } = call.switches;
  const legacy = Object.entries(list.selectors).flatMap(([name, { field, operator }]): Condition[] => {
    const value = request[name];
    const isEmpty = Array.isArray(value) && value.length === 0;
    if (isEmpty) call.report(`empty list ${name} selects all rows`);
    if (value === undefined || isEmpty || dialect === 'legacyIgnored') return [];
    return [{ field, operator, values: textsOf(value) }];
  });
  const filters = listOf(filterShape)
    .read(request.filters ?? [], 'filters', call.report)
    .map(toCondition)
    .filter(() => dialect !== 'filtersIgnored');
  for (const { field } of filters) if (!Object.hasOwn(list.fields, field)) refuseField(field, call);
  const heard = Object.entries(request).filter(
    ([name]) => dialect !== 'legacyIgnored' || list.oldParameters?.[name] === undefined,
  );
  return new Question([...legacy, ...filters], Object.fromEntries(heard));
}

/** Unlike an unknown member, which is ignored (docs/regos.md 21.4). */
function refuseField(field: string, { account, report }: Call): never {
  report(`unknown filter field ${field}`);
  throw account.tariff.additionalFields
    ? new RegosError(1130, `filters: поле ${field} не найдено`)
    : new RegosError(7501, 'Дополнительные поля недоступны на вашем тарифе');
}

/** A selector's value, one or a list, as `filters` would write it. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? [String(value)] : [];
}

function sort<Row>(list: ListMethod<Row>, rows: Row[], request: Request, call: Call): Row[] {
  const orders = listOf(object({ column: text, direction: text }, ['column']));
  const [order] = orders.read(request.sort_orders ?? [], 'sort_orders', call.report);
  if (order === undefined) return rows;
  const known = Object.entries(list.sortColumns ?? {});
  const column = known.find(([name]) => name.toLowerCase() === order.column.toLowerCase())?.[1];
  if (column === undefined) {
    call.report(`unknown sort column ${order.column}`);
    return rows;
  }
  const sign = order.direction?.toUpperCase() === 'DESC' ? -1 : 1;
  return rows.sort((a, b) => sign * compare(String(column(a) ?? ''), String(column(b) ?? '')));
}

function paging(request: Request, call: Call): { limit: number; offset: number } {
  const { limit, offset = 0 } = request;
  if (typeof limit !== 'number') call.report('limit is missing');
  else if (limit < 1 || limit > MAX_LIMIT) call.report(`limit ${limit} is outside 1..${MAX_LIMIT}`);
  return {
    limit: typeof limit === 'number' ? Math.min(Math.max(limit, 0), MAX_LIMIT) : MAX_LIMIT,
    offset: typeof offset === 'number' ? Math.max(offset, 0) : 0,
  };
}
