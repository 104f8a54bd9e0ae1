import { RegosEventHistory } from './event-history';
import { aRegos, CONNECTION, CONNECTION_ID, ok } from './regos.fixture';

const EVENT = { event_id: 'e-1', occurred_at: '2026-11-22T10:00:05Z', action: 'ItemEdited', data: { id: 7 } };

function historyOver(result: unknown) {
  const { transport, requests } = aRegos(() => ok(result));
  return { history: new RegosEventHistory(transport), requests };
}

describe('the history of events', () => {
  it.each([
    [{ from: new Date('2026-11-22T10:00:00.900Z') }, { from_date: 1795341600 }],
    [{ afterEventId: 'e-0' }, { last_event_id: 'e-0' }],
  ])('is read from a place on, a page at a time', async (position, begin) => {
    const { history, requests } = historyOver({ events: [EVENT], next_event_id: 'e-1', has_more: true });
    expect(await history.read(CONNECTION, position)).toEqual({
      events: [{ eventId: 'e-1', action: 'ItemEdited', data: { id: 7 } }],
      nextEventId: 'e-1',
      hasMore: true,
    });
    expect(requests.map(({ method, body }) => ({ method, body }))).toEqual([
      { method: 'Event/Get', body: { connected_integration_id: CONNECTION_ID, ...begin, limit: 100 } },
    ]);
  });

  it.each([[null], [[]], [{}], [{ events: null, next_event_id: null, has_more: null }]])(
    'is at its end where REGOS says nothing: %j',
    async (result) => {
      const { history } = historyOver(result);
      const end = { events: [], nextEventId: undefined, hasMore: false };
      expect(await history.read(CONNECTION, { from: new Date(0) })).toEqual(end);
    },
  );
});
