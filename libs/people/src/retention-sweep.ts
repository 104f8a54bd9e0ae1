import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '@rto/config';
import { Periodic } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';
import { RemovedShopsRepository } from './removed-shops.repository';
import { RetentionRepository } from './retention.repository';

const ROUND_MS = 10 * 60_000;
const SHOPS_A_ROUND = 20;
/** Rows of one statement, so that nobody waits for its locks. */
const ROWS_AT_ONCE = 1_000;

/**
 * Forgets the people of shops that were removed 30 days ago, whose the orders of long ago were, the places of orders
 * that are over, and messages and steps of orders of long ago. Carts and dialogs need no hand: they live for 30 days at most from their last change.
 */
@Injectable()
export class RetentionSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RetentionSweep.name);
  private isStopping = false;
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.sweep(),
    (error) => this.logger.error(`what is kept too long is not forgotten: ${errorMessage(error)}`),
  );

  constructor(
    private readonly shops: RemovedShopsRepository,
    private readonly rows: RetentionRepository,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.rounds.stop();
  }

  /** One round; any number of processes may sweep, since a repeated deletion deletes nothing. */
  async sweep(): Promise<void> {
    for (const tenantId of await this.shops.due(SHOPS_A_ROUND)) {
      while (!this.isStopping && !(await this.shops.forget(tenantId, ROWS_AT_ONCE)));
      this.logger.log({ tenantId, message: 'the people of a shop removed 30 days ago were forgotten' });
    }
    while (!this.isStopping && (await this.rows.forgetPlaces(ROWS_AT_ONCE)) === ROWS_AT_ONCE);
    const { personalDataDays } = this.config;
    while (
      !this.isStopping &&
      (await this.rows.forgetBuyers(personalDataDays, ROWS_AT_ONCE)) === ROWS_AT_ONCE
    );
    while (!this.isStopping && (await this.rows.dropUnsaid(ROWS_AT_ONCE)) === ROWS_AT_ONCE);
    while (!this.isStopping && (await this.rows.forgetNotices(ROWS_AT_ONCE)) === ROWS_AT_ONCE);
    await this.rows.forgetTalks();
    await this.rows.forgetForgotten();
    await this.rows.forgetInvitations();
    await this.rows.forgetLinkUses();
    await this.rows.forgetSaved(personalDataDays);
    await this.rows.forgetNews(personalDataDays);
    while (!this.isStopping && (await this.rows.forgetHistory(ROWS_AT_ONCE)) === ROWS_AT_ONCE);
  }
}
