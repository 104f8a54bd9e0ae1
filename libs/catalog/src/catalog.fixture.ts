import { setImmediate as everythingElse } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { ChangeFeed, type Announcement, type Change } from '@rto/cluster';
import { Clock, ManualClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosItemGroups, RegosItems, RegosReferences } from '@rto/regos';
import type {
  CallPriority,
  ItemGroup,
  RegosConnection,
  StockedItem,
  StockedItemQuery,
  StockedPage,
} from '@rto/regos';
import { TenantService, type Tenant, type TenantProblem } from '@rto/settings';
import { Subject } from 'rxjs';
import { aGroup, aRow } from './catalog.builders';
import { CatalogArchive } from './catalog-archive';
import { CatalogLoader } from './catalog-loader';
import { CatalogPreviews } from './catalog-previews';
import { CatalogReader } from './catalog-reader';
import { CatalogService } from './catalog.service';
import { CatalogSize } from './catalog-size';
import { DeliveryTypes } from './delivery-types';
import { CatalogFreshness } from './fresh/catalog-freshness';
import { CatalogPatches } from './fresh/catalog-patches';
import { FreshGoods } from './fresh/fresh-goods';
import { HotGoods } from './fresh/hot-goods';
import { HeldCatalogs } from './held-catalogs';

/** REGOS as the catalogue sees it. */
export class Shelf {
  rows: StockedItem[] = [aRow({ id: 1, name: 'Хлеб' })];
  failure: Error | undefined;
  /** Rows of a page. */
  pageSize = 500;
  /** What REGOS says of the number of rows; undefined: the truth. */
  total: number | undefined;
  /** Of each page that was asked for. */
  readonly offsets: number[] = [];
  /** Before a page is given out. */
  onPage: (offset: number) => void = () => undefined;
  readonly asked: (StockedItemQuery & { priority: CallPriority; tenantId: string })[] = [];
  private gate: Promise<void> = Promise.resolve();

  /** Lets no answer out until the returned function is called. */
  hold(): () => void {
    let open = (): void => undefined;
    this.gate = new Promise((resolve) => (open = resolve));
    return open;
  }

  readonly items = {
    getExt: async (connection: RegosConnection, query: StockedItemQuery, priority: CallPriority) => {
      await this.ask(connection, query, priority);
      return this.rows.filter((row) => !query.itemIds || query.itemIds.includes(row.id));
    },
    pages: (connection: RegosConnection, query: StockedItemQuery, priority: CallPriority, offset = 0) =>
      this.pages(connection, query, priority, offset),
  } satisfies Pick<RegosItems, 'getExt' | 'pages'>;

  readonly groups = {
    getAll: async (): Promise<ItemGroup[]> => [aGroup(1)],
  } satisfies Pick<RegosItemGroups, 'getAll'>;

  private async *pages(
    connection: RegosConnection,
    query: StockedItemQuery,
    priority: CallPriority,
    offset: number,
  ): AsyncGenerator<StockedPage> {
    for (let end = offset; ;) {
      await this.ask(connection, query, priority);
      this.offsets.push(end);
      this.onPage(end);
      if (this.failure) throw this.failure;
      const items = this.rows.slice(end, end + this.pageSize);
      end += items.length;
      yield { items, total: this.total ?? this.rows.length, end };
      if (items.length < this.pageSize) return;
    }
  }

  private async ask(
    connection: RegosConnection,
    query: StockedItemQuery,
    priority: CallPriority,
  ): Promise<void> {
    this.asked.push({ ...query, priority, tenantId: connection.tenantId });
    await this.gate;
    if (this.failure) throw this.failure;
  }

  deliveryTypeCalls = 0;
  readonly references = {
    deliveryTypes: async () => {
      this.deliveryTypeCalls += 1;
      return [
        { id: 1, name: 'Курьер', deleted: false },
        { id: 2, name: 'Дрон', deleted: true },
      ];
    },
  } satisfies Pick<RegosReferences, 'deliveryTypes'>;
}

export interface World {
  readonly shelf: Shelf;
  readonly clock: ManualClock;
  readonly catalog: CatalogService;
  readonly deliveryTypes: DeliveryTypes;
  readonly store: MemoryKeyValueStore;
  /** `tenant code` of the problems that shops have now. */
  readonly problems: ReadonlySet<string>;
  /** Of `catalog`. */
  readonly reader: CatalogReader;
  /** Of `catalog`. */
  readonly previews: CatalogPreviews;
  /** Another process, or this one after a restart: the same REGOS and store. */
  startAnother(): Promise<CatalogService>;
}

export async function setUp(): Promise<World> {
  const shelf = new Shelf();
  const clock = new ManualClock();
  const store = new MemoryKeyValueStore(clock);
  const problems = new Problems();
  const processes: Subject<Change>[] = [];
  const aFeed = (): Pick<ChangeFeed, 'changes' | 'announce'> => {
    const own = new Subject<Change>();
    processes.push(own);
    const announce = async (news: Announcement): Promise<void> => {
      for (const each of processes) each.next({ ...news, isOwn: each === own });
    };
    return { changes: own, announce };
  };
  const start = async (): Promise<TestingModule> => {
    const app = await Test.createTestingModule({
      providers: [
        CatalogArchive,
        CatalogLoader,
        CatalogPreviews,
        CatalogReader,
        CatalogService,
        CatalogSize,
        DeliveryTypes,
        HeldCatalogs,
        CatalogFreshness,
        CatalogPatches,
        FreshGoods,
        HotGoods,
        { provide: RegosReferences, useValue: shelf.references },
        { provide: RegosItems, useValue: shelf.items },
        { provide: RegosItemGroups, useValue: shelf.groups },
        { provide: KeyValueStore, useValue: store },
        { provide: Clock, useValue: clock },
        { provide: ChangeFeed, useValue: aFeed() },
        { provide: TenantService, useValue: problems },
      ],
    }).compile();
    app.useLogger(false);
    return app;
  };
  const own = await start();
  return {
    shelf,
    clock,
    store,
    problems: problems.codes,
    reader: own.get(CatalogReader),
    previews: own.get(CatalogPreviews),
    catalog: own.get(CatalogService),
    deliveryTypes: own.get(DeliveryTypes),
    startAnother: async () => (await start()).get(CatalogService),
  };
}

/** The problems of shops that only a reading can find. */
export class Problems {
  readonly codes = new Set<string>();

  async get(id: string): Promise<{ problems: { code: string }[] }> {
    const own = [...this.codes].filter((each) => each.startsWith(id));
    return { problems: own.map((each) => ({ code: each.split(' ')[1] ?? '' })) };
  }

  async reportProblem(id: string, { code }: TenantProblem): Promise<void> {
    this.codes.add(`${id} ${code}`);
  }

  async clearProblem(id: string, code: string): Promise<void> {
    this.codes.delete(`${id} ${code}`);
  }
}

/** Lets everything that waits for nothing outside finish. */
export async function allWorkDone(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await everythingElse();
}

export async function names(catalog: CatalogService, tenant: Tenant): Promise<string[]> {
  return (await catalog.snapshot(tenant)).ungroupedItems().map((item) => item.name);
}
