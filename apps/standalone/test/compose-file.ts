import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(__dirname, '../../..');
export const APPS = ['migrate', 'api', 'bot', 'worker'] as const;
export type AppService = (typeof APPS)[number];

/** Secrets that compose asks the operator for, so that none has a value that can be guessed. */
export const ASKED_FOR: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'letters1and2digits',
  POSTGRES_ADMIN_PASSWORD: 'another3password',
  REDIS_PASSWORD: 'more4letters',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  ADMIN_API_KEY: 'an-admin-key-of-more-than-24',
  REGOS_HANDLER_SECRET: 'a-handler-secret',
};

/** The parts of a service that our tests look at. */
interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly tmpfs?: readonly string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: string; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
}

export const composeText = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

/** As compose reads it: with its anchors merged and its variables filled in. */
export function composeFile(variables: Readonly<Record<string, string>> = ASKED_FOR): ComposeFile {
  return parse(filledIn(composeText, variables), { merge: true }) as ComposeFile;
}

/** `${A:?message}` and `${A:-default}`, the two forms that the file uses. */
function filledIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text
    .replace(/^\s*#.*$/gm, '')
    .replace(/\$\{([A-Z_]+):\?[^}]*\}/g, (_, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`${name} is asked for`);
      return value;
    })
    .replace(/\$\{([A-Z_]+):-([^}]*)\}/g, (_, name: string, fallback: string) => variables[name] ?? fallback);
}

/** A container's command as a list, which is what the image runs without a shell. */
export function commandOf(service: ComposeService | undefined): readonly string[] {
  if (typeof service?.command !== 'object') throw new TypeError('its command is no list');
  return service.command;
}
