import { errorMessage } from '@rto/kernel';
import { Client, escapeIdentifier, type ClientConfig } from 'pg';
import type { ChannelEvents, Listening } from '../listening';

/** A server that vanished without a word is noticed after this pause and the time-out of one statement. */
const HEARTBEAT_MS = 1_000;
const ANSWER_TIMEOUT_MS = 1_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;

/** LISTEN on a connection of its own: one of a pool would be lent to others and lost with them. */
export class PostgresListening implements Listening {
  private client: Client | undefined;
  private state: 'unknown' | 'live' | 'lost' = 'unknown';
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly config: ClientConfig,
    private readonly channel: string,
    private readonly events: ChannelEvents,
  ) {
    void this.connect();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    if (this.state === 'live') await client?.end();
    else void client?.end().catch(() => undefined); // it may never have been reached
  }

  /** Never rejects: a failure is the beginning of the next try. */
  private async connect(): Promise<void> {
    const client = new Client({ ...this.config, keepAlive: true, query_timeout: ANSWER_TIMEOUT_MS });
    this.client = client;
    client.on('error', (error) => this.lose(client, errorMessage(error)));
    client.on('end', () => this.lose(client, 'the connection ended'));
    client.on('notification', ({ payload }) => {
      if (this.client === client) this.events.heard(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${escapeIdentifier(this.channel)}`);
    } catch (error) {
      return this.lose(client, errorMessage(error));
    }
    if (this.client !== client) return; // closed meanwhile
    this.failures = 0;
    this.state = 'live';
    this.events.live();
    this.heartbeat(client);
  }

  private heartbeat(client: Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => {
          if (this.client === client) this.heartbeat(client);
        },
        (error: unknown) => this.lose(client, errorMessage(error)),
      );
    }, HEARTBEAT_MS).unref();
  }

  private lose(client: Client, reason: string): void {
    if (this.client !== client || this.isClosed) return;
    this.client = undefined;
    void client.end().catch(() => undefined); // what is broken may refuse to end as well
    clearTimeout(this.timer);
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS);
    this.failures += 1;
    this.timer = setTimeout(() => void this.connect(), retryMs).unref();
    if (this.state === 'lost') return; // told already
    this.state = 'lost';
    this.events.lost(reason);
  }
}
