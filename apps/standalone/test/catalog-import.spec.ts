import { catalogEvent } from '@rto/catalog';
import { WRITTEN_LANGUAGES, type WrittenLanguage } from '@rto/kernel';
import { OFF_CARD_SETTINGS, parseSettings, SETTING_TITLES, type SettingKey } from '@rto/settings';
import card from '../../../catalog_import.json';

/** Suffixes of the card's texts. */
const SUFFIXES: Readonly<Record<WrittenLanguage, string>> = { ru: '_rus', uz: '_uzb', en: '_eng' };
const DATA_TYPES = 'Integer Float String Text Boolean Date Time DateTime Enum Catalog'.split(' ');
const CATALOGS = (
  'Firms Stocks PriceTypes DeliveryTypes OrderFroms ItemImageSizes ItemGroup RetailCustomerGroup Users CrmPipelines ' +
  'CrmChannels CrmPipelineStages PaymentTypes PartnerGroups AccountOperationIncomeCategories ' +
  'AccountOperationExpenseCategories'
).split(' ');
const FLAGS = ['hidden', 'secret', 'required', 'multiple_select'];
const SETTING_MEMBERS = new Set([
  ...['setting_key', 'data_type', 'catalog', 'enum_values', 'reference_key', 'default_value', 'order_index'],
  ...FLAGS,
  ...textMembers('name', 'description', 'placeholder'),
]);
const INTEGRATION_MEMBERS = [
  ...['key', 'handler', 'endpoint', 'group_id', 'version', 'docs_url', 'webhooks'],
  ...['has_web_ui', 'has_iap', 'proxy_enabled'],
  ...textMembers('name', 'description', 'full_description'),
];
/** Without them no order can be made, so a retailer cannot leave them out. */
const REQUIRED = ['BOT_TOKEN', 'STOCK_ID', 'PRICE_TYPE_ID', 'ORDER_SOURCE_ID', 'CUSTOMER_GROUP_ID'];

type Members = Readonly<Record<string, unknown>>;

const integration: Members = card.integration;
const settings: readonly Members[] = card.settings;
const keys = settings.map((setting) => String(setting['setting_key']));

