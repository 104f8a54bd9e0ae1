import { orders, ownerInvitations, owners, shoppers, talkMessages, talks } from '@rto/database';
import { getTableColumns } from 'drizzle-orm';
import {
  NAMELESS,
  PERSONAL_OF_INVITATIONS,
  PERSONAL_OF_OWNERS,
  PERSONAL_OF_SHOPPERS,
  PERSONAL_OF_TALK_MESSAGES,
  PERSONAL_OF_TALKS,
} from './personal-columns';

/** Accounts, and how an order came to REGOS. */
const NOT_PERSONAL = [
  ...['id', 'tenantId', 'number', 'checkoutId', 'state', 'externalCode', 'total', 'currency'],
  ...[
    'deliveryTypeId',
    'deliveryTypeName',
    'paymentTypeId',
    'deliveryAt',
    'deliveryFee',
    'deliveryFeeItemId',
  ],
  ...[
    'priceTypeId',
    'stockId',
    'sourceId',
    'link',
    'linkSource',
    'regosDocumentId',
    'regosCode',
    'regosStatus',
  ],
  ...['attempts', 'fence', 'leaseUntil', 'holder', 'dueAt', 'unknownSince', 'firstSentAt', 'retriedAt'],
  ...[
    'toldStage',
    'steps',
    'statusMessageId',
    'duplicateCheckAt',
    'waitToldAt',
    'lastError',
    'placedAt',
    'updatedAt',
  ],
];

describe('the columns of an order', () => {
  it('are each said to be personal, or not', () => {
    expect(Object.keys(getTableColumns(orders)).sort()).toEqual(
      [...NOT_PERSONAL, ...Object.keys(NAMELESS)].sort(),
    );
  });
});

describe('the columns of a shopper', () => {
  it('are each said to be personal, or not', () => {
    const notPersonal = ['tenantId', 'blockedAt', 'toldOfDataAt', 'createdAt', 'updatedAt'];
    expect(Object.keys(getTableColumns(shoppers)).sort()).toEqual(
      [...notPersonal, ...PERSONAL_OF_SHOPPERS].sort(),
    );
  });
});

describe('the columns of owners and their invitations', () => {
  it('are each said to be personal, or not', () => {
    expect(Object.keys(getTableColumns(owners)).sort()).toEqual(
      ['tenantId', 'namedBy', 'since', ...PERSONAL_OF_OWNERS].sort(),
    );
    expect(Object.keys(getTableColumns(ownerInvitations)).sort()).toEqual(
      ['tenantId', 'codeHash', 'expiresAt', ...PERSONAL_OF_INVITATIONS].sort(),
    );
  });
});

describe('the columns of a conversation with the staff', () => {
  it('are each said to be personal, or not', () => {
    const notPersonal = ['tenantId', 'number', 'endedAt', 'stoppedAt', 'updatedAt'];
    expect(Object.keys(getTableColumns(talks)).sort()).toEqual([...notPersonal, ...PERSONAL_OF_TALKS].sort());
    expect(Object.keys(getTableColumns(talkMessages)).sort()).toEqual(
      [...['id', 'tenantId', 'kind', 'createdAt'], ...PERSONAL_OF_TALK_MESSAGES].sort(),
    );
  });
});
