import { HttpService } from '@nestjs/axios';
import type { Config, RegosDialect } from '@rto/config';
import axios, { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import type { RegosConnection } from './model';
import type { ObservedCall } from './transport/call-observer';
import { RegosBreakers } from './transport/breakers';
import { HttpExchange } from './transport/http-exchange';
import { RegosLimiter } from './transport/limiter';
import { RegosTransport } from './transport/regos-transport';
import { TokenSource } from './transport/token-source';

export const CONNECTION_ID = '0123456789abcdef0123456789abcdef';
export const CONNECTION: RegosConnection = { tenantId: 'tenant-1', connectedIntegrationId: CONNECTION_ID };
const AUTH_URL = 'https://auth.regos.example/oauth/token';

/** One request as the server would see it. */
export interface SeenRequest {
  readonly url: string;
  /** After `/v1/`; `token` for the token endpoint. */
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed JSON; the text of a form. */
  readonly body: unknown;
  readonly keepsConnection: boolean;
}

export interface CannedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is; anything else as JSON. */
  readonly body: unknown;
}

/** What answers: a thrown error is one of the network. */
export type Player = (request: SeenRequest, index: number) => CannedAnswer | Promise<CannedAnswer>;

export function ok(result: unknown): CannedAnswer {
  return { body: { ok: true, result } };
}

export function refused(code: number, description = 'текст для персонала'): CannedAnswer {
  return { body: { ok: false, result: { error: code, description } } };
}

/** An error of the network as axios hands it on: with the secret address in it. */
export function networkError(code: string): Error {
  const url = `https://regos.example/gateway/out/${CONNECTION_ID}/v1/`;
  return new AxiosError(`${code} at ${url}`, code, { url, headers: new AxiosHeaders() });
}

export function aConfig(regos: Partial<Config['regos']> = {}): Config {
  return {
    production: false,
    http: { host: '127.0.0.1', port: 0, internalPort: undefined, trustedProxies: [] },
    dataDir: 'data',
    databaseUrl: undefined,
    redisUrl: undefined,
    telegram: { apiUrl: 'https://telegram.example', updates: 'polling', publicUrl: undefined },
    regos: {
      apiUrl: 'https://regos.example',
      authUrl: AUTH_URL,
      credentials: undefined,
      dialect: 'both',
      timeoutMs: 20_000,
      settleMs: 120_000,
      dailyCalls: 172_800,
      integrationKey: 'telegram-bot-orders',
      handlerSecrets: ['handler-secret-of-tests'],
      ...regos,
    },
    adminApiKey: 'admin-key-of-tests-only-24',
    encryptionKeys: [],
    logLevel: 'silent',
    personalDataDays: 365,
    shutdownTimeoutMs: 1_000,
  };
}

/** The transport over an axios whose network is `play`. */
export function aRegos(
  play: Player,
  options: { dialect?: RegosDialect; regos?: Partial<Config['regos']> } = {},
) {
  const requests: SeenRequest[] = [];
  const observed: ObservedCall[] = [];
  const config = aConfig({ dialect: options.dialect ?? 'both', ...options.regos });
  const instance = axios.create({
    adapter: async (request) => {
      const seen = seenRequest(request);
      requests.push(seen);
      const { status = 200, headers = {}, body } = await play(seen, requests.length - 1);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const data = Buffer.from(text);
      return { status, statusText: '', headers, config: request, data };
    },
  });
  const exchange = new HttpExchange(new HttpService(instance));
  const limiter = new RegosLimiter();
  const tokens = new TokenSource(config, exchange);
  const observer = {
    observe: (call: ObservedCall) => void observed.push(call),
    waited: () => undefined,
  };
  const transport = new RegosTransport(config, exchange, limiter, tokens, new RegosBreakers(), observer);
  return { transport, config, limiter, tokens, requests, observed };
}

function seenRequest(request: InternalAxiosRequestConfig): SeenRequest {
  const url = request.url ?? '';
  const isToken = url === AUTH_URL;
  const text = String(request.data);
  return {
    url,
    method: isToken ? 'token' : (url.split('/v1/')[1] ?? url),
    headers: AxiosHeaders.from(request.headers).toJSON(),
    body: isToken ? text : JSON.parse(text),
    keepsConnection: (request.httpsAgent as { keepAlive?: boolean }).keepAlive === true,
  };
}

/** The error that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('the call did not fail');
    },
    (error: unknown) => error,
  );
}