/** Rules: docs/regos.md 18. */
describe('the card of the REGOS marketplace', () => {
  it('is an import of the known version, and nothing beside it', () => {
    expect(Object.keys(card)).toEqual(['schema_version', 'integration', 'settings']);
    expect(card.schema_version).toBe('developer.integration.import.v1');
  });

  it('has every member of an integration, and none that REGOS would refuse', () => {
    expect(Object.keys(integration).sort()).toEqual([...INTEGRATION_MEMBERS].sort());
    expect(integration['key']).toMatch(/^[a-zA-Z0-9_-]{1,100}$/);
    expect(integration['handler']).toBe('TG_BOT'); // the handler that brings SendMessages
    expect(integration['version']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(integration['group_id']).toBeGreaterThanOrEqual(1);
    for (const flag of ['has_web_ui', 'has_iap', 'proxy_enabled']) expect(integration[flag]).toBe(false);
  });

  it('names addresses that REGOS can call', () => {
    for (const [member, limit] of [
      ['endpoint', 255],
      ['docs_url', 500],
    ] as const) {
      expect(new URL(String(integration[member])).protocol).toBe('https:');
      expectBetween(String(integration[member]).length, 1, limit);
    }
    expect(new URL(String(integration['endpoint'])).pathname).toMatch(/^\/regos\/[A-Za-z0-9._~-]{16,}$/);
  });

  it('subscribes once to each event that the service acts on, and to no other', () => {
    const { webhooks } = card.integration;
    expect(new Set(webhooks).size).toBe(webhooks.length);
    for (const name of webhooks) expect({ name, isHeard: isHeard(name) }).toEqual({ name, isHeard: true });
    expect(webhooks).toEqual(
      expect.arrayContaining([
        ...['DocOrderDeliveryStatusSet', 'DocSetPricePerformed', 'DocChequeClosed', 'DocPurchasePerformed'],
        ...['DocInventoryClosed', 'CurrencyExchangeRateEdited', 'RetailCardEdited', 'DeliveryTypeEdited'],
      ]),
    );
  });

  it.each(WRITTEN_LANGUAGES)('presents the integration in %s within the limits', (language) => {
    const limits = { name: 255, description: 1000, full_description: 2000 };
    for (const [text, limit] of Object.entries(limits)) {
      expectBetween(lengthOf(integration, text, language), 1, limit);
    }
  });

  it('has a field for every setting of the service but the named ones, once, in order, and at most 50', () => {
    expect([...keys, ...OFF_CARD_SETTINGS].sort()).toEqual(Object.keys(SETTING_TITLES).sort());
    expect(keys.length).toBeLessThanOrEqual(50);
    expect(settings.map((setting) => setting['order_index'])).toEqual(keys.map((_, index) => index + 1));
  });

  it('lets nothing out without which no order can be made, and hides token and code', () => {
    const withFlag = (flag: string): string[] => keys.filter((_, index) => settings[index]?.[flag] === true);
    expect(withFlag('required').sort()).toEqual([...REQUIRED].sort());
    expect(withFlag('secret')).toEqual(['BOT_TOKEN', 'OWNER_CODE']);
    expect(withFlag('hidden')).toEqual([]);
    expect(withFlag('multiple_select')).toEqual(['ITEM_GROUP_IDS', 'PICKUP_STOCK_IDS']);
  });

  it('starts a shop with the defaults of the service', () => {
    const defaults = settings.flatMap((setting) =>
      'default_value' in setting ? [[String(setting['setting_key']), String(setting['default_value'])]] : [],
    );
    expect(parseSettings(Object.fromEntries(defaults) as Record<string, string>)).toEqual(parseSettings({}));
  });
});

describe.each(settings.map((setting) => [String(setting['setting_key']), setting] as const))(
  'the field %s',
  (key, setting) => {
    it('has known members of the right kind', () => {
      for (const member of Object.keys(setting)) expect(SETTING_MEMBERS).toContain(member);
      expect(key).toMatch(/^[A-Z_]{1,100}$/);
      expect(DATA_TYPES).toContain(setting['data_type']);
      for (const flag of FLAGS) expect(typeof setting[flag]).toBe('boolean');
      const { default_value: value = '' } = setting;
      expect(value).toEqual(expect.any(String));
      expect(String(value).length).toBeLessThanOrEqual(500);
    });

    it('names a catalogue or choices exactly when its type needs them', () => {
      const isCatalog = setting['data_type'] === 'Catalog';
      expect('catalog' in setting).toBe(isCatalog);
      if (isCatalog) expect(CATALOGS).toContain(setting['catalog']);
      const isEnum = setting['data_type'] === 'Enum';
      expect('enum_values' in setting).toBe(isEnum);
      if (isEnum && 'default_value' in setting)
        expect(setting['enum_values']).toContain(setting['default_value']);
      if ('reference_key' in setting) expect(keys).toContain(setting['reference_key']);
    });

    it('is explained in nine texts, under the name that its problems use', () => {
      for (const language of WRITTEN_LANGUAGES) {
        for (const text of ['name', 'description', 'placeholder']) {
          expectBetween(lengthOf(setting, text, language), 1, 1000);
        }
        const name = setting[`name${SUFFIXES[language]}`];
        expect(name).toBe(SETTING_TITLES[key as SettingKey][language]);
      }
    });
  },
);

/** Whether the service acts on it: it is about an order, the goods, or cards. */
function isHeard(name: string): boolean {
  const isCatalogue = catalogEvent({ name, documentId: 1, uuid: 'u' }) !== undefined;
  return isCatalogue || /^(?:DocOrderDelivery|RetailCard|PromoBonus)/.test(name);
}

function textMembers(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => Object.values(SUFFIXES).map((suffix) => `${text}${suffix}`));
}

/** Length without blanks around; 0 when the text is not there. */
function lengthOf(members: Members, text: string, language: WrittenLanguage): number {
  const value = members[`${text}${SUFFIXES[language]}`];
  return typeof value === 'string' ? value.trim().length : 0;
}

function expectBetween(value: number, least: number, most: number): void {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
}
