import { SelectorIgnoredError } from './errors';
import { RegosTimeoutError } from './errors';
import { equals, isOneOf, MAX_ROWS, PAGE_SIZE, readAllPages, readPages, select, verified } from './query';
import { Row } from './row';

const byStock = equals('stock_id', 1, { stock_id: 1 });
const byIds = isOneOf('id', [12, 15], { ids: [12, 15] });
const byField = equals('field_telegram_id', 77);

describe('selection', () => {
  it('says everything twice in both dialects', () => {
    expect(select('both', byStock, byIds)).toEqual({
      stock_id: 1,
      ids: [12, 15],
      filters: [
        { Field: 'stock_id', Operator: 'Equal', Value: '1' },
        { Field: 'id', Operator: 'In', Value: '12,15' },
      ],
    });
  });

  it('uses only old members in the old dialect', () => {
    expect(select('legacy', byStock)).toEqual({ stock_id: 1 });
  });

  it('uses only filters in the new dialect', () => {
    expect(select('filters', byStock)).toEqual({
      filters: [{ Field: 'stock_id', Operator: 'Equal', Value: '1' }],
    });
  });

  it('filters in every dialect by what has no old member', () => {
    expect(select('legacy', byField)).toEqual({
      filters: [{ Field: 'field_telegram_id', Operator: 'Equal', Value: '77' }],
    });
  });
});

describe('verification', () => {
  it('hands out rows that were all asked for', () => {
    expect(verified('x', [1, 3], (row) => row % 2 === 1)).toEqual([1, 3]);
  });

  it('uses none of the rows when one was not asked for', () => {
    expect(() => verified('x', [1, 2], (row) => row % 2 === 1)).toThrow(SelectorIgnoredError);
  });
});

describe('paging', () => {
  const rows = (from: number, count: number): Row[] =>
    Array.from({ length: count }, (_, index) => new Row({ id: from + index }));
  const idOf = (row: Row): number | undefined => row.integer('id');

  /** Reads a server that has these pages; returns ids and the offsets asked for. */
  async function read(pages: Row[][]): Promise<{ ids: unknown[]; offsets: number[] }> {
    const offsets: number[] = [];
    const all = await readAllPages(async ({ offset }) => {
      offsets.push(offset);
      return pages[offsets.length - 1] ?? [];
    }, idOf);
    return { ids: all.map(idOf), offsets };
  }

  it('ends with a page that is not full', async () => {
    const { ids, offsets } = await read([rows(0, PAGE_SIZE), rows(PAGE_SIZE, 3)]);
    expect(ids).toHaveLength(PAGE_SIZE + 3);
    expect(offsets).toEqual([0, PAGE_SIZE]);
  });

  it('ends with an empty page after a full one', async () => {
    const { ids, offsets } = await read([rows(0, PAGE_SIZE)]);
    expect(ids).toHaveLength(PAGE_SIZE);
    expect(offsets).toEqual([0, PAGE_SIZE]);
  });

  it('takes each row once when rows shift between pages', async () => {
    const { ids } = await read([rows(0, PAGE_SIZE), rows(PAGE_SIZE - 2, 4)]);
    expect(ids).toHaveLength(PAGE_SIZE + 2);
  });

  it('does not run for ever on a server that ignores the offset', async () => {
    const full = rows(0, PAGE_SIZE);
    expect((await read([full, full, full])).offsets).toHaveLength(2);
  });

  it('ends on a server that has new rows for ever', async () => {
    let read = 0;
    for await (const { end } of readPages(
      async ({ limit, offset }) => ({ rows: rows(offset, limit) }),
      idOf,
    )) {
      read = end;
      if (read > MAX_ROWS) break; // the rule is broken
    }
    expect(read).toBe(MAX_ROWS);
  });

  describe('a page that does not come in time', () => {
    /** A server that gives at most `most` rows in time. @returns the pages asked for, and the ids */
    async function readSlowly(
      most: number,
      isPatient: boolean,
    ): Promise<{ asked: number[]; ids: unknown[] }> {
      const asked: number[] = [];
      const ids: unknown[] = [];
      const pages = readPages(
        async ({ limit, offset }) => {
          asked.push(limit);
          if (limit > most) throw new RegosTimeoutError('late');
          return { rows: rows(offset, Math.min(limit, 700 - offset)) };
        },
        idOf,
        { isPatient },
      );
      for await (const page of pages) ids.push(...page.rows.map(idOf));
      return { asked, ids };
    }

    it('is asked for in halves, and pages stay so small until the reading ends', async () => {
      const { asked, ids } = await readSlowly(260, true);
      expect(asked).toEqual([500, 250, 250, 250]);
      expect(ids).toEqual([...Array(700).keys()]);
    });

    it('ends the reading when even a small one is late, or when somebody waits', async () => {
      await expect(readSlowly(10, true)).rejects.toBeInstanceOf(RegosTimeoutError);
      await expect(readSlowly(260, false)).rejects.toBeInstanceOf(RegosTimeoutError);
    });
  });

  it('goes on where it was left', async () => {
    const offsets: number[] = [];
    const readPage = async ({ offset }: { offset: number }): Promise<{ rows: Row[] }> => {
      offsets.push(offset);
      return { rows: rows(offset, 3) };
    };
    for await (const { end } of readPages(readPage, idOf, { offset: 1_000 })) expect(end).toBe(1_003);
    expect(offsets).toEqual([1_000]);
  });

  it('leaves out rows without an id', async () => {
    expect((await read([[new Row({ id: null }), new Row(null), new Row({ id: '7' })]])).ids).toEqual([7]);
  });
});
