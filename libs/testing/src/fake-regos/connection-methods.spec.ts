import { Counter, member } from './fake-regos.fixture';

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

describe('the history of events', () => {
  it('continues after the last event that the client saw, for seven days', () => {
    const regos = new Counter();
    for (const name of ['A', 'B', 'C']) regos.ask('DeliveryFrom/Add', { name });
    const first = regos.ask('Event/Get', { limit: 2 }).result;
    expect(first).toMatchObject({ events: [{}, {}], has_more: true });
    const rest = regos.ask('Event/Get', { limit: 2, last_event_id: member(first, 'next_event_id') }).result;
    expect(rest).toMatchObject({ events: [{ action: 'DeliveryFromAdded' }], has_more: false });
    regos.clock.advance(8 * 24 * 3600 * 1000);
    expect(regos.ask('Event/Get', { limit: 2 }).result).toMatchObject({ events: [] });
  });
});
