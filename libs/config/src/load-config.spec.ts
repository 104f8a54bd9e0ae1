import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import card from '../../../catalog_import.json';
import { ConfigError } from './config-error';
import type { Config } from './config';
import { loadConfig } from './load-config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 9).toString('base64');

let dataDir: string;
let announced: string[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'config-'));
  announced = [];
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function load(env: Record<string, string> = {}): Config {
  return loadConfig({ DATA_DIR: dataDir, ...env }, (line) => announced.push(line));
}

function refusal(env: Record<string, string>): ConfigError {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

const ACCEPTED: readonly [string, Record<string, string>, (config: Config) => unknown, unknown][] = [
  ['HTTP_HOST unset', {}, (c) => c.http.host, '0.0.0.0'],
  ['HTTP_HOST', { HTTP_HOST: '127.0.0.1' }, (c) => c.http.host, '127.0.0.1'],
  ['HTTP_PORT unset', {}, (c) => c.http.port, 3000],
  ['HTTP_PORT blank', { HTTP_PORT: ' ' }, (c) => c.http.port, 3000],
  ['HTTP_PORT', { HTTP_PORT: '8081' }, (c) => c.http.port, 8081],
  ['HTTP_PORT of any free port', { HTTP_PORT: '0' }, (c) => c.http.port, 0],
  ['INTERNAL_PORT unset', {}, (c) => c.http.internalPort, undefined],
  ['INTERNAL_PORT', { INTERNAL_PORT: '9000' }, (c) => c.http.internalPort, 9000],
  ['TRUSTED_PROXIES unset', {}, (c) => c.http.trustedProxies, ['loopback']],
  [
    'TRUSTED_PROXIES',
    { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,2001:db8::/32, 203.0.113.7' },
    (c) => c.http.trustedProxies,
    ['loopback', '10.0.0.0/8', '2001:db8::/32', '203.0.113.7'],
  ],
  ['NODE_ENV unset', {}, (c) => c.production, false],
  [
    'NODE_ENV=production',
    { NODE_ENV: 'production', ADMIN_API_KEY: 'k'.repeat(24) },
    (c) => c.production,
    true,
  ],
  ['DATABASE_URL unset', {}, (c) => c.databaseUrl, undefined],
  [
    'DATABASE_URL',
    { DATABASE_URL: 'postgres://u:p%40@db/shop?sslmode=require', ENCRYPTION_KEY: KEY },
    (c) => c.databaseUrl,
    'postgres://u:p%40@db/shop?sslmode=require',
  ],
  [
    'DATABASE_URL of a local socket',
    { DATABASE_URL: 'postgresql:///shop?host=/var/run/postgresql', ENCRYPTION_KEY: KEY },
    (c) => c.databaseUrl,
    'postgresql:///shop?host=/var/run/postgresql',
  ],
  ['REDIS_URL unset', {}, (c) => c.redisUrl, undefined],
  ['REDIS_URL', { REDIS_URL: 'rediss://:pw@cache:6380/2' }, (c) => c.redisUrl, 'rediss://:pw@cache:6380/2'],
  ['TELEGRAM_API_URL unset', {}, (c) => c.telegram.apiUrl, 'https://api.telegram.org'],
  [
    'TELEGRAM_API_URL with a slash at its end',
    { TELEGRAM_API_URL: 'http://127.0.0.1:9000/' },
    (c) => c.telegram.apiUrl,
    'http://127.0.0.1:9000',
  ],
  ['TELEGRAM_UPDATES unset', {}, (c) => c.telegram.updates, 'polling'],
  [
    'TELEGRAM_UPDATES=webhook',
    { TELEGRAM_UPDATES: 'webhook', PUBLIC_URL: 'https://bots.example.com/' },
    (c) => [c.telegram.updates, c.telegram.publicUrl],
    ['webhook', 'https://bots.example.com'],
  ],
  ['REGOS_API_URL unset', {}, (c) => c.regos.apiUrl, 'https://integration.regos.uz'],
  [
    'REGOS_API_URL as REGOS shows it',
    { REGOS_API_URL: 'https://integration.regos.uz/gateway/out/' },
    (c) => c.regos.apiUrl,
    'https://integration.regos.uz',
  ],
  [
    'REGOS_API_URL with a path of its own',
    { REGOS_API_URL: 'http://localhost:9100/fake' },
    (c) => c.regos.apiUrl,
    'http://localhost:9100/fake',
  ],
  ['REGOS_AUTH_URL unset', {}, (c) => c.regos.authUrl, 'https://auth.regos.uz/oauth/token'],
  [
    'REGOS_AUTH_URL without a path',
    { REGOS_AUTH_URL: 'http://localhost:9100' },
    (c) => c.regos.authUrl,
    'http://localhost:9100/oauth/token',
  ],
  [
    'REGOS_AUTH_URL with a path',
    { REGOS_AUTH_URL: 'http://localhost:9100/token' },
    (c) => c.regos.authUrl,
    'http://localhost:9100/token',
  ],
  ['REGOS_CLIENT_ID unset', {}, (c) => c.regos.credentials, undefined],
  [
    'REGOS_CLIENT_ID',
    { REGOS_CLIENT_ID: 'me', REGOS_CLIENT_SECRET: 'pw', REGOS_HANDLER_SECRET: 'h'.repeat(16) },
    (c) => c.regos.credentials,
    { clientId: 'me', clientSecret: 'pw' },
  ],
  ['REGOS_INTEGRATION_KEY', { REGOS_INTEGRATION_KEY: 'our_2' }, (c) => c.regos.integrationKey, 'our_2'],
  ['REGOS_INTEGRATION_KEY unset, as in the card', {}, (c) => c.regos.integrationKey, card.integration.key],
  ['REGOS_DIALECT unset', {}, (c) => c.regos.dialect, 'both'],
  ['REGOS_DIALECT', { REGOS_DIALECT: 'Filters' }, (c) => c.regos.dialect, 'filters'],
  ['REGOS_TIMEOUT_MS unset', {}, (c) => c.regos.timeoutMs, 20_000],
  ['REGOS_TIMEOUT_MS', { REGOS_TIMEOUT_MS: '500' }, (c) => c.regos.timeoutMs, 500],
  ['REGOS_DAILY_CALLS unset', {}, (c) => c.regos.dailyCalls, 172_800],
  ['REGOS_DAILY_CALLS', { REGOS_DAILY_CALLS: '5000' }, (c) => c.regos.dailyCalls, 5000],
  ['REGOS_SETTLE_MS unset', {}, (c) => c.regos.settleMs, 120_000],
  ['REGOS_SETTLE_MS', { REGOS_SETTLE_MS: '3000' }, (c) => c.regos.settleMs, 3000],
  [
    'REGOS_HANDLER_SECRET',
    { REGOS_HANDLER_SECRET: 'abcdefghijklmnop' },
    (c) => c.regos.handlerSecrets[0],
    'abcdefghijklmnop',
  ],
  [
    'REGOS_HANDLER_SECRET as a list, the newest first',
    { REGOS_HANDLER_SECRET: 'abcdefghijklmnop, qrstuvwxyzabcdef' },
    (c) => c.regos.handlerSecrets,
    ['abcdefghijklmnop', 'qrstuvwxyzabcdef'],
  ],
  ['ADMIN_API_KEY', { ADMIN_API_KEY: 'x'.repeat(24) }, (c) => c.adminApiKey, 'x'.repeat(24)],
  [
    'ENCRYPTION_KEY as a list, the encrypting one first',
    { ENCRYPTION_KEY: `${KEY}, ${OTHER_KEY}` },
    (c) => c.encryptionKeys.map((key) => key.toString('base64')),
    [KEY, OTHER_KEY],
  ],
  ['LOG_LEVEL unset', {}, (c) => c.logLevel, 'info'],
  ['LOG_LEVEL', { LOG_LEVEL: 'debug' }, (c) => c.logLevel, 'debug'],
  ['PERSONAL_DATA_DAYS unset', {}, (c) => c.personalDataDays, 365],
  ['PERSONAL_DATA_DAYS', { PERSONAL_DATA_DAYS: '30' }, (c) => c.personalDataDays, 30],
  ['SHUTDOWN_TIMEOUT_MS unset', {}, (c) => c.shutdownTimeoutMs, 10_000],
  ['SHUTDOWN_TIMEOUT_MS', { SHUTDOWN_TIMEOUT_MS: '2500' }, (c) => c.shutdownTimeoutMs, 2500],
];

const REFUSED: readonly [variable: string, Record<string, string>][] = [
  ['HTTP_PORT', { HTTP_PORT: 'hidden-word' }],
  ['HTTP_PORT', { HTTP_PORT: '65536' }],
  ['HTTP_PORT', { HTTP_PORT: '-1' }],
  ['HTTP_PORT', { HTTP_PORT: '1e3' }],
  ['INTERNAL_PORT', { INTERNAL_PORT: 'hidden-word' }],
  ['INTERNAL_PORT', { INTERNAL_PORT: '0' }],
  ['INTERNAL_PORT', { INTERNAL_PORT: '3000' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'hidden-word' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'loopback,,' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://u:hidden-word@db/shop', ENCRYPTION_KEY: KEY }],
  ['DATABASE_URL', { DATABASE_URL: 'hidden-word', ENCRYPTION_KEY: KEY }],
  ['ENCRYPTION_KEY', { DATABASE_URL: 'postgres://u:hidden-word@db/shop' }],
  ['ENCRYPTION_KEY', { ENCRYPTION_KEY: 'hidden-word' }],
  ['ENCRYPTION_KEY', { ENCRYPTION_KEY: `${KEY},hidden-word` }],
  ['ENCRYPTION_KEY', { ENCRYPTION_KEY: ',' }],
  ['ENCRYPTION_KEY', { ENCRYPTION_KEY: Buffer.alloc(31, 1).toString('base64') }],
  ['REDIS_URL', { REDIS_URL: 'http://:hidden-word@cache' }],
  ['TELEGRAM_API_URL', { TELEGRAM_API_URL: 'api.telegram.org' }],
  ['TELEGRAM_API_URL', { TELEGRAM_API_URL: 'https://api.telegram.org/?a=hidden-word' }],
  ['TELEGRAM_UPDATES', { TELEGRAM_UPDATES: 'hidden-word' }],
  ['PUBLIC_URL', { TELEGRAM_UPDATES: 'webhook' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'ftp://hidden-word' }],
  ['REGOS_API_URL', { REGOS_API_URL: 'hidden-word' }],
  ['REGOS_AUTH_URL', { REGOS_AUTH_URL: 'hidden-word' }],
  ['REGOS_CLIENT_ID', { REGOS_CLIENT_SECRET: 'hidden-word' }],
  ['REGOS_CLIENT_SECRET', { REGOS_CLIENT_ID: 'hidden-word' }],
  ['REGOS_HANDLER_SECRET', { REGOS_CLIENT_ID: 'me', REGOS_CLIENT_SECRET: 'hidden-word' }],
  ['REGOS_HANDLER_SECRET', { REGOS_HANDLER_SECRET: 'hidden-word' }],
  ['REGOS_HANDLER_SECRET', { REGOS_HANDLER_SECRET: 'hidden-word/hidden-word' }],
  ['ADMIN_API_KEY', { NODE_ENV: 'production' }],
  ['ADMIN_API_KEY', { ADMIN_API_KEY: 'hidden-word' }],
  ['ADMIN_API_KEY', { ADMIN_API_KEY: 'hidden-word with blanks inside' }],
  ['REGOS_INTEGRATION_KEY', { REGOS_INTEGRATION_KEY: 'hidden.word' }],
  ['REGOS_DIALECT', { REGOS_DIALECT: 'hidden-word' }],
  ['REGOS_TIMEOUT_MS', { REGOS_TIMEOUT_MS: '0' }],
  ['REGOS_TIMEOUT_MS', { REGOS_TIMEOUT_MS: '20s' }],
  ['REGOS_DAILY_CALLS', { REGOS_DAILY_CALLS: '0' }],
  ['REGOS_SETTLE_MS', { REGOS_SETTLE_MS: '9999999999' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'hidden-word' }],
  ['SHUTDOWN_TIMEOUT_MS', { SHUTDOWN_TIMEOUT_MS: 'hidden-word' }],
];

describe('loadConfig', () => {
  it.each(ACCEPTED)('reads %s', (_name, env, value, expected) => {
    expect(value(load(env))).toEqual(expected);
  });

  it.each(REFUSED)(
    'refuses a wrong %s in one line with an example and without the value: %j',
    (variable, env) => {
      const error = refusal(env);
      expect(error.variable).toBe(variable);
      expect(error.message).toMatch(new RegExp(`^${variable}: .*, for example ${variable}=\\S`));
      expect(error.message).not.toContain('\n');
      expect(error.message).not.toContain('hidden-word');
    },
  );

  it('leaves no generated secret behind when another variable is wrong', () => {
    refusal({ LOG_LEVEL: 'loud' });
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('generated secrets', () => {
  it('are made once, readable by the owner alone, and the same at the next start', () => {
    const first = load();
    const second = load();
    expect(readdirSync(dataDir).sort()).toEqual(['admin-api.key', 'encryption.key', 'regos-handler.secret']);
    for (const file of readdirSync(dataDir)) expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    expect(second).toEqual(first);
    expect(first.encryptionKeys.map((key) => key.length)).toEqual([32]);
  });

  it('are shown to the operator once, but never the encryption key', () => {
    const config = load();
    load();
    expect(announced).toEqual([
      `REGOS_HANDLER_SECRET made and kept in DATA_DIR: ${config.regos.handlerSecrets[0]}`,
      `ADMIN_API_KEY made and kept in DATA_DIR: ${config.adminApiKey}`,
    ]);
    expect(announced.join()).not.toContain(readFileSync(join(dataDir, 'encryption.key'), 'utf8').trim());
  });

  it('satisfy the rules for given ones', () => {
    const made = load();
    const given = load({
      REGOS_HANDLER_SECRET: made.regos.handlerSecrets.join(','),
      ADMIN_API_KEY: made.adminApiKey,
    });
    expect(given).toEqual(made);
  });

  it('are not made where the environment gives them', () => {
    load({ REGOS_HANDLER_SECRET: 'h'.repeat(16), ADMIN_API_KEY: 'a'.repeat(24), ENCRYPTION_KEY: KEY });
    expect(readdirSync(dataDir)).toEqual([]);
    expect(announced).toEqual([]);
  });

  it('refuse to start on a damaged file instead of replacing the key', () => {
    writeFileSync(join(dataDir, 'encryption.key'), 'short');
    expect(refusal({}).variable).toBe('ENCRYPTION_KEY');
    writeFileSync(join(dataDir, 'encryption.key'), '');
    expect(refusal({}).message).toContain('empty');
  });

  it('name DATA_DIR when it cannot be written', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(refusal({ DATA_DIR: join(dataDir, 'file', 'inside') }).variable).toBe('DATA_DIR');
  });
});

describe('the environment of one process among many', () => {
  const shared = {
    DATABASE_URL: 'postgres://u:p@db/shop',
    REDIS_URL: 'redis://redis:6379',
    ENCRYPTION_KEY: KEY,
    ADMIN_API_KEY: 'a'.repeat(24),
    REGOS_HANDLER_SECRET: 'h'.repeat(16),
  };
  const scaled = (env: Record<string, string>): Config =>
    loadConfig({ DATA_DIR: dataDir, ...env }, (line) => announced.push(line), { scaled: true });

  it('is taken when it names the stores and the secrets that all of them share', () => {
    expect(scaled(shared)).toMatchObject({ redisUrl: 'redis://redis:6379' });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.each(Object.keys(shared))('is refused without %s, in one line that names it', (name) => {
    expect(() => scaled({ ...shared, [name]: '' })).toThrow(
      new RegExp(`^${name}: is required by api, bot and worker, .* for example ${name}=`),
    );
  });
});
