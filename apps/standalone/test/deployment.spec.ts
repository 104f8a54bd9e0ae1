import { loadConfig } from '@rto/config';
import { SETTING_TITLES } from '@rto/settings';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import nestCli from '../../../nest-cli.json';

const ROOT = join(__dirname, '../../..');
const dockerfile = read('Dockerfile');
const compose = read('docker-compose.yml');
/** What nobody may guess, so that compose asks the operator for it. */
const ASKED_FOR: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'letters1and2digits',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  ADMIN_API_KEY: 'an-admin-key-of-more-than-24',
  REGOS_HANDLER_SECRET: 'a-handler-secret',
};

describe('the environment', () => {
  const named = matches(read('.env.example'), /^([A-Z_]+)=/gm);

  it('is listed completely in .env.example', () => {
    const { asked } = startWith(ASKED_FOR);
    expect([...named, 'NODE_ENV'].sort()).toEqual([...asked].sort());
  });

  it('is explained variable by variable in the README', () => {
    expect(explainedUnder('## Configuration')).toEqual([...named].sort());
  });
});

describe('the settings of a shop', () => {
  it('are explained key by key in the README', () => {
    expect(explainedUnder('### Settings of a shop')).toEqual(Object.keys(SETTING_TITLES).sort());
  });
});

describe('docker compose', () => {
  const services = blocks(section(compose, 'services'));

  it('runs PostgreSQL, Redis and the service, each of them watched and kept across restarts', () => {
    expect([...services.keys()]).toEqual(['postgres', 'redis', 'service']);
    const volumes = [...blocks(section(compose, 'volumes'), /^ {2}(\w+):$/).keys()];
    for (const [name, text] of services) {
      expect(text).toMatch(/^ {4}restart: unless-stopped$/m);
      if (!/^ {4}build: \.$/m.test(text)) expect(text).toMatch(/^ {4}healthcheck:\n {6}test: /m);
      expect(text).toMatch(new RegExp(`^ {4}volumes:\n {6}- ${name}:/`, 'm'));
      expect(volumes).toContain(name);
    }
    expect(services.get('redis')).toContain('--maxmemory-policy noeviction'); // else the service does not start
  });

  it('asks the operator for every secret and contains none', () => {
    const asked = new Set(matches(compose, /\$\{([A-Z_]+):\?[^}]+\}/g));
    expect([...asked].sort()).toEqual(Object.keys(ASKED_FOR).sort());
    const secrets = compose.matchAll(/^ {6}\w*(?:PASSWORD|SECRET|KEY)\w*: (.*)$/gm);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{/);
  });

  it('gives the service only variables that it reads, with values that it takes', () => {
    const environment = environmentOf(services.get('service') ?? '');
    const { config, asked } = startWith({ NODE_ENV: 'production', DATA_DIR: '/data', ...environment });
    for (const name of Object.keys(environment)) expect(asked).toContain(name);
    expect(config).toMatchObject({
      production: true,
      databaseUrl: 'postgres://shop:letters1and2digits@postgres:5432/shop',
      redisUrl: 'redis://redis:6379',
    });
  });

  it('waits with the kill longer than the service takes to stop', () => {
    const graceSec = Number(/stop_grace_period: (\d+)s/.exec(services.get('service') ?? '')?.[1]);
    expect(graceSec * 1000).toBeGreaterThan(startWith(ASKED_FOR).config.shutdownTimeoutMs);
  });
});

describe('the image', () => {
  const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
  const last = stages.at(-1) ?? '';

  it('is built apart and runs on Node 24 in production, without development dependencies and without root', () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) expect(stage).toMatch(/^FROM node:24-/);
    expect(last).toContain('npm ci --omit=dev');
    expect(last).toMatch(/^ENV NODE_ENV=production /m);
    expect(last).toMatch(/^USER node$/m);
    expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ["node", "--enable'));
  });

  it('asks its own process whether it lives', () => {
    expect(last).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", "-e", ".*\/health\/live/m);
  });

  it('starts what npm start starts', () => {
    const entry = 'dist/apps/standalone/src/main.js';
    expect(last).toContain(`"${entry}"]`);
    expect(read('package.json')).toContain(`"start": "node ${entry}"`);
    expect(existsSync(join(ROOT, 'apps/standalone/src/main.ts'))).toBe(true);
  });

  it('is made of files that are there and that .dockerignore lets in', () => {
    const copied = matches(dockerfile, /^COPY (?!--from)(.*) \S+$/gm).flatMap((files) => files.split(' '));
    const allowed = matches(read('.dockerignore'), /^!(.*)$/gm);
    expect(new Set(copied)).toEqual(new Set(allowed));
    for (const file of copied) expect(existsSync(join(ROOT, file))).toBe(true);
  });
});

describe('nest-cli.json', () => {
  it('names the applications that can be started, and where they are', () => {
    expect(Object.keys(nestCli.projects)).toEqual(['standalone', 'api', 'bot', 'worker', 'sandbox']);
    for (const project of Object.values(nestCli.projects)) {
      expect(existsSync(join(ROOT, `${project.entryFile}.ts`))).toBe(true);
      expect(existsSync(join(ROOT, project.sourceRoot))).toBe(true);
    }
  });

  it('compiles what npm run build compiles', () => {
    const { type, options } = nestCli.compilerOptions.builder;
    expect([type, options.outDir, options.filenames]).toEqual(['swc', 'dist', ['apps', 'libs']]);
    expect(read('scripts/build.mjs')).toContain("[swc, 'apps', 'libs', ");
    expect(options.stripLeadingPaths).toBe(false); // the entries above are paths within dist as well
  });
});

/** Names in the first column of the table under a heading of the README, in order. */
function explainedUnder(heading: string): string[] {
  const chapter = read('README.md').split(`\n${heading}\n`)[1]?.split(/^#/m)[0] ?? '';
  const cells = matches(chapter, /^\|([^|]*)\|/gm);
  return cells.flatMap((cell) => matches(cell, /`([A-Z_]+)`/g)).sort();
}

/** Reads the configuration as a start does. @returns also every variable that was looked at */
function startWith(given: Readonly<Record<string, string>>) {
  const asked = new Set<string>();
  const environment = new Proxy(given, {
    get: (values, name) => {
      asked.add(String(name));
      return Reflect.get(values, name) as string | undefined;
    },
  });
  const config = loadConfig(environment, (line) => {
    throw new Error(`a secret was made: ${line}`);
  });
  return { config, asked };
}

/** The service's variables, filled in as compose does it. */
function environmentOf(service: string): Record<string, string> {
  const block = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(service)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value
        .replace(/\$\{([A-Z_]+):\?[^}]*\}/g, (_, asked: string) => ASKED_FOR[asked] ?? '')
        .replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1'),
    ]),
  );
}

/** The lines below a key at the top of the file. */
function section(text: string, key: string): string {
  return new RegExp(`^${key}:\n((?: .*\n|\n)+)`, 'm').exec(text)?.[1] ?? '';
}

/** The blocks of a section by their names. */
function blocks(text: string, heading = /^ {2}(\w+):\n/): Map<string, string> {
  const parts = text.split(/^(?= {2}\w+:$)/m).filter((part) => part.trim() !== '');
  return new Map(parts.map((part) => [new RegExp(heading.source, 'm').exec(part)?.[1] ?? '', part]));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
