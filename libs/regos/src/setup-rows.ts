import type { RegosDialect } from '@rto/config';
import { cutText } from '@rto/kernel';
import type {
  AccountInfo,
  ConnectedIntegration,
  ItemGroup,
  PaymentType,
  PriceType,
  Reference,
  Stock,
} from './model';
import { equals, select } from './query';
import { rowsOf, type Row } from './row';
import type { RegosObject } from './transport/regos-body';

/** No button and no heading shows more. */
const MAX_GROUP_NAME = 100;
/** One of a few lines of a message. */
const MAX_ADDRESS = 300;

// Rows of what a shop sets up. A row without an id says nothing: undefined.

export function toReference(row: Row): Reference | undefined {
  const id = row.integer('id');
  if (id === undefined) return undefined;
  const deleted = row.flag('deleted_mark') || row.flag('deleted'); // the name differs between methods
  return { id, name: row.text('name') ?? String(id), deleted };
}

export function toStock(row: Row): Stock | undefined {
  const reference = toReference(row);
  const address = row.text('address');
  return reference && { ...reference, ...(address && { address: cutText(address, MAX_ADDRESS) }) };
}

export function toPriceType(row: Row): PriceType | undefined {
  const reference = toReference(row);
  return reference && { ...reference, currency: row.row('currency').text('code_chr') ?? 'UZS' };
}

/**
 * Where a payment type may be used (docs/regos.md 9.5 and 21.11). What a number means is not told: 0 and 1 are a
 * flag's.
 */
const USES: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  frontoffice: true,
  false: false,
  0: false,
  backoffice: false,
};

export function toPaymentType(row: Row): PaymentType | undefined {
  const id = row.integer('id');
  return id === undefined ? undefined : { id, usable: USES[String(row.raw('enabled')).toLowerCase()] };
}

export function toItemGroup(row: Row): ItemGroup | undefined {
  const id = row.integer('id');
  if (id === undefined) return undefined;
  return {
    id,
    parentId: row.reference('parent_id'),
    name: cutText(row.text('name') ?? String(id), MAX_GROUP_NAME),
  };
}

/** One way to ask for a connection, and whether its answer is about local ones. */
interface ConnectionQuestion {
  readonly isLocal: boolean;
  readonly body: RegosObject;
}

/**
 * A connection that none of these finds is not there. Unless local ones are asked for, REGOS hides them (docs/regos.md
 * 21.3). That `is_public` is a filter is assumed, and an unknown filter is refused: so it is also asked without.
 */
export function connectionQuestions(
  dialect: RegosDialect,
  connectedIntegrationId: string,
): readonly ConnectionQuestion[] {
  const ids = dialect === 'filters' ? {} : { connected_integration_ids: [connectedIntegrationId] };
  const common = { ...ids, include_name: false, include_schedule: false };
  const isLocal = equals('is_public', 'false', { is_public: false });
  const ways = dialect === 'both' ? (['both', 'legacy'] as const) : [dialect];
  return [
    { isLocal: false, body: common },
    ...ways.map((way) => ({ isLocal: true, body: { ...common, ...select(way, isLocal) } })),
  ];
}

/** The row of this connection; undefined when it is not among them. */
export function ownConnection(
  result: unknown,
  connectedIntegrationId: string,
  { isLocal }: ConnectionQuestion,
): ConnectedIntegration | undefined {
  const own = rowsOf(result).find((row) => row.text('connected_integration_id') === connectedIntegrationId);
  if (!own) return undefined;
  const isPublic = own.raw('is_public') === undefined ? !isLocal : own.flag('is_public');
  const events = namesOf(own.raw('webhooks'));
  return {
    connectedIntegrationId,
    key: own.text('key'),
    isPublic,
    active: own.flag('is_active'),
    // an empty list is taken for one that is not filled in
    ...(events.length > 0 && { events }),
  };
}

function namesOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : [];
}

export function toAccountInfo(row: Row): AccountInfo {
  const allows = (parameter: string): boolean | undefined => {
    const switched = row.row('tariff_parameters').row(parameter);
    return switched.raw('is_enable') === undefined ? undefined : switched.flag('is_enable');
  };
  return {
    apiLogin: row.text('api_login'),
    tariffName: row.text('tariff_name'),
    paidUntil: instant(row.text('paid_until')),
    status: row.text('status'),
    apiAccess: allows('api_access'),
    sendsEvents: allows('webhook_able'),
  };
}

/** ISO 8601 text; undefined when it is none. */
export function instant(text: string | undefined): Date | undefined {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
