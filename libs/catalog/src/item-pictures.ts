import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, errorMessage, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosItemImages } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { LRUCache } from 'lru-cache';
import type { CatalogItem } from './catalog-item';

/** Nothing tells of new pictures (docs/regos.md 21.8): all are read once a day. */
const KEEP_SEC = 86_400;
/** While they are read; a process that dies at it leaves the shop to the next one after that. */
const CLAIM_SEC = 3_600;
/** What waits for REGOS when a shop wakes up is more urgent: the cards of so long do not ask. */
const READ_AFTER_MS = 30_000;
const ASK_AGAIN_MS = 600_000;
const MOST_SHOPS = 10_000;
const MOST_PICTURES = 10;

/** All pictures of a good, for its card. */
@Injectable()
export class ItemPictures implements OnApplicationShutdown {
  private readonly logger = new Logger(ItemPictures.name);
  /** When the first card of a shop was shown lately, and whether its pictures were looked after since. */
  private readonly seen = new LRUCache<TenantId, { readonly firstAtMs: number; readonly isDone: boolean }>({
    max: MOST_SHOPS,
    ttl: ASK_AGAIN_MS,
  });
  private isClosing = false;

  constructor(
    private readonly images: RegosItemImages,
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  /** The picture of the catalogue first. Others are known once the cards of a shop have been looked at for a while. */
  async of(tenant: Tenant, { id, imageUrl }: CatalogItem): Promise<readonly string[]> {
    if (imageUrl === undefined) return [];
    this.readInTime(tenant);
    const all = (await this.store.get<readonly string[]>(picturesKey(tenant.id, id))) ?? [];
    const others = all.filter((url) => url !== imageUrl);
    // that of the catalogue is the first one in another size
    return [imageUrl, ...(others.length === all.length ? others.slice(1) : others)];
  }

  onApplicationShutdown(): void {
    this.isClosing = true;
  }

  /** Nobody waits for it, and a failure is told in the log. */
  private readInTime(tenant: Tenant): void {
    const nowMs = this.clock.now().getTime();
    const { firstAtMs, isDone } = this.seen.get(tenant.id) ?? { firstAtMs: nowMs, isDone: false };
    const isDue = !isDone && !this.isClosing && nowMs - firstAtMs >= READ_AFTER_MS;
    if (isDue || firstAtMs === nowMs) this.seen.set(tenant.id, { firstAtMs, isDone: isDone || isDue });
    if (isDue) void this.read(tenant);
  }

  /** Reads the pictures of the shop unless another process does, or they are fresh. Failures are told in the log. */
  async read(tenant: Tenant): Promise<void> {
    const claim = `t:${tenant.id}:pictures`;
    try {
      if (!(await this.store.add(claim, true, CLAIM_SEC))) return;
      const several = await this.several(tenant);
      for (const [itemId, urls] of several) {
        await this.store.set(picturesKey(tenant.id, itemId), urls.slice(0, MOST_PICTURES), 2 * KEEP_SEC);
      }
      if (!this.isClosing) await this.store.set(claim, true, KEEP_SEC);
    } catch (error) {
      this.logger.warn({ tenantId: tenant.id, reason: errorMessage(error) }, 'the pictures were not read');
    }
  }

  /** Of the goods that have more than one. */
  private async several(tenant: Tenant): Promise<ReadonlyMap<number, readonly string[]>> {
    const urls = new Map<number, string[]>();
    for await (const page of this.images.pages(tenant.connection)) {
      if (this.isClosing) break;
      for (const { itemId, url } of page) urls.set(itemId, [...(urls.get(itemId) ?? []), url]);
    }
    return new Map([...urls].filter(([, all]) => all.length > 1));
  }
}

function picturesKey(tenantId: TenantId, itemId: number): string {
  return `t:${tenantId}:pictures:${itemId}`;
}
