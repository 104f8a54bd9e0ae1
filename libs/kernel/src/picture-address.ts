import { BlockList, isIP } from 'node:net';

/** Names of one's own network, and of nothing that Telegram could reach. @source RFC 6761, 6762, 8375, ICANN's `internal` */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;
/** Of the ports below it only the web's two serve pictures; the others are mail, shells, databases of a network. */
const FIRST_FREE_PORT = 1024;
/** What browsers and servers take at most. */
const MAX_LENGTH = 2048;
/** A sign that begins no escape: `скидка 20%.jpg`. */
const STRAY_PERCENT = /%(?![0-9a-f]{2})/gi;

/** IPv4 networks without public hosts. @source IANA IPv4 Special-Purpose Address Registry */
const PRIVATE_V4 = networks('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);
/** The only IPv6 addresses that are public, which leaves out IPv4 in disguise (`::ffff:`, `64:ff9b::`). */
const GLOBAL_V6 = networks('ipv6', [['2000::', 3]]);
/** Of those, what wraps an IPv4 address (Teredo, 6to4) or is for books. */
const SPECIAL_V6 = networks('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/**
 * The address of a picture as it can be handed on: http or https, on a public host, everything unusual in it
 * percent-encoded (Cyrillic and blanks are usual in file names). Undefined for any other text: a field of REGOS must
 * not choose what Telegram, or anybody, looks at inside a network (docs/product.md 10). What a public name resolves
 * to is not looked up here, because nothing is fetched here.
 */
export function pictureAddress(text: string): string | undefined {
  const url = parse(text.trim().replace(STRAY_PERCENT, '%25'));
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  const isFit = isWebPort(url.port) && isPublicHost(url.hostname) && url.href.length <= MAX_LENGTH;
  return isFit ? url.href : undefined;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text); // writes 0x7f.1 and 2130706433 as 127.0.0.1, and names in any script in ASCII
  } catch {
    return undefined; // TypeError is the only way URL has to say "no address"
  }
}

/** The scheme's own port is empty. */
function isWebPort(port: string): boolean {
  return ['', '80', '443'].includes(port) || Number(port) >= FIRST_FREE_PORT;
}

function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.+$/g, '');
  switch (isIP(host)) {
    case 4:
      return !PRIVATE_V4.check(host, 'ipv4');
    case 6:
      return GLOBAL_V6.check(host, 'ipv6') && !SPECIAL_V6.check(host, 'ipv6');
    default:
      return host.includes('.') && !PRIVATE_NAME.test(host);
  }
}

function networks(family: 'ipv4' | 'ipv6', list: readonly (readonly [string, number])[]): BlockList {
  const found = new BlockList();
  for (const [address, prefix] of list) found.addSubnet(address, prefix, family);
  return found;
}
