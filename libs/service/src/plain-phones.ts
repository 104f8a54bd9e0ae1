import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Cipher, Database, encryptPlain } from '@rto/database';
import { Periodic } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';

const ROUND_MS = 10_000;
/** Of each table; one UPDATE a row, so that a round is well under a second beside everything else. */
const ROWS_A_ROUND = 200;
/** Each look reads a whole table when nothing is left; processes of the version before may still write in plain. */
const ROUNDS_OF_REST = 360;

/**
 * Encrypts the phones that versions before kept in plain, a few at a time, so that an upgrade needs no step by
 * hand. They are read in the meantime as they are.
 */
@Injectable()
export class PlainPhones implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PlainPhones.name);
  private restLeft = 0;
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.round(),
    (error) => this.logger.error(`phones in plain are not encrypted: ${errorMessage(error)}`),
  );

  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async round(): Promise<void> {
    if (this.restLeft > 0) {
      this.restLeft -= 1;
      return;
    }
    const found = await encryptPlain(this.database, this.cipher, ROWS_A_ROUND);
    if (found === 0) this.restLeft = ROUNDS_OF_REST;
    else this.logger.log(`${found} phones in plain are encrypted`);
  }
}
