/** How the REGOS client selects rows (docs/regos.md 6.1). */
export type RegosDialect = 'legacy' | 'filters' | 'both';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The whole environment, read once at start (docs/product.md 3). Injected as this class. */
export abstract class Config {
  abstract readonly production: boolean;
  abstract readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where the internal pages stand; undefined: on `port`, behind an admin key. */
    readonly internalPort: number | undefined;
    /**
     * Peers whose X-Forwarded-For is believed, so that limits count the callers and not the reverse proxy: addresses,
     * networks, and the names that Express has for some. What a caller writes into the header himself stands before
     * his own address and is not read.
     */
    readonly trustedProxies: readonly string[];
  };
  /** Embedded database and generated secrets. */
  abstract readonly dataDir: string;
  abstract readonly databaseUrl: string | undefined;
  abstract readonly redisUrl: string | undefined;
  abstract readonly telegram: {
    /** Root of the Bot API, no slash at the end. */
    readonly apiUrl: string;
    readonly updates: 'polling' | 'webhook';
    readonly publicUrl: string | undefined;
  };
  abstract readonly regos: {
    /** Up to and with the host: calls go to `{apiUrl}/gateway/out/{id}/v1/{Method}`. */
    readonly apiUrl: string;
    /** Full address of the token endpoint. */
    readonly authUrl: string;
    readonly credentials: { readonly clientId: string; readonly clientSecret: string } | undefined;
    /** Of our card in the marketplace: only its connections become shops by themselves. */
    readonly integrationKey: string;
    readonly dialect: RegosDialect;
    /** Limit of one call. */
    readonly timeoutMs: number;
    /** Calls that a shop has in a day: its staff is told when few are left. */
    readonly dailyCalls: number;
    /** Wait before a create with unknown outcome is judged (docs/reliability.md rule 5). */
    readonly settleMs: number;
    /** Segments of the handler's address that are valid now: two while one is replaced by another. */
    readonly handlerSecrets: readonly string[];
  };
  abstract readonly adminApiKey: string;
  /** 32 bytes each; the first one encrypts, all of them decrypt. */
  abstract readonly encryptionKeys: readonly Buffer[];
  abstract readonly logLevel: LogLevel;
  /** After which orders lose phone, address, place, note and person. */
  abstract readonly personalDataDays: number;
  abstract readonly shutdownTimeoutMs: number;
}
