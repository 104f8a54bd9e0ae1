import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './load-config';
import { openTransports } from './open-transports';

describe('what goes to other hosts unencrypted', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'config-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const told = (env: Record<string, string>): string[] => {
    const key =
      env['DATABASE_URL'] === undefined ? {} : { ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') };
    return openTransports(loadConfig({ DATA_DIR: dataDir, ...key, ...env }, () => undefined));
  };

  it('is nothing unless told', () => {
    expect(told({})).toEqual([]);
  });

  it.each([
    ['TELEGRAM_API_URL', 'http://bot-api:8081'],
    ['REGOS_API_URL', 'http://regos.example'],
    ['REGOS_AUTH_URL', 'http://regos.example/oauth/token'],
    ['REDIS_URL', 'redis://:pass-word@redis:6379'],
    ['REDIS_URL', 'redis://10.0.0.5'],
    ['REDIS_URL', 'redis://127.0.0.1.example'],
    ['DATABASE_URL', 'postgres://user:pass-word@postgres:5432/shop'],
    ['DATABASE_URL', 'postgresql://user@192.168.0.7/shop?sslmode=disable'],
    ['DATABASE_URL', 'postgres://user@localhost/shop?host=db.example'],
    ['DATABASE_URL', 'postgres://user@[fd00::1]/shop?ssl=false'],
  ])('is one line that names %s, for %s', (variable, value) => {
    const lines = told({ [variable]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${variable}: .* unencrypted; use `));
    expect(lines[0]).not.toMatch(/pass-word|user|@|example|\n/);
  });

  it.each([
    ['TELEGRAM_API_URL', 'http://127.0.0.1:8081'],
    ['TELEGRAM_API_URL', 'https://bot-api.example'],
    ['REGOS_API_URL', 'http://localhost:9000'],
    ['REGOS_AUTH_URL', 'http://[::1]:9000/oauth/token'],
    ['REDIS_URL', 'redis://localhost:6379'],
    ['REDIS_URL', 'rediss://redis.example'],
    ['DATABASE_URL', 'postgres://user@127.0.0.1/shop'],
    ['DATABASE_URL', 'postgres://user@db.example/shop?sslmode=verify-full'],
    ['DATABASE_URL', 'postgres://user@db.example/shop?ssl=true'],
    ['DATABASE_URL', 'postgres://user@db.example/shop?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgres://%2Fvar%2Frun%2Fpostgresql/shop'],
  ])('is not %s of %s', (variable, value) => {
    expect(told({ [variable]: value })).toEqual([]);
  });
});
