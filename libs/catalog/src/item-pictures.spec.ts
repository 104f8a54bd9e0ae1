import { Test } from '@nestjs/testing';
import { Clock, ManualClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosItemImages, type RegosConnection } from '@rto/regos';
import { aRow, aTenant } from './catalog.builders';
import { toCatalogItem, type CatalogItem } from './catalog-item';
import { ItemPictures } from './item-pictures';

const anItem = (id: number): CatalogItem => toCatalogItem(aRow({ id }));
const url = (name: string): string => `https://cdn.example/${name}.jpg`;

async function setUp() {
  const clock = new ManualClock();
  const asked: string[] = [];
  const listed = [
    { itemId: 101, url: url('101-large') },
    { itemId: 101, url: url('101-back') },
    { itemId: 102, url: url('102-large') },
  ];
  const images = {
    async *pages({ tenantId }: RegosConnection) {
      asked.push(tenantId);
      yield listed;
    },
  } satisfies Pick<RegosItemImages, 'pages'>;
  const app = await Test.createTestingModule({
    providers: [
      ItemPictures,
      { provide: RegosItemImages, useValue: images },
      { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
      { provide: Clock, useValue: clock },
    ],
  }).compile();
  const pictures = app.get(ItemPictures);
  return { pictures, asked, clock };
}

describe('the pictures of a good', () => {
  it('are that of the catalogue, and the others once they were read', async () => {
    const { pictures } = await setUp();
    const tenant = aTenant();
    const item = { ...anItem(101), imageUrl: url('101-medium') };
    expect(await pictures.of(tenant, item)).toEqual([url('101-medium')]);
    await pictures.read(tenant);
    expect(await pictures.of(tenant, item)).toEqual([url('101-medium'), url('101-back')]);
    expect(await pictures.of(tenant, { ...item, imageUrl: url('101-large') })).toHaveLength(2);
    expect(await pictures.of(tenant, { ...item, imageUrl: undefined })).toEqual([]);
  });

  it('are one for a good with one, and for that of another shop', async () => {
    const { pictures } = await setUp();
    const [one, other] = [aTenant(), aTenant()];
    await pictures.read(one);
    expect(await pictures.of(one, { ...anItem(102), imageUrl: url('102-medium') })).toHaveLength(1);
    expect(await pictures.of(other, { ...anItem(101), imageUrl: url('101-medium') })).toHaveLength(1);
  });

  it('are not read for the first people of a shop, and then once', async () => {
    const { pictures, asked, clock } = await setUp();
    const tenant = aTenant();
    const look = () => pictures.of(tenant, { ...anItem(101), imageUrl: url('101-medium') });
    await look();
    clock.advance(29_000);
    await look();
    expect(asked).toEqual([]);
    clock.advance(1_000);
    for (let times = 0; times < 3; times += 1) await look();
    await new Promise(setImmediate);
    expect(asked).toEqual([tenant.id]);
    expect(await look()).toHaveLength(2);
  });

  it('are read once a day', async () => {
    const { pictures, asked, clock } = await setUp();
    const tenant = aTenant();
    for (let times = 0; times < 3; times += 1) await pictures.read(tenant);
    expect(asked).toHaveLength(1);
    clock.advance(86_400_001);
    await pictures.read(tenant);
    expect(asked).toHaveLength(2);
  });
});
