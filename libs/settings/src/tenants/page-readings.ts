import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';

/** So many readings in a row, over at least so long, within ten minutes, are believed. */
const ENOUGH = 3;
const LEAST_MS = 60_000;
const WITHIN_MS = 10 * 60_000;

interface Readings {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/**
 * How often a look at a connection met the page of a proxy (HTTP 401, 403, 404, 410) and nothing else. One of them says
 * nothing: REGOS refuses with a code. All of them for minutes may be all that is left of a connection
 * (docs/regos.md 21.9).
 */
@Injectable()
export class PageReadings {
  constructor(
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  /** Counts one. @returns whether they are enough now to take the connection for gone */
  async note(connectedIntegrationId: string): Promise<boolean> {
    const now = this.clock.now().getTime();
    const noted = await this.store.update<Readings>(
      keyOf(connectedIntegrationId),
      WITHIN_MS / 1000,
      (known) =>
        known && now - known.since < WITHIN_MS
          ? { ...known, count: known.count + 1 }
          : { count: 1, since: now },
    );
    return noted !== undefined && noted.count >= ENOUGH && now - noted.since >= LEAST_MS;
  }

  /** REGOS has answered. */
  async forget(connectedIntegrationId: string): Promise<void> {
    await this.store.delete(keyOf(connectedIntegrationId));
  }
}

/** By connection, which may have no tenant yet; a hash, since the id works like a password. */
function keyOf(connectedIntegrationId: string): string {
  return `regos:pages:${createHash('sha256').update(connectedIntegrationId).digest('base64url')}`;
}
