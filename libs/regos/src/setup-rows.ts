import type {
  AccountInfo,
  ConnectedIntegration,
  ItemGroup,
  PaymentType,
  PriceType,
  Reference,
} from './model';
import type { Row } from './row';

// Rows of what a shop sets up. A row without an id says nothing: undefined.

export function toReference(row: Row): Reference | undefined {
  const id = row.integer('id');
  if (id === undefined) return undefined;
  const deleted = row.flag('deleted_mark') || row.flag('deleted'); // the name differs between methods
  return { id, name: row.text('name') ?? String(id), deleted };
}

export function toPriceType(row: Row): PriceType | undefined {
  const reference = toReference(row);
  return reference && { ...reference, currency: row.row('currency').text('code_chr') ?? 'UZS' };
}

/** Where a payment type may be used (CONTRACT 9.5 and 21.11). What a number means is not told: 0 and 1 are a flag's. */
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
  return { id, parentId: row.reference('parent_id'), name: row.text('name') ?? String(id) };
}

/** The row of this connection; undefined when REGOS does not list it. */
export function ownConnection(
  rows: readonly Row[],
  connectedIntegrationId: string,
): ConnectedIntegration | undefined {
  const own = rows.find((row) => row.text('connected_integration_id') === connectedIntegrationId);
  return own && { connectedIntegrationId, key: own.text('key'), active: own.flag('is_active') };
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
