import { isIPv6 } from 'node:net';

/** Whom a limit counts: an IPv4 address, or the network of an IPv6 one, since any house has 2^64 of those. */
export function clientAddress(ip: string | undefined): string {
  const plain = (ip ?? 'unknown').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = ''] = plain.split('::');
  return [...head.split(':'), '0', '0', '0', '0']
    .slice(0, 4)
    .map((group) => group || '0')
    .join('-');
}
