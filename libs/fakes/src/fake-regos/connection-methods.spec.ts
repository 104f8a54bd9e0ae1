import { CONNECTION_ID, Counter, member } from './fake-regos.fixture';

describe('settings', () => {
  it('are edited by key in any letter case, and an empty value clears', () => {
    const regos = new Counter({ settings: { STOCK_ID: '1', WELCOME_MESSAGE: 'hi' } });
    const edits = [
      { key: 'stock_id', value: '2' },
      { key: 'WELCOME_MESSAGE', value: '' },
    ];
    expect(regos.ask('ConnectedIntegrationSetting/Edit', edits)).toEqual({ ok: true, result: null });
    expect([...regos.account.settings].map(([key, { value }]) => [key, value])).toEqual([['STOCK_ID', '2']]);
    expect(regos.events).toMatchObject([{ action: 'UpdateSettings' }]);
  });

  it('want a bare array', () => {
    expect(new Counter().codeOf('ConnectedIntegrationSetting/Edit', { key: 'A', value: 'b' })).toBe(1023);
  });
});

describe('the list of connections', () => {
  const own = (regos: Counter, body: object): unknown[] =>
    regos.ask('ConnectedIntegration/Get', body).result as unknown[];
  const local = { filters: [{ Field: 'is_public', Operator: 'Equal', Value: 'false' }] };

  it('hides a local connection from whoever does not ask for it', () => {
    const regos = new Counter({ isPublic: false, integrationKey: '' });
    const ids = { connected_integration_ids: [regos.account.connectedIntegrationId] };
    expect(own(regos, ids)).toEqual([]);
    expect(own(regos, { ...ids, is_public: false })).toMatchObject([{ is_public: false, key: null }]);
    expect(own(regos, { ...ids, ...local })).toHaveLength(1);
  });

  it('shows one of the marketplace to everybody but who asks for local ones', () => {
    const regos = new Counter();
    expect(own(regos, {})).toMatchObject([{ is_public: true }]);
    expect(own(regos, { is_public: false })).toEqual([]);
  });
});

const equal = (Field: string, Value: string): object => ({ Field, Operator: 'Equal', Value });

describe.each([
  ['both', [true, true]],
  ['legacyIgnored', [false, true]],
  ['filtersIgnored', [true, false]],
] as const)('a REGOS whose dialect is %s', (dialect, [hearsOld, hearsFilters]) => {
  const id = CONNECTION_ID;

  it('hears of which connection the settings are wanted', () => {
    const ask = (body: object): boolean =>
      new Counter({}, { dialect }).ask('ConnectedIntegrationSetting/Get', body).ok;
    expect(ask({ connected_integration_id: id })).toBe(hearsOld);
    expect(ask({ filters: [equal('connected_integration_id', id)] })).toBe(hearsFilters);
  });

  it('hears of which connection the events are wanted, and since when', () => {
    const ask = (body: object): boolean =>
      new Counter({}, { dialect }).ask('Event/Get', { limit: 9, ...body }).ok;
    expect(ask({ connected_integration_id: id, from_date: 7 })).toBe(hearsOld);
    const filters = [equal('connected_integration_id', id), equal('from_date', '7')];
    expect(ask({ filters })).toBe(hearsFilters);
  });
});

describe('the history of events', () => {
  const begin = { from_date: 0, limit: 2 };

  it('continues after the last event that the client saw, for seven days', () => {
    const regos = new Counter();
    const own = { connected_integration_id: regos.account.connectedIntegrationId };
    for (const name of ['A', 'B', 'C']) regos.ask('DeliveryFrom/Add', { name });
    const first = regos.ask('Event/Get', { ...own, ...begin }).result;
    expect(first).toMatchObject({ events: [{}, {}], has_more: true });
    const last = { last_event_id: member(first, 'next_event_id') };
    const rest = regos.ask('Event/Get', { ...own, limit: 2, ...last }).result;
    expect(rest).toMatchObject({ events: [{ action: 'DeliveryFromAdded' }], has_more: false });
    regos.clock.advance(8 * 24 * 3600 * 1000);
    expect(regos.ask('Event/Get', { ...own, ...begin }).result).toMatchObject({ events: [] });
    expect(regos.codeOf('Event/Get', { ...own, limit: 2, ...last })).toBe(1044);
  });

  it('wants exactly one anchor', () => {
    const regos = new Counter();
    const own = { connected_integration_id: regos.account.connectedIntegrationId, limit: 2 };
    expect(regos.codeOf('Event/Get', own)).toBe(1130);
    expect(regos.codeOf('Event/Get', { ...own, from_date: 0, last_event_id: 'x' })).toBe(1130);
  });

  it('is not for a tariff without events', () => {
    const regos = new Counter({ tariff: { events: false } });
    const own = { connected_integration_id: regos.account.connectedIntegrationId };
    expect(regos.codeOf('Event/Get', { ...own, ...begin })).toBe(7501);
    expect(regos.ask('Sys/GetInfo', {}).result).toMatchObject({
      tariff_parameters: { webhook_able: { is_enable: false } },
    });
  });
});
