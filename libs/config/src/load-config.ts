import { armFailpoints } from '@rto/kernel';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Config, type LogLevel, type RegosDialect } from './config';
import { ConfigError } from './config-error';
import { Environment, type Env } from './environment';
import { failpointPlan } from './failpoint-plan';
import { generatedSecret } from './generated-secret';
import { encryptionKeys, secret, secrets } from './secrets';

const DIALECTS: readonly RegosDialect[] = ['legacy', 'filters', 'both'];
const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** Longest wait Node's timers can hold, in milliseconds. */
const MAX_TIMER_MS = 2_147_483_647;

const REGOS_API_URL = 'https://integration.regos.uz';
const REGOS_AUTH_URL = 'https://auth.regos.uz/oauth/token';
/** As in catalog_import.json, which is no part of a running service. */
const REGOS_INTEGRATION_KEY = 'telegram-bot-orders';
const TELEGRAM_API_URL = 'https://api.telegram.org';

/** Shows a generated secret to the operator, once. */
type Announce = (line: string) => void;

interface ConfigRules {
  /**
   * The process is one of many (api, bot, worker): they meet in PostgreSQL and Redis and share their secrets, so
   * none of these is optional.
   */
  readonly scaled?: boolean;
}

/**
 * The environment of docs/product.md 3, read once. Missing secrets are made and kept in DATA_DIR; `announce`
 * shows those a person has to know, at the start that makes them.
 * @throws ConfigError one line: the variable, what is wrong, an example
 */
export function loadConfig(env: Env, announce: Announce = toStderr, rules: ConfigRules = {}): Config {
  const read = new Environment(env);
  if (rules.scaled) assertShared(read);
  const production = read.text('NODE_ENV') === 'production';
  const dataDir = resolve(read.text('DATA_DIR') ?? './data');
  const databaseUrl = read.address(
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user:password@localhost:5432/shop',
  );
  const regos = regosConfig(read);
  return {
    production,
    http: httpConfig(read),
    dataDir,
    databaseUrl,
    redisUrl:
      read.url('REDIS_URL', ['redis:', 'rediss:'], 'redis://localhost:6379') && read.text('REDIS_URL'),
    telegram: telegramConfig(read),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    personalDataDays: read.integer('PERSONAL_DATA_DAYS', { default: 365, min: 1, max: 3_650 }),
    shutdownTimeoutMs: read.integer('SHUTDOWN_TIMEOUT_MS', { default: 10_000, min: 0, max: 600_000 }),
    // the secrets come last: a start that fails on another variable leaves no files behind
    regos: {
      ...regos,
      handlerSecrets: handlerSecrets(read, dataDir, regos.credentials !== undefined, announce),
    },
    adminApiKey: adminApiKey(read, dataDir, production, announce),
    encryptionKeys: keysOf(read, dataDir, databaseUrl !== undefined),
  };
}

/** What one process alone can do without, with an example each. */
const SHARED: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://user:password@localhost:5432/shop',
  REDIS_URL: 'redis://localhost:6379',
  ENCRYPTION_KEY: '<32 bytes in base64>',
  ADMIN_API_KEY: 'at-least-24-random-characters',
  REGOS_HANDLER_SECRET: 'a-long-random-word',
};

function assertShared(read: Environment): void {
  for (const [name, example] of Object.entries(SHARED)) {
    if (read.text(name) !== undefined) continue;
    throw new ConfigError(name, 'is required by api, bot and worker, the same for all of them', example);
  }
}

function httpConfig(read: Environment): Config['http'] {
  const port = read.integer('HTTP_PORT', { default: 3000, min: 0, max: 65_535 });
  const internal = { default: 9000, min: 1, max: 65_535 };
  const internalPort =
    read.text('INTERNAL_PORT') === undefined ? undefined : read.integer('INTERNAL_PORT', internal);
  if (internalPort === port) throw new ConfigError('INTERNAL_PORT', 'must differ from HTTP_PORT', '9000');
  return { host: read.text('HTTP_HOST') ?? '0.0.0.0', port, internalPort, trustedProxies: proxies(read) };
}

