import { RetryableError } from '@rto/kernel';
import { Config } from '@rto/config';
import { Injectable } from '@nestjs/common';
import { RegosAuthorizationError } from '../errors';
import { ExchangeError, HttpExchange, type HttpAnswer } from './http-exchange';

const TIMEOUT_MS = 10_000;
/** Answers of the token endpoint that no repetition mends (docs/regos.md 3). */
const PERMANENT = [
  'invalid_client',
  'invalid_grant',
  'unsupported_grant_type',
  'unauthorized_client',
  'invalid_scope',
];

/** A token that is still good is renewed from this part of its life on (docs/reliability.md 2). */
const RENEW_AT = 0.8;
/** Between tries to renew one that is still good. */
const RENEW_AGAIN_MS = 10_000;

/** Instants are monotonic milliseconds. */
interface Token {
  readonly value: string;
  readonly renewAtMs: number;
  readonly freshUntilMs: number;
}

/** The Bearer token of our application: one for all tenants, asked for by one caller at a time. */
@Injectable()
export class TokenSource {
  private token: Token | undefined;
  private pending: Promise<Token> | undefined;

  constructor(
    private readonly config: Config,
    private readonly exchange: HttpExchange,
  ) {}

  /**
   * Undefined when the installation has no credentials: a local integration needs none.
   * @throws RegosAuthorizationError when the credentials are refused
   * @throws RetryableError when the token endpoint cannot be asked; nothing was sent to REGOS
   */
  async current(): Promise<string | undefined> {
    if (!this.config.regos.credentials) return undefined;
    const { token } = this;
    const nowMs = performance.now();
    if (!token || nowMs >= token.freshUntilMs) return (await this.renewed()).value;
    if (nowMs >= token.renewAtMs) this.renewBehind(token, nowMs);
    return token.value;
  }

  /** Forgets a token that REGOS refused, unless a newer one has taken its place. */
  invalidate(value: string | undefined): void {
    if (this.token?.value === value) this.token = undefined;
  }

  /** Renews a token in the background: when it fails, the old one is good for a while yet. */
  private renewBehind(token: Token, nowMs: number): void {
    this.token = { ...token, renewAtMs: nowMs + RENEW_AGAIN_MS };
    this.renewed().catch(() => undefined); // whoever finds no good token any more hears why
  }

  private renewed(): Promise<Token> {
    return (this.pending ??= this.request().finally(() => (this.pending = undefined)));
  }

  private async request(): Promise<Token> {
    const askedAtMs = performance.now();
    const { access_token: value, expires_in: expiresIn } = readGrant(await this.ask());
    const lifeMs = Number(expiresIn) * 1000;
    if (typeof value !== 'string' || !(lifeMs > 0)) {
      throw new RetryableError('REGOS token endpoint: an answer without access_token or expires_in');
    }
    const marginMs = Math.min(60_000, lifeMs / 10);
    this.token = {
      value,
      renewAtMs: askedAtMs + lifeMs * RENEW_AT,
      freshUntilMs: askedAtMs + lifeMs - marginMs,
    };
    return this.token;
  }

  private async ask(): Promise<HttpAnswer> {
    const { authUrl, credentials } = this.config.regos;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials?.clientId ?? '',
      client_secret: credentials?.clientSecret ?? '',
    });
    try {
      return await this.exchange.post({
        url: authUrl,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        timeoutMs: TIMEOUT_MS,
        freshConnection: true,
      });
    } catch (error) {
      const why = error instanceof ExchangeError ? error.message : 'no answer';
      throw new RetryableError(`REGOS token endpoint: ${why}`);
    }
  }
}

function readGrant(answer: HttpAnswer): Record<string, unknown> {
  const body = parseObject(answer.text);
  if (answer.status === 200) return body;
  const reason = PERMANENT.find((code) => code === body['error']);
  if (reason) throw new RegosAuthorizationError(`REGOS refuses REGOS_CLIENT_ID and its secret: ${reason}`);
  throw new RetryableError(`REGOS token endpoint: HTTP ${answer.status}`);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {}; // the callers judge by the status and by what is missing
  }
}
