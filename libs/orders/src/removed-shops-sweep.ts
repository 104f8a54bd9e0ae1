import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Periodic } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';
import { RemovedShopsRepository } from './removed-shops.repository';

const ROUND_MS = 10 * 60_000;
const SHOPS_A_ROUND = 20;
/** Rows of one statement, so that nobody waits for its locks. */
const PEOPLE_AT_ONCE = 1_000;

/**
 * Forgets the people of shops that were removed 30 days ago. Carts and dialogs need no hand: they live for 30 days at
 * most from their last change.
 */
@Injectable()
export class RemovedShopsSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RemovedShopsSweep.name);
  private isStopping = false;
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.sweep(),
    (error) => this.logger.error(`removed shops not forgotten: ${errorMessage(error)}`),
  );

  constructor(private readonly shops: RemovedShopsRepository) {}

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
      while (!this.isStopping && !(await this.shops.forget(tenantId, PEOPLE_AT_ONCE)));
      this.logger.log({ tenantId, message: 'the people of a shop removed 30 days ago were forgotten' });
    }
  }
}
