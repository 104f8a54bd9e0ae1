import { createServer, type ServerOptions } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

export interface CallerLimits {
  /** For the line and the headers of a request. */
  readonly headersMs: number;
  /** For the whole request. */
  readonly requestMs: number;
  /** Between looks for requests that are late. */
  readonly lookEveryMs: number;
  /** At a time; one more is closed at once. */
  readonly connections: number;
}

/**
 * Limits of slow callers. Telegram and REGOS send a request within milliseconds, a telephone of an operator within
 * seconds; Node's own limits are minutes, in which a caller that feeds it a byte at a time holds a connection and
 * what is read of a body.
 */
const LIMITS: CallerLimits = {
  headersMs: 10_000,
  requestMs: 20_000,
  lookEveryMs: 2_000,
  connections: 5_000,
};

/** Express on a server that lets no slow caller stay. */
export class BoundedHttpAdapter extends ExpressAdapter {
  constructor(private readonly limits: CallerLimits = LIMITS) {
    super();
  }

  override initHttpServer(): void {
    const { headersMs, requestMs, lookEveryMs, connections } = this.limits;
    const options: ServerOptions = {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: lookEveryMs,
    };
    this.httpServer = createServer(options, this.getInstance());
    this.httpServer.maxConnections = connections;
  }
}
