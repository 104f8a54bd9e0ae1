import { loadConfig } from '@rto/config';
import { SETTING_TITLES } from '@rto/settings';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASKED_FOR, ROOT } from './compose-file';
import nestCli from '../../../nest-cli.json';

const dockerfile = read('Dockerfile');

describe('the environment', () => {
  const named = matches(read('.env.example'), /^([A-Z_]+)=/gm);

  it('is listed completely in .env.example', () => {
    const { asked } = startWith(ASKED_FOR);
    expect([...named, 'NODE_ENV'].sort()).toEqual([...asked].sort());
  });

  it('is explained variable by variable to operators', () => {
    expect(explainedUnder('docs/operation.md', '## Configuration')).toEqual([...named].sort());
  });
});

describe('the settings of a shop', () => {
  it('are explained key by key to retailers', () => {
    expect(explainedUnder('docs/settings.md', '## Keys')).toEqual(Object.keys(SETTING_TITLES).sort());
  });
});

describe('the image', () => {
  const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
  const last = stages.at(-1) ?? '';

  it('is built apart and runs on Node 24 in production, without development dependencies and without root', () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) {
      expect(stage).toMatch(/^FROM node:24\.\d+\.\d+-/);
      expect(stage).toMatch(/npm ci (?:--omit=dev --omit=optional )?--ignore-scripts/);
    }
    expect(last).toContain('npm ci --omit=dev');
    expect(last).toMatch(/^ENV NODE_ENV=production /m);
    expect(last).toMatch(/^USER node$/m);
    expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ["node", "--enable'));
  });

  it('asks its own process whether it lives', () => {
    expect(last).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", "-e", ".*\/health\/live/m);
  });

  it('starts what npm start starts, unless it is told another app', () => {
    const entry = (app: string): string => `dist/apps/${app}/src/main.js`;
    expect(last).toContain(`"${entry('standalone')}"]`);
    expect(read('package.json')).toContain(`"start": "node ${entry('standalone')}"`);
    for (const app of ['api', 'bot', 'worker']) {
      expect(read('package.json')).toContain(`"start:${app}": "node ${entry(app)}"`);
    }
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

/** Names in the first column of the table under a heading of a page, in order. */
function explainedUnder(page: string, heading: string): string[] {
  const chapter = read(page).split(`\n${heading}\n`)[1]?.split(/^#/m)[0] ?? '';
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

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
