import { setImmediate as everythingElse } from 'node:timers/promises';
import { Test } from '@nestjs/testing';
import { ChangeFeed, type Announcement, type Change } from '@rto/cluster';
import { Clock, ManualClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosItemGroups, RegosItems, RegosReferences } from '@rto/regos';
import type { CallPriority, ItemGroup, RegosConnection, StockedItem, StockedItemQuery } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { Subject } from 'rxjs';
import { aGroup, aRow } from './catalog.builders';
import { CatalogLoader } from './catalog-loader';
import { CatalogService } from './catalog.service';

/** REGOS as the catalogue sees it. */
export class Shelf {
  rows: StockedItem[] = [aRow({ id: 1, name: 'Хлеб' })];
  failure: Error | undefined;
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
      this.asked.push({ ...query, priority, tenantId: connection.tenantId });
      await this.gate;
      if (this.failure) throw this.failure;
      return this.rows.filter((row) => !query.itemIds || query.itemIds.includes(row.id));
    },
  } satisfies Pick<RegosItems, 'getExt'>;

  readonly groups = {
    getAll: async (): Promise<ItemGroup[]> => [aGroup(1)],
  } satisfies Pick<RegosItemGroups, 'getAll'>;

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
  /** Another process, or this one after a restart: the same REGOS and store. */
  startAnother(): Promise<CatalogService>;
}

export async function setUp(): Promise<World> {
  const shelf = new Shelf();
  const clock = new ManualClock();
  const store = new MemoryKeyValueStore(clock);
  const processes: Subject<Change>[] = [];
  const aFeed = (): Pick<ChangeFeed, 'changes' | 'announce'> => {
    const own = new Subject<Change>();
    processes.push(own);
    const announce = async (news: Announcement): Promise<void> => {
      for (const each of processes) each.next({ ...news, isOwn: each === own });
    };
    return { changes: own, announce };
  };
  const startAnother = async (): Promise<CatalogService> => {
    const app = await Test.createTestingModule({
      providers: [
        CatalogLoader,
        CatalogService,
        { provide: RegosItems, useValue: shelf.items },
        { provide: RegosItemGroups, useValue: shelf.groups },
        { provide: RegosReferences, useValue: shelf.references },
        { provide: KeyValueStore, useValue: store },
        { provide: Clock, useValue: clock },
        { provide: ChangeFeed, useValue: aFeed() },
      ],
    }).compile();
    app.useLogger(false);
    return app.get(CatalogService);
  };
  return { shelf, clock, catalog: await startAnother(), startAnother };
}

/** Lets everything that waits for nothing outside finish. */
export async function settle(): Promise<void> {
  await everythingElse();
}

export async function names(catalog: CatalogService, tenant: Tenant): Promise<string[]> {
  return (await catalog.snapshot(tenant)).ungroupedItems().map((item) => item.name);
}
