import { randomBytes } from 'node:crypto';
import type { Clock } from '@rto/kernel';
import type { FakeRegosSwitches } from './switches';

/** `POST /oauth/token` by client credentials (docs/regos.md 3). */
export class TokenEndpoint {
  private readonly expiries = new Map<string, number>();

  constructor(
    private readonly switches: Readonly<FakeRegosSwitches>,
    private readonly clock: Clock,
  ) {}

  get issuedTokens(): readonly string[] {
    return [...this.expiries.keys()];
  }

  /** @param form an `application/x-www-form-urlencoded` body */
  issue(form: string): { status: number; body: Record<string, string | number> } {
    const asked = new URLSearchParams(form);
    if (asked.get('grant_type') !== 'client_credentials') return failure('unsupported_grant_type');
    const { bearer, tokenLifetimeSec } = this.switches;
    const isKnown =
      bearer === undefined ||
      (asked.get('client_id') === bearer.clientId && asked.get('client_secret') === bearer.clientSecret);
    if (!isKnown) return failure('invalid_client');
    const token = randomBytes(24).toString('base64url');
    this.expiries.set(token, this.clock.now().getTime() + tokenLifetimeSec * 1000);
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', expires_in: tokenLifetimeSec, scope: 'gateway' },
    };
  }

  /** Whether a call with this header may pass; always when no credentials are demanded. */
  admits(authorization: string | undefined): boolean {
    if (this.switches.bearer === undefined) return true;
    const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
    return (this.expiries.get(token) ?? 0) > this.clock.now().getTime();
  }

  /** As if every token's time had passed. */
  expireAll(): void {
    for (const token of this.expiries.keys()) this.expiries.set(token, 0);
  }
}

function failure(error: string): { status: number; body: Record<string, string> } {
  return { status: 400, body: { error, error_description: error } };
}
