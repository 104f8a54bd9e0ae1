import { type Clock, errorMessage } from '@rto/kernel';
import type { Account, PastEvent } from './account';
import type { Announcer } from './announcer';
import type { Backend, FrontReply, FrontRequest } from './http-front';
import { type Json, withTextIds, writeJson } from './json';
import type { Call } from './method';
import { answer, type Envelope, refusal } from './method-table';
import type { FakeRegosSwitches } from './switches';
import { TokenBucket } from './token-bucket';
import { TokenEndpoint } from './token-endpoint';

export interface RegosCall {
  /** As it was asked for, with its query. */
  readonly path: string;
  readonly method: string;
  readonly connectedIntegrationId: string;
  readonly at: Date;
  /** Parsed; undefined when empty, not JSON, or a token request with its secret. */
  readonly body: unknown;
}

/** A word that REGOS would swallow, or refuse as malformed, and that our client must never say. */
export interface RegosViolation {
  readonly method: string;
  readonly problem: string;
}

/** Enough for a test to look back; a demo runs for days. */
const MAX_CALLS = 10_000;

/** From a request to its answer: credentials, rate limit, body, method. Keeps the record of what was said. */
export class Gateway implements Backend {
  readonly accounts = new Map<string, Account>();
  readonly calls: RegosCall[] = [];
  readonly violations: RegosViolation[] = [];
  readonly tokens: TokenEndpoint;
  count8213 = 0;
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    private readonly switches: Readonly<FakeRegosSwitches>,
    private readonly clock: Clock,
    private readonly announcer: Announcer,
  ) {
    this.tokens = new TokenEndpoint(switches, clock);
  }

  arrived({ path, method, connectedIntegrationId, body }: FrontRequest): void {
    const parsed = method === 'oauth/token' ? undefined : parse(body);
    const kept = parsed === NOT_JSON ? undefined : parsed;
    this.calls.push({ path, method, connectedIntegrationId, at: this.clock.now(), body: kept });
    if (this.calls.length > MAX_CALLS) this.calls.shift();
  }

  answer(request: FrontRequest): FrontReply {
    const { method, connectedIntegrationId, authorization, contentType } = request;
    if (method === 'oauth/token') {
      const { status, body } = this.tokens.issue(request.body);
      return { status, body: writeJson(body) };
    }
    const account = this.accounts.get(connectedIntegrationId);
    if (account === undefined) return this.unauthorized(404);
    if (account.isPublic && !this.tokens.admits(authorization)) return this.unauthorized(401);
    if (this.switches.rateLimit && !this.bucketOf(account).take(this.clock.now())) {
      this.count8213 += 1;
      return this.refuse(8213, 'Превышен лимит запросов');
    }
    if (!contentType?.startsWith('application/json')) {
      this.report(method, `content type ${contentType ?? 'is missing'}`);
      return html(415);
    }
    const body = parse(request.body);
    if (body === NOT_JSON) {
      this.report(method, 'the body is not JSON');
      return html(400);
    }
    const envelope = answer(method, body, this.callOf(account, method));
    const written = this.switches.rowIds === 'text' ? withTextIds(envelope) : envelope;
    return { ...json(written), takesMs: this.workMs(method, envelope) };
  }

  private unauthorized(status: number): FrontReply {
    const isPage = this.switches.authorizationFails === 'page';
    return isPage ? html(status) : this.refuse(9006, 'Ошибка авторизации');
  }

  refuse(code: number, description: string): FrontReply {
    return json(refusal(code, description));
  }

  failed({ method }: FrontRequest, error: unknown): void {
    this.report(method, `the fake failed: ${errorMessage(error)}`);
  }

  /** @param method whose doing it is; `staff` for people */
  callOf(account: Account, method: string): Call {
    return {
      account,
      switches: this.switches,
      now: this.clock.now(),
      report: (problem) => this.report(method, problem),
      emit: (action, data) => {
        const said = this.switches.eventIds === 'text' ? withTextId(data) : data;
        this.announcer.event(account, account.record(action, said, this.clock.now()));
      },
      settingsSaved: () => this.announcer.settingsSaved(account),
    };
  }

  /** Goods are what REGOS reads slowly. */
  private workMs(method: string, { result }: Envelope): number {
    const isOfGoods = /^item\/get(ext)?$/i.test(method) && Array.isArray(result);
    return isOfGoods ? result.length * this.switches.msPerRow : 0;
  }

  private report(method: string, problem: string): void {
    this.violations.push({ method, problem });
  }

  private bucketOf({ connectedIntegrationId }: Account): TokenBucket {
    const bucket = this.buckets.get(connectedIntegrationId) ?? new TokenBucket(this.clock.now());
    this.buckets.set(connectedIntegrationId, bucket);
    return bucket;
  }
}

const NOT_JSON = Symbol('not JSON');

/** Undefined for an empty body. */
function parse(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON; // the caller answers 400
  }
}

function withTextId({ id, ...data }: PastEvent['data']): PastEvent['data'] {
  return typeof id === 'number' ? { id: String(id), ...data } : { ...data, ...(id !== undefined && { id }) };
}

function json(envelope: Json): FrontReply {
  return { status: 200, body: writeJson(envelope) };
}

function html(status: number): FrontReply {
  return { status, body: `<html>${status}</html>` };
}
