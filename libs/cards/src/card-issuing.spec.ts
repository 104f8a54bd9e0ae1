import { Test } from '@nestjs/testing';
import { Config } from '@rto/config';
import { CardList } from '@rto/customers';
import { Cipher } from '@rto/database';
import { ManualClock, OutcomeUnknownError } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosCards, RegosReferences, RegosRefusal, type NewRetailCard, type RetailCard } from '@rto/regos';
import { TenantService } from '@rto/settings';
import { CardIssuing } from './card-issuing';
import { aTenant } from './cards.builders';

const CUSTOMER = 812;
const SETTLE_MS = 120_000;

const GIVES_CARDS = { CARD_GROUP_ID: '3' };

describe('a card that is given in the bot', () => {
  /** In REGOS. */
  let cards: RetailCard[];
  let asked: NewRetailCard[];
  let reported: number[];
  /** What becomes of the next call that would make a card. */
  let add: (card: NewRetailCard) => void;
  let clock: ManualClock;
  let issuing: CardIssuing;

  function make({ customerId, barcode }: NewRetailCard): void {
    const rest = { programme: undefined, balance: '0', enabled: true, expiresOn: undefined };
    cards.push({ id: 77, customerId, barcode, ...rest });
  }

  beforeEach(async () => {
    [cards, asked, reported, add] = [[], [], [], make];
    clock = new ManualClock(new Date('2026-11-23T09:00:00Z'));
    const api: Pick<RegosCards, 'getByCustomer' | 'add'> = {
      getByCustomer: async () => [...cards],
      add: async (_connection, card) => {
        asked.push(card);
        add(card);
        return 77;
      },
    };
    const references: Pick<RegosReferences, 'barcodeTypes'> = {
      barcodeTypes: async () => [
        { id: 5, name: 'Code128', deleted: false },
        { id: 6, name: 'EAN-13', deleted: false },
      ],
    };
    const tenants = {
      reportRefusal: async (_: string, { code }: { code: number }) => void reported.push(code),
    };
    const app = await Test.createTestingModule({
      providers: [
        CardIssuing,
        CardList,
        { provide: RegosCards, useValue: api },
        { provide: RegosReferences, useValue: references },
        { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
        { provide: Cipher, useValue: new Cipher([Buffer.alloc(32, 7)]) },
        { provide: TenantService, useValue: tenants },
        { provide: Config, useValue: { regos: { settleMs: SETTLE_MS } } },
      ],
    }).compile();
    issuing = app.get(CardIssuing);
  });

  it('is one of the group that the shop names, with a barcode that nobody can guess', async () => {
    const [tenant, other] = [aTenant(GIVES_CARDS), aTenant(GIVES_CARDS)];
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('there');
    cards = [];
    expect(await issuing.issue(other, CUSTOMER)).toBe('there');
    expect(asked).toMatchObject([
      { customerId: CUSTOMER, groupId: 3, barcodeTypeId: 6 },
      { customerId: CUSTOMER, groupId: 3, barcodeTypeId: 6 },
    ]);
    for (const { barcode } of asked) expect(barcode).toMatch(/^29\d{11}$/);
    expect(asked[0]?.barcode).not.toBe(asked[1]?.barcode);
  });

  it('is not given to somebody who has one, nor where the shop names no group', async () => {
    expect(await issuing.issue(aTenant(), CUSTOMER)).toBe('refused');
    make({ customerId: CUSTOMER, barcode: '1', barcodeTypeId: 6, groupId: 3 });
    expect(await issuing.issue(aTenant(GIVES_CARDS), CUSTOMER)).toBe('there');
    expect(asked).toEqual([]);
  });

  it('is found when its answer was lost', async () => {
    add = (card) => {
      make(card);
      throw new OutcomeUnknownError('lost');
    };
    expect(await issuing.issue(aTenant(GIVES_CARDS), CUSTOMER)).toBe('there');
    expect(asked).toHaveLength(1);
  });

  it('is not made again after a lost answer before it is certain that there is none, nor under another code', async () => {
    const tenant = aTenant(GIVES_CARDS);
    add = () => {
      throw new OutcomeUnknownError('lost');
    };
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('pending');
    add = make;
    clock.advance(SETTLE_MS - 1_000);
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('pending');
    expect(asked).toHaveLength(1);
    clock.advance(2_000);
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('there');
    expect(asked.map(({ barcode }) => barcode)).toEqual([asked[0]?.barcode, asked[0]?.barcode]);
  });

  it('is there when REGOS says that the customer has one, and a setting that it refuses is told to the shop', async () => {
    const refuse = (code: number, kind: 'done' | 'config') => (): never => {
      throw new RegosRefusal('RetailCard/Add: no', code, kind);
    };
    const tenant = aTenant(GIVES_CARDS);
    add = refuse(4015, 'done');
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('there');
    add = refuse(4012, 'config');
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('refused');
    expect(reported).toEqual([4012]);
    add = make; // the shop has mended it
    expect(await issuing.issue(tenant, CUSTOMER)).toBe('there');
  });
});
