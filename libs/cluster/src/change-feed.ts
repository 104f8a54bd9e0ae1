import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  DatabaseHandle,
  type Listening,
  type ScopedDatabase,
  type Transaction,
} from '@rto/database';
import { newId } from '@rto/kernel';
import { sql } from 'drizzle-orm';
import { Subject, type Observable } from 'rxjs';
import { decodeChange, encodeChange, type Announcement, type Change } from './change';

const CHANNEL = 'rto_changes';

/**
 * Carries changes to all processes by the database's NOTIFY, because it is committed with the change itself: what
 * was rolled back is never heard, and what was committed cannot be forgotten to be said.
 */
@Injectable()
export class ChangeFeed implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ChangeFeed.name);
  private readonly origin = newId();
  private readonly heard = new Subject<Change>();
  private listening: Listening | undefined;
  private live = false;

  constructor(
    private readonly database: Database,
    private readonly handle: DatabaseHandle,
  ) {}

  /** Changes that any process announced, this one included, within milliseconds of their commit. */
  get changes(): Observable<Change> {
    return this.heard.asObservable();
  }

  /** Whether changes are heard now; what is remembered meanwhile must otherwise grow old by itself. */
  get isLive(): boolean {
    return this.live;
  }

  onModuleInit(): void {
    this.listening = this.handle.listen(CHANNEL, {
      live: () => {
        this.live = true;
        this.heard.next({ kind: 'everything' });
      },
      heard: (payload) => {
        const change = decodeChange(payload, this.origin);
        if (change) this.heard.next(change);
      },
      lost: (reason) => {
        this.live = false;
        this.logger.warn(`changes made by other processes are not heard for now: ${reason}`);
      },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.live = false;
    await this.listening?.close();
  }

  /** @param tx in which the change is made; without one it is announced at once */
  async announce(announcement: Announcement, tx?: ScopedDatabase | Transaction): Promise<void> {
    await (tx ?? this.database.acrossTenants).execute(
      sql`SELECT pg_notify(${CHANNEL}, ${encodeChange(announcement, this.origin)})`,
    );
  }
}
