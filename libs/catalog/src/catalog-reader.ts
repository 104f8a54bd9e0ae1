import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Periodic } from '@rto/jobs';
import { Clock, RetryableError, later, newId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { LRUCache } from 'lru-cache';
import { CatalogArchive, type DraftHead } from './catalog-archive';
import { FittingRows, MAX_SHOP_BYTES } from './catalog-bounds';
import { CatalogSize } from './catalog-size';
import type { CatalogData } from './catalog-item';
import { CatalogLoader, type LoadedPage, type ReadSoFar } from './catalog-loader';
import { readingKey, type CatalogSource } from './catalog-source';

/** After the death of the reader others wait no longer; each page renews it, and a timer for slow ones. */
const CLAIM_SEC = 30;
const RENEW_MS = 10_000;
/** Goods read before are as old as the reading: later than that it begins anew. */
const RESUME_MS = 600_000;
/** Rows of all readings that broke off; the largest shop fits. */
const MAX_BROKEN_OFF_BYTES = MAX_SHOP_BYTES;

interface FinishedReading {
  readonly data: CatalogData;
  readonly tookMs: number;
}

interface Unfinished extends ReadSoFar {
  /** Time spent on it, without the waits after failures. */
  tookMs: number;
  /** What the store has of it. */
  head: DraftHead | undefined;
}

/** Somebody else reads this catalogue: this process was too slow to say that it does. */
class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/** Reads a catalogue for all processes, one of them at a time. */
@Injectable()
export class CatalogReader implements BeforeApplicationShutdown {
  private readonly claims = new Set<Claim>();
  private readonly brokenOff = new LRUCache<string, Unfinished>({
    maxSize: MAX_BROKEN_OFF_BYTES,
    sizeCalculation: ({ rows }) => rows.bytes + 1,
  });

  constructor(
    private readonly loader: CatalogLoader,
    private readonly archive: CatalogArchive,
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
    private readonly size: CatalogSize,
  ) {}

  /**
   * The catalogue as REGOS has it now, stored already. A reading that failed is gone on with.
   * @returns undefined when another process reads it
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async read(key: string, source: CatalogSource): Promise<FinishedReading | undefined> {
    const claim = new Claim(this.store, readingKey(key));
    if (!(await claim.take())) return undefined;
    this.claims.add(claim);
    try {
      return await this.readClaimed(key, source, claim);
    } catch (error) {
      if (error instanceof ClaimLostError) return undefined;
      throw error;
    } finally {
      this.claims.delete(claim);
      await claim.giveBack();
    }
  }

  /** Others begin at once instead of waiting for the claims to run out. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.claims].map((claim) => claim.giveBack()));
  }

  private async readClaimed(key: string, source: CatalogSource, claim: Claim): Promise<FinishedReading> {
    const startedAt = this.clock.now();
    const reading = this.resumable(key) ?? beginning(startedAt);
    const isFirst = (await this.archive.head(key)) === undefined; // else people see the one before
    const spentMs = (): number => reading.tookMs + Math.max(0, +this.clock.now() - +startedAt);
    try {
      const data = await this.loader.load(source, reading, async (page) => {
        await claim.renew();
        if (isFirst) await this.keep(key, reading, page);
      });
      await claim.renew();
      const tookMs = spentMs();
      await this.archive.save(key, data, tookMs);
      this.brokenOff.delete(key);
      await this.size.tell(source.connection.tenantId, data);
      return { data, tookMs };
    } catch (error) {
      reading.tookMs = spentMs();
      await this.breakOff(key, reading, error);
      throw error;
    }
  }

  private resumable(key: string): Unfinished | undefined {
    const reading = this.brokenOff.get(key);
    return reading && later(reading.asOf, RESUME_MS) > this.clock.now() ? reading : undefined;
  }

  private async keep(key: string, reading: Unfinished, page: LoadedPage): Promise<void> {
    const { groups, currency, items, read, total } = page;
    const before = {
      readingId: reading.head?.readingId ?? `draft-${newId()}`,
      asOf: reading.asOf.toISOString(),
      currency,
      pieces: reading.head?.pieces ?? 0,
      groups,
      read,
      ...(total !== undefined && { total }),
      isStuck: false,
    };
    reading.head = await this.archive.extendDraft(key, before, items());
  }

  /** What REGOS refuses is not gone on with. */
  private async breakOff(key: string, reading: Unfinished, error: unknown): Promise<void> {
    const { head, rows } = reading;
    if (error instanceof ClaimLostError || rows.size === 0) return;
    if (error instanceof RetryableError) {
      this.brokenOff.set(key, reading);
      if (head) await this.archive.markStuck(key, head);
    } else {
      this.brokenOff.delete(key);
      if (head) await this.archive.dropDraft(key, head);
    }
  }
}

/** "This process reads this catalogue", said to all for a while. */
class Claim {
  private readonly owner = newId();
  private isHeld = false;
  private readonly renewals = new Periodic(
    RENEW_MS,
    () => this.renew(),
    () => undefined, // the next page finds it out
  );

  constructor(
    private readonly store: KeyValueStore,
    private readonly key: string,
  ) {}

  async take(): Promise<boolean> {
    this.isHeld = await this.store.add(this.key, this.owner, CLAIM_SEC);
    if (this.isHeld) this.renewals.start(RENEW_MS);
    return this.isHeld;
  }

  /** @throws ClaimLostError */
  async renew(): Promise<void> {
    const owner = this.isHeld
      ? await this.store.update<string>(this.key, CLAIM_SEC, (current) => current ?? this.owner)
      : undefined;
    if (owner !== this.owner) throw new ClaimLostError('another process reads this catalogue');
  }

  async giveBack(): Promise<void> {
    this.isHeld = false;
    await this.renewals.stop();
    if ((await this.store.get<string>(this.key)) === this.owner) await this.store.delete(this.key);
  }
}

function beginning(asOf: Date): Unfinished {
  return { asOf, rows: new FittingRows(), offset: 0, tookMs: 0, head: undefined };
}
