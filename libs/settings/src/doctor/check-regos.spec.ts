import { RateLimitedError } from '@rto/kernel';
import {
  RegosAuthorizationError,
  RegosPageError,
  RegosRefusal,
  RegosUnavailableError,
  type AccountInfo,
  type ShopSetup,
} from '@rto/regos';
import card from '../../../../catalog_import.json';
import { checkRegos, regosFailure } from './check-regos';
import { aSetup, NOW, read, told, unread } from './doctor.builders';

const check = (over: Partial<ShopSetup> = {}) => checkRegos(aSetup(over), 'Asia/Tashkent', NOW);

function ofAccount(over: Partial<AccountInfo>) {
  const account = aSetup().account;
  if (account.status === 'rejected') throw new Error('the builder reads the account');
  return check({ account: read({ ...account.value, ...over }) }).filter(({ code }) => code !== 'regos_ok');
}

describe('the check of REGOS', () => {
  it('is content with an active connection and a paid tariff, and names the tariff', () => {
    const findings = check();
    expect(told(findings)).toEqual(['regos_ok', 'tariff_ok']);
    expect(findings[1]?.message.uz).toContain('Бизнес');
  });

  it('finds a connection that REGOS does not list', () => {
    expect(told(check({ connection: read(undefined) }))).toContain('connection_unknown');
  });

  it('finds an integration that is switched off', () => {
    const connection = read({ connectedIntegrationId: '0', key: undefined, isPublic: true, active: false });
    expect(told(check({ connection }))).toContain('connection_inactive');
  });

  it('names the events that are not switched on, where REGOS tells which are', () => {
    const all = card.integration.webhooks;
    const ofEvents = (events: string[]) =>
      check({
        connection: read({
          connectedIntegrationId: '0',
          key: 'orders',
          isPublic: true,
          active: true,
          events,
        }),
      });
    expect(told(ofEvents(all))).toEqual(['regos_ok', 'tariff_ok']);
    expect(told(ofEvents(all.map((name) => name.toUpperCase())))).toEqual(['regos_ok', 'tariff_ok']);
    const found = ofEvents(all.filter((name) => name !== 'DocChequeClosed' && name !== 'ItemEdited'))[1];
    expect(found).toMatchObject({ code: 'events_missing', severity: 'warning' });
    expect(found?.message.en).toContain(': DocChequeClosed, ItemEdited. ');
  });

  it('finds that REGOS calls us no more, and for how long', () => {
    const findings = check({ handler: read({ blockedForSec: 61, lastErrorAt: NOW }) });
    expect(told(findings)).toContain('handler_blacklisted');
    expect(findings.find(({ code }) => code === 'handler_blacklisted')?.message.en).toContain('2 min');
  });

  it('tells of an event that could not be passed on within a day', () => {
    const failing = (at: string) => check({ handler: read({ blockedForSec: 0, lastErrorAt: new Date(at) }) });
    expect(told(failing('2026-11-22T09:01:00Z'))).toContain('handler_failing');
    expect(told(failing('2026-11-22T08:59:00Z'))).not.toContain('handler_failing');
  });

  it('finds a tariff that has ended', () => {
    const [found, ...others] = ofAccount({ paidUntil: new Date('2026-11-23T08:59:00Z') });
    expect(found).toMatchObject({ code: 'tariff_expired', severity: 'error' });
    expect(found?.message.ru).toContain('23.11.2026');
    expect(others).toEqual([]);
  });

  it('warns a week before the tariff ends, and not earlier', () => {
    expect(told(ofAccount({ paidUntil: new Date('2026-11-30T09:00:00Z') }))).toEqual(['tariff_ending']);
    expect(told(ofAccount({ paidUntil: new Date('2026-11-30T09:01:00Z') }))).toEqual(['tariff_ok']);
    expect(told(ofAccount({ paidUntil: undefined }))).toEqual(['tariff_ok']);
  });

  it('finds an account that is not active, in whatever case REGOS writes it', () => {
    expect(told(ofAccount({ status: 'Frozen' }))).toEqual(['account_not_active']);
    expect(told(ofAccount({ status: 'ACTIVE' }))).toEqual(['tariff_ok']);
  });

  it('finds a tariff without access for integrations', () => {
    expect(told(ofAccount({ apiAccess: false }))).toEqual(['api_access_off']);
    expect(told(ofAccount({ apiAccess: undefined }))).toEqual(['tariff_ok']);
  });

  it('finds a tariff without events', () => {
    expect(told(ofAccount({ sendsEvents: false }))).toEqual(['events_off']);
  });

  it.each([
    ['does not have it', read(false)],
    ['refuses additional fields', unread(new RegosRefusal('fields', 7501, 'config'))],
  ])('finds that customers have no field for Telegram when REGOS %s', (_how, telegramField) => {
    expect(told(check({ telegramField }))).toContain('no_telegram_field');
  });

  it.each(['connection', 'handler', 'account', 'telegramField'] as const)(
    'says so when the %s was not read, and checks the rest',
    (part) => {
      const findings = check({ [part]: unread(new RegosUnavailableError('slow')) });
      expect(told(findings).filter((code) => code === 'not_checked')).toHaveLength(1);
      expect(findings.length).toBe(check().length + (part === 'handler' || part === 'telegramField' ? 1 : 0));
    },
  );

  it('asks for a right that is missing', () => {
    const account = unread(new RegosRefusal('no rights', 1007, 'config'));
    expect(told(check({ account }))).toContain('no_right_to_read');
  });
});

describe('a REGOS that says nothing of the shop', () => {
  it.each([
    ['refuses the connection', new RegosRefusal('gone', 9006, 'stop'), 'connection_refused'],
    ['does not know a filter of ours', new RegosRefusal('7501', 7501, 'bug'), 'service_mistake'],
    ['is hidden by the page of a proxy', new RegosPageError('HTTP 404', 404), 'regos_unreachable'],
    ['refuses for want of rights', new RegosRefusal('no', 1096, 'config'), 'no_rights'],
    ['refuses in another way', new RegosRefusal('no', 3200, 'bug'), 'regos_setup'],
    ['does not know our service', new RegosAuthorizationError('401'), 'service_unauthorized'],
    ['is busy', new RateLimitedError('8213'), 'regos_busy'],
    ['does not answer', new RegosUnavailableError('down'), 'regos_unreachable'],
  ])('is one finding when it %s', (_how, error, code) => {
    expect(regosFailure(error).code).toBe(code);
  });

  it('tells our own mistake in one part of it, and not as the tariff’s', () => {
    const reason = new RegosRefusal('7501', 7501, 'bug');
    const findings = check({ telegramField: unread(reason), handler: unread(reason) });
    expect(told(findings)).toContain('service_mistake');
    expect(told(findings)).not.toContain('no_telegram_field');
  });

  it('is not blamed for a fault of our own', () => {
    expect(() => regosFailure(new TypeError('ours'))).toThrow(TypeError);
  });
});
