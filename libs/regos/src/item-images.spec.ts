import { RegosItemImages, type ItemImage } from './item-images';
import { aRegos, CONNECTION, ok } from './regos.fixture';

describe('the pictures of goods', () => {
  const read = async (rows: readonly object[]): Promise<ItemImage[]> => {
    const { transport } = aRegos(() => ok([...rows]));
    const all: ItemImage[] = [];
    for await (const page of new RegosItemImages(transport).pages(CONNECTION)) all.push(...page);
    return all;
  };

  it('are listed with their goods, of which nobody asks for one alone', async () => {
    const url = 'https://cdn.example/1.jpg';
    expect(await read([{ id: 1, item_id: 101, url, width: 900, height: 900, size: 1 }])).toEqual([
      { itemId: 101, url },
    ]);
  });

  it('are left out where their address is none of the public internet, or of no good', async () => {
    expect(
      await read([
        { id: 1, item_id: 101, url: 'http://10.0.0.1/1.jpg' },
        { id: 2, item_id: 101, url: null },
        { id: 3, url: 'https://cdn.example/3.jpg' },
      ]),
    ).toEqual([]);
  });
});
