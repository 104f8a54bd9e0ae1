import { ConfigError } from './config-error';

/** A process's environment, as Node gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Typed reads of single variables. Blank counts as unset: compose files and shells pass empty strings on. */
export class Environment {
  constructor(private readonly env: Env) {}

  text(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  integer(name: string, range: { default: number; min: number; max: number }): number {
    const text = this.text(name);
    if (text === undefined) return range.default;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= range.min && value <= range.max)) {
      throw new ConfigError(
        name,
        `must be a whole number from ${range.min} to ${range.max}`,
        String(range.default),
      );
    }
    return value;
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return fallback;
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new ConfigError(name, `must be one of ${choices.join(', ')}`, fallback);
    return choice;
  }

  /** An address with one of these schemes. Its text may hold a password, so an error never repeats it. */
  url(name: string, schemes: readonly string[], example: string): URL | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !schemes.includes(url.protocol) || (schemes.includes('https:') && url.hostname === '')) {
      const wanted = schemes.map((scheme) => `${scheme}//`).join(' or ');
      throw new ConfigError(name, `must be an address that starts with ${wanted}`, example);
    }
    return url;
  }

  /** Like `url`, but as it was written: database drivers read more into an address than a URL holds. */
  address(name: string, schemes: readonly string[], example: string): string | undefined {
    return this.url(name, schemes, example) && this.text(name);
  }

  /** A root address without a slash at its end, ready for `${root}/path`; it has no query and no fragment. */
  httpRoot(name: string, example: string): string | undefined {
    const url = this.url(name, ['http:', 'https:'], example);
    if (!url) return undefined;
    if (url.search !== '' || url.hash !== '') {
      throw new ConfigError(name, 'must not contain "?" or "#"', example);
    }
    return url.href.replace(/\/+$/, '');
  }
}
