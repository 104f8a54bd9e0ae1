import { RegosDocumentLines, type LinedDocument } from './document-lines';
import { RegosRefusal, SelectorIgnoredError } from './errors';
import { aRegos, CONNECTION, failureOf, ok, refused } from './regos.fixture';

const UUID = '38bd43bc-4d9d-49da-a923-643eba1fb8a1';
const CHEQUE: LinedDocument = { kind: 'cheque', id: UUID };

function read(rows: unknown[], document: LinedDocument, dialect?: 'filters') {
  const { transport, config, requests } = aRegos(() => ok(rows), dialect ? { dialect } : {});
  return { goods: new RegosDocumentLines(transport, config).goods(CONNECTION, document, 1), requests };
}

describe('lines of documents', () => {
  it('name the goods of a cheque once, and not those that another stock gave', async () => {
    const line = { document: UUID.toUpperCase(), stock_id: 1, item: { id: 101 } };
    const rows = [line, line, { ...line, item: { id: '102' } }, { ...line, stock_id: 2, item: { id: 103 } }];
    const { goods, requests } = read(rows, CHEQUE);
    expect(await goods).toEqual({ itemIds: [101, 102], isWhole: true });
    expect(requests[0]).toMatchObject({ method: 'ChequeItemOperation/Get', body: { doc_sale_uuid: UUID } });
  });

  it.each([
    ['purchase', 'PurchaseOperation/Get'],
    ['setPrice', 'SetPriceOperation/Get'],
    ['movement', 'MovementOperation/Get'],
  ] as const)('of a %s are asked for by its id', async (kind, method) => {
    const { goods, requests } = read([{ document_id: 7, item: { id: 101 } }, { item_id: 102 }], {
      kind,
      id: '7',
    });
    expect(await goods).toEqual({ itemIds: [101, 102], isWhole: true });
    expect(requests[0]).toMatchObject({ method, body: { document_ids: [7], limit: 251, offset: 0 } });
  });

  it('are asked for in the new dialect too', async () => {
    const { goods, requests } = read([], { kind: 'purchase', id: '7' }, 'filters');
    await goods;
    expect(requests[0]?.body).toEqual({
      filters: [{ Field: 'document_id', Operator: 'Equal', Value: '7' }],
      limit: 251,
      offset: 0,
    });
  });

  it('are not whole when there are more than one reading of goods takes', async () => {
    const rows = Array.from({ length: 251 }, (_, index) => ({ document_id: 7, item: { id: index + 1 } }));
    expect(await read(rows, { kind: 'purchase', id: '7' }).goods).toMatchObject({ isWhole: false });
  });

  it('of another document are not believed', async () => {
    const { goods } = read([{ document_id: 8, item: { id: 101 } }], { kind: 'purchase', id: '7' });
    expect(await failureOf(goods)).toBeInstanceOf(SelectorIgnoredError);
  });

  it('may be refused', async () => {
    const { transport, config } = aRegos(() => refused(1007));
    const goods = new RegosDocumentLines(transport, config).goods(CONNECTION, CHEQUE, 1);
    expect(await failureOf(goods)).toBeInstanceOf(RegosRefusal);
  });
});
