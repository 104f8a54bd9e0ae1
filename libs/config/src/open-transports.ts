import type { Config } from './config';

/**
 * What this process sends to other hosts as anybody on the way can read it: one line for each variable, without
 * anything of its value, which may hold a password.
 */
export function openTransports({ telegram, regos, redisUrl, databaseUrl }: Config): string[] {
  return [
    ...onTheWay('TELEGRAM_API_URL', telegram.apiUrl, 'tokens of bots and messages', 'https://'),
    ...onTheWay('REGOS_API_URL', regos.apiUrl, 'orders and phones', 'https://'),
    ...onTheWay('REGOS_AUTH_URL', regos.authUrl, 'the client secret', 'https://'),
    ...onTheWay('REDIS_URL', redisUrl, 'its password and carts', 'rediss://'),
    ...onTheWay('DATABASE_URL', databaseUrl, 'its password, orders and phones', 'sslmode=verify-full'),
  ];
}

function onTheWay(variable: string, address: string | undefined, what: string, instead: string): string[] {
  if (address === undefined) return [];
  const url = new URL(address);
  if (isEncrypted(url) || isThisMachine(url)) return [];
  return [
    `${variable}: ${what} go to another host unencrypted; use ${instead}, or a network that only this service is in`,
  ];
}

/** @source pg-connection-string 2: any of its TLS parameters but these two words asks for it */
function isEncrypted({ protocol, searchParams }: URL): boolean {
  if (!protocol.startsWith('postgres')) return protocol === 'https:' || protocol === 'rediss:';
  const mode = searchParams.get('sslmode');
  if (mode !== null) return mode !== 'disable';
  return ['true', '1'].includes(searchParams.get('ssl') ?? '') || searchParams.has('sslrootcert');
}

/** @source pg-connection-string 2: `host` among the parameters wins, and a path is a unix socket */
function isThisMachine({ hostname, searchParams }: URL): boolean {
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return (
    host === '' ||
    host.startsWith('/') ||
    host === '[::1]' ||
    host === '::1' ||
    /^127(?:\.\d{1,3}){3}$/.test(host) ||
    /^(?:.+\.)?localhost\.?$/i.test(host)
  );
}
