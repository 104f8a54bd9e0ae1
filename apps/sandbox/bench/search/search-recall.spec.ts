import { CatalogSnapshot } from '@rto/catalog';
import { assortment } from './assortment';
import { HELD_OUT } from './held-out';
import { codeQueries, judge, labelled, recall } from './judging';
import { LABELLED } from './labelled';

describe('the search of a shop with two thousand goods', () => {
  const data = assortment();
  const known = new Map(data.items.map((item) => [item.id, item]));
  const snapshot = new CatalogSnapshot(data);
  const queries = [...labelled(LABELLED), ...codeQueries(data.items)];

  it('is asked for in at least four hundred ways', () => {
    expect(data.items.length).toBeGreaterThanOrEqual(2_000);
    expect(queries.length).toBeGreaterThanOrEqual(400);
    // a label that no good bears would be missed for ever, or a query for nothing
    for (const { text, isMeant } of [...queries, ...labelled(HELD_OUT)]) {
      expect([text, data.items.some(isMeant)]).toEqual([text, true]);
    }
  });

  it.each([...new Set(queries.map(({ kind }) => kind))])(
    'shows what is meant by queries of the kind %s',
    (kind) => {
      const own = queries.filter((query) => query.kind === kind);
      expect(recall(judge(snapshot, known, own))).toBeGreaterThanOrEqual(0.93);
    },
  );

  it('shows what is meant by queries that it was not made with', () => {
    expect(recall(judge(snapshot, known, labelled(HELD_OUT)))).toBeGreaterThanOrEqual(0.9);
  });
});
