import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Jobs, Periodic } from '@rto/jobs';
import { errorMessage, inPool, PermanentError, RetryableError, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosPageError } from '@rto/regos';
import { TenantLifecycle } from './tenant-lifecycle';
import { TenantService } from './tenant.service';

const ROUND_MS = 60_000;
/** Every tenant has its turn within an hour: the net under calls of REGOS that never came. */
const ROUNDS_TO_SEE_ALL = 60;
const LEAST_A_ROUND = 20;
/** A little less than until its next turn, so that of several processes one looks. */
const SEEN_SEC = 50 * 60;
/** Time between looks at an unsettled shop: one that is switched on again opens within minutes, even without a call. */
const UNSETTLED_SEC = 5 * 60;
const UNSETTLED_A_ROUND = 100;
/** Looks at one time, beside everything else that goes to REGOS. */
const AT_ONCE = 4;

/** Compares all tenants with REGOS, slowly; those that are switched off more often. */
@Injectable()
export class TenantReviews implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(TenantReviews.name);
  private last: TenantId = '';
  private isStopping = false;
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.round(),
    (error) => this.logger.error(`tenants not reviewed: ${errorMessage(error)}`),
  );

  constructor(
    private readonly tenants: TenantService,
    private readonly lifecycle: TenantLifecycle,
    private readonly claims: KeyValueStore,
    private readonly jobs: Jobs,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.rounds.stop();
  }

  async round(): Promise<void> {
    await this.review(await this.tenants.unsettled(UNSETTLED_A_ROUND), UNSETTLED_SEC);
    await this.review(await this.nextSlice(), SEEN_SEC);
  }

  private async nextSlice(): Promise<TenantId[]> {
    const all = [...(await this.tenants.versions()).keys()].sort();
    const size = Math.max(LEAST_A_ROUND, Math.ceil(all.length / ROUNDS_TO_SEE_ALL));
    const rest = all.filter((id) => id > this.last);
    const slice = rest.slice(0, size);
    this.last = slice.length < rest.length ? (slice.at(-1) ?? '') : ''; // from the start again
    return slice;
  }

  private async review(ids: readonly TenantId[], claimSec: number): Promise<void> {
    const review = async (id: TenantId): Promise<void> => {
      if (await this.claims.add(`t:${id}:reviewed`, true, claimSec)) await this.reviewOne(id);
    };
    await inPool(AT_ONCE, ids, review, () => this.isStopping);
  }

  /** What fails is looked at again at its next turn; the others do not wait for it. */
  private async reviewOne(tenantId: TenantId): Promise<void> {
    try {
      await this.lifecycle.review(tenantId);
    } catch (error) {
      if (!(error instanceof RetryableError || error instanceof PermanentError)) throw error;
      // no shop behind it, or a proxy that is wrong for a moment: a few more looks tell, and the next turn is far off
      if (error instanceof RegosPageError) await this.jobs.add('tenants.refresh', { tenantId });
      this.logger.warn({ tenantId, message: `not compared with REGOS: ${errorMessage(error)}` });
    }
  }
}