/** What Express has names for. */
const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function proxies(read: Environment): string[] {
  const names = (read.text('TRUSTED_PROXIES') ?? 'loopback').split(',').map((name) => name.trim());
  for (const name of names) {
    if (NAMED_NETWORKS.includes(name) || isNetwork(name)) continue;
    const problem = `must be a comma list of addresses, networks, or ${NAMED_NETWORKS.join(', ')}`;
    throw new ConfigError('TRUSTED_PROXIES', problem, 'loopback,10.0.0.0/8');
  }
  return names;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    bits > 0 &&
    more.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

function telegramConfig(read: Environment): Config['telegram'] {
  const updates = read.oneOf('TELEGRAM_UPDATES', ['polling', 'webhook'], 'polling');
  const publicUrl = read.httpRoot('PUBLIC_URL', 'https://bots.example.com');
  if (updates === 'webhook' && publicUrl === undefined) {
    throw new ConfigError(
      'PUBLIC_URL',
      'is required with TELEGRAM_UPDATES=webhook',
      'https://bots.example.com',
    );
  }
  const apiUrl = read.httpRoot('TELEGRAM_API_URL', TELEGRAM_API_URL) ?? TELEGRAM_API_URL;
  return { apiUrl, updates, publicUrl };
}

function regosConfig(read: Environment): Omit<Config['regos'], 'handlerSecrets'> {
  const apiUrl = read.httpRoot('REGOS_API_URL', REGOS_API_URL) ?? REGOS_API_URL;
  return {
    // REGOS's own pages show the address with this ending, so people copy it along
    apiUrl: apiUrl.replace(/\/gateway\/out$/, ''),
    authUrl: tokenAddress(read),
    credentials: regosCredentials(read),
    integrationKey: integrationKey(read),
    dialect: read.oneOf('REGOS_DIALECT', DIALECTS, 'both'),
    timeoutMs: read.integer('REGOS_TIMEOUT_MS', { default: 20_000, min: 100, max: 600_000 }),
    dailyCalls: read.integer('REGOS_DAILY_CALLS', { default: 172_800, min: 1, max: 100_000_000 }),
    settleMs: read.integer('REGOS_SETTLE_MS', { default: 120_000, min: 0, max: MAX_TIMER_MS }),
  };
}

function tokenAddress(read: Environment): string {
  const url = read.url('REGOS_AUTH_URL', ['http:', 'https:'], REGOS_AUTH_URL);
  if (!url) return REGOS_AUTH_URL;
  return url.pathname === '/' ? new URL('/oauth/token', url).href : url.href;
}

/** docs/regos.md 18. */
function integrationKey(read: Environment): string {
  const key = read.text('REGOS_INTEGRATION_KEY') ?? REGOS_INTEGRATION_KEY;
  if (/^[a-zA-Z0-9_-]{1,100}$/.test(key)) return key;
  throw new ConfigError(
    'REGOS_INTEGRATION_KEY',
    'must have 1 to 100 Latin letters, digits, "-" and "_"',
    REGOS_INTEGRATION_KEY,
  );
}

function regosCredentials(read: Environment): Config['regos']['credentials'] {
  const clientId = read.text('REGOS_CLIENT_ID');
  const clientSecret = read.text('REGOS_CLIENT_SECRET');
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined) {
    throw new ConfigError('REGOS_CLIENT_ID', 'is required with REGOS_CLIENT_SECRET', 'my-client-id');
  }
  if (clientSecret === undefined) {
    throw new ConfigError('REGOS_CLIENT_SECRET', 'is required with REGOS_CLIENT_ID', 'my-client-secret');
  }
  return { clientId, clientSecret };
}

function handlerSecrets(
  read: Environment,
  dataDir: string,
  required: boolean,
  announce: Announce,
): readonly string[] {
  const given = secrets(read, 'REGOS_HANDLER_SECRET', { minLength: 16, urlSegment: true });
  if (given.length > 0) return given;
  if (required) {
    throw new ConfigError('REGOS_HANDLER_SECRET', 'is required with REGOS_CLIENT_ID', 'a-long-random-word');
  }
  const made = generatedSecret(dataDir, 'regos-handler.secret', 'base64url');
  if (made.created) announce(`REGOS_HANDLER_SECRET made and kept in DATA_DIR: ${made.value}`);
  return [made.value];
}

function adminApiKey(read: Environment, dataDir: string, required: boolean, announce: Announce): string {
  const given = secret(read, 'ADMIN_API_KEY', { minLength: 24, urlSegment: false });
  if (given !== undefined) return given;
  if (required) {
    throw new ConfigError('ADMIN_API_KEY', 'is required in production', 'at-least-24-random-characters');
  }
  const made = generatedSecret(dataDir, 'admin-api.key', 'base64url');
  if (made.created) announce(`ADMIN_API_KEY made and kept in DATA_DIR: ${made.value}`);
  return made.value;
}

function keysOf(read: Environment, dataDir: string, required: boolean): readonly Buffer[] {
  const given = read.text('ENCRYPTION_KEY');
  if (given !== undefined) return encryptionKeys(given);
  if (required) {
    throw new ConfigError(
      'ENCRYPTION_KEY',
      'is required with DATABASE_URL (make one with: openssl rand -base64 32)',
      '<32 bytes in base64>',
    );
  }
  return encryptionKeys(generatedSecret(dataDir, 'encryption.key', 'base64').value);
}

/**
 * The configuration of this process. A wrong variable ends the process: one line on stderr, exit code 1, no stack.
 */
export function loadConfigOrExit(rules: ConfigRules = {}): Config {
  try {
    armFailpoints(failpointPlan(process.env));
    return loadConfig(process.env, toStderr, rules);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    toStderr(error.message);
    process.exit(1);
  }
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
