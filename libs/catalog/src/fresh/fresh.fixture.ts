import { Test } from '@nestjs/testing';
import { ChangeFeed, type Announcement, type Change } from '@rto/cluster';
import { Jobs, type JobName, type JobPayload } from '@rto/jobs';
import { Clock, ManualClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import {
  RegosDocumentLines,
  RegosItemGroups,
  RegosItems,
  RegosReferences,
  type DocumentGoods,
  type LinedDocument,
  type RegosConnection,
} from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { Subject } from 'rxjs';
import { Problems, allWorkDone, Shelf } from '../catalog.fixture';
import { CatalogArchive } from '../catalog-archive';
import { CatalogLoader } from '../catalog-loader';
import { CatalogPreviews } from '../catalog-previews';
import { CatalogReader } from '../catalog-reader';
import { CatalogService } from '../catalog.service';
import { CatalogSize } from '../catalog-size';
import { catalogKey, catalogSource } from '../catalog-source';
import { DeliveryTypes } from '../delivery-types';
import { HeldCatalogs } from '../held-catalogs';
import type { RegosHappening } from './catalog-event';
import { CatalogEvents } from './catalog-events';
import { CatalogFreshness } from './catalog-freshness';
import { CatalogNews } from './catalog-news';
import { CatalogPatches } from './catalog-patches';
import { CatalogPatching } from './catalog-patching';
import { DocumentLookUp } from './document-look-up';
import { FreshGoods } from './fresh-goods';
import { HotGoods } from './hot-goods';
import type { StoredPatches } from './patches-codec';

/** Jobs that wait for their time; the same work is there once. */
class WaitingJobs implements Pick<Jobs, 'add'> {
  readonly waiting = new Map<string, { tenantId: string; slot: number }>();
  /** The queue is away. */
  failure: Error | undefined;

  async add<Name extends JobName>(_name: Name, payload: JobPayload<Name>): Promise<void> {
    if (this.failure) throw this.failure;
    if ('slot' in payload) this.waiting.set(`${payload.tenantId}-${payload.slot}`, payload);
  }
}

/** What documents say to those who may read them; a failure instead. */
export class Ledger {
  readonly goodsOf = new Map<string, DocumentGoods | Error>();
  readonly asked: string[] = [];

  readonly lines = {
    goods: async (_connection: RegosConnection, { id }: LinedDocument): Promise<DocumentGoods> => {
      this.asked.push(id);
      const goods = this.goodsOf.get(id) ?? this.goodsOf.get('*');
      if (goods instanceof Error) throw goods;
      return goods ?? { itemIds: [], isWhole: true };
    },
  } satisfies Pick<RegosDocumentLines, 'goods'>;
}

/** One process of a service: what people look at, what events set going. */
export interface Process {
  readonly catalog: CatalogService;
  readonly deliveryTypes: DeliveryTypes;
  readonly events: CatalogEvents;
  readonly patching: CatalogPatching;
}

export class World {
  readonly shelf = new Shelf();
  readonly ledger = new Ledger();
  readonly clock = new ManualClock();
  readonly jobs = new WaitingJobs();
  private readonly store = new MemoryKeyValueStore(this.clock);
  private readonly processes: Subject<Change>[] = [];

  async start(): Promise<Process> {
    const app = await Test.createTestingModule({
      providers: [
        ...[CatalogArchive, CatalogLoader, CatalogPreviews, CatalogReader, CatalogService, HeldCatalogs],
        ...[CatalogPatches, FreshGoods, HotGoods, CatalogFreshness, DeliveryTypes],
        ...[CatalogNews, CatalogEvents, DocumentLookUp, CatalogPatching],
        { provide: RegosItems, useValue: this.shelf.items },
        CatalogSize,
        { provide: TenantService, useValue: new Problems() },
        { provide: RegosItemGroups, useValue: this.shelf.groups },
        { provide: RegosReferences, useValue: this.shelf.references },
        { provide: RegosDocumentLines, useValue: this.ledger.lines },
        { provide: KeyValueStore, useValue: this.store },
        { provide: Clock, useValue: this.clock },
        { provide: Jobs, useValue: this.jobs },
        { provide: ChangeFeed, useValue: this.aFeed() },
      ],
    }).compile();
    app.useLogger(false);
    return {
      catalog: app.get(CatalogService),
      deliveryTypes: app.get(DeliveryTypes),
      events: app.get(CatalogEvents),
      patching: app.get(CatalogPatching),
    };
  }

  /** Time passes, and a process does the work that is due for these tenants. */
  async pass(ms: number, worker: Process, ...tenants: readonly Tenant[]): Promise<void> {
    this.clock.advance(ms);
    for (const [id, { tenantId, slot }] of this.jobs.waiting) {
      if (slot > this.clock.now().getTime()) continue;
      this.jobs.waiting.delete(id);
      const tenant = tenants.find((each) => each.id === tenantId);
      if (tenant) await worker.patching.round(tenant);
    }
    await allWorkDone();
  }

  /** Goods of which patches are stored. */
  async patched(tenant: Tenant): Promise<number[]> {
    const key = `${catalogKey(catalogSource(tenant))}:patches`;
    return ((await this.store.get<StoredPatches>(key))?.rows ?? []).map(([id]) => id);
  }

  /** Rows asked for since the last look: of single goods, and in full readings. */
  asked(): { byId: number[][]; full: number } {
    const asked = this.shelf.asked.splice(0);
    const byId = asked.flatMap(({ itemIds }) => (itemIds ? [[...itemIds]] : []));
    return { byId, full: asked.length - byId.length };
  }

  private aFeed(): Pick<ChangeFeed, 'changes' | 'announce'> {
    const own = new Subject<Change>();
    this.processes.push(own);
    const announce = async (news: Announcement): Promise<void> => {
      for (const each of this.processes) each.next({ ...news, isOwn: each === own });
    };
    return { changes: own, announce };
  }
}

/** A cheque was closed at the till. */
export function aSale(uuid: string): RegosHappening {
  return { name: 'DocChequeClosed', uuid };
}

/** What a person sees of a good after having opened its card. */
export async function seen(process: Process, tenant: Tenant, itemId: number): Promise<string | undefined> {
  const snapshot = await process.catalog.snapshot(tenant, () => [itemId]);
  await allWorkDone();
  return snapshot.item(itemId)?.allowed.toString();
}
