import type { RegosDialect } from '@rto/config';
import { RegosEventHistory } from './event-history';
import { aRegos, CONNECTION, CONNECTION_ID, failureOf, ok, refused, type Player } from './regos.fixture';

const EVENT = { event_id: 'e-1', occurred_at: '2026-11-22T10:00:05Z', action: 'ItemEdited', data: { id: 7 } };

function historyOver(play: Player, dialect: RegosDialect = 'both') {
  const { transport, config, requests } = aRegos(play, { dialect });
  return { history: new RegosEventHistory(transport, config), requests };
}

function equal(Field: string, Value: string): object {
  return { Field, Operator: 'Equal', Value };
}

describe('the history of events', () => {
  it.each([
    [{ from: new Date('2026-11-22T10:00:00.900Z') }, { from_date: 1795341600 }],
    [{ afterEventId: 'e-0' }, { last_event_id: 'e-0' }],
  ])('is read from one place on, a page at a time, in both forms', async (position, begin) => {
    const page = { events: [EVENT], next_event_id: 'e-1', has_more: true };
    const { history, requests } = historyOver(() => ok(page));
    const [[name, value] = ['', '']] = Object.entries<string | number>(begin);
    const filters = [equal('connected_integration_id', CONNECTION_ID), equal(name, String(value))];
    expect(await history.read(CONNECTION, position)).toEqual({
      events: [{ eventId: 'e-1', action: 'ItemEdited', data: { id: 7 } }],
      nextEventId: 'e-1',
      hasMore: true,
    });
    expect(requests.map(({ method, body }) => ({ method, body }))).toEqual([
      {
        method: 'Event/Get',
        body: { connected_integration_id: CONNECTION_ID, ...begin, filters, limit: 100 },
      },
    ]);
  });

  it.each([
    ['legacy', ['connected_integration_id', 'last_event_id', 'limit']],
    ['filters', ['filters', 'limit']],
  ] as const)('is asked for in the dialect %s alone', async (dialect, members) => {
    const { history, requests } = historyOver(() => ok({}), dialect);
    await history.read(CONNECTION, { afterEventId: 'e-0' });
    expect(requests.map(({ body }) => Object.keys(body as object).sort())).toEqual([members]);
  });

  it.each([1130, 7501])('is asked for without the filters that REGOS refuses with %i', async (code) => {
    const { history } = historyOver(({ body }) =>
      'filters' in (body as object) ? refused(code) : ok({ events: [EVENT] }),
    );
    expect(await history.read(CONNECTION, { afterEventId: 'e-0' })).toMatchObject({ events: [{}] });
  });

  it('is the tariff’s to refuse where the old form alone is refused too', async () => {
    const { history } = historyOver(() => refused(7501));
    const failure = await failureOf(history.read(CONNECTION, { afterEventId: 'e-0' }));
    expect(failure).toMatchObject({ code: 7501, kind: 'config' });
  });

  it.each([[null], [[]], [{}], [{ events: null, next_event_id: null, has_more: null }]])(
    'is at its end where REGOS says nothing: %j',
    async (result) => {
      const { history } = historyOver(() => ok(result));
      const end = { events: [], nextEventId: undefined, hasMore: false };
      expect(await history.read(CONNECTION, { from: new Date(0) })).toEqual(end);
    },
  );
});
