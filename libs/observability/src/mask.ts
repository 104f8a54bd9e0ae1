/** Replaces what must not be read in a log. */
type Mask = (text: string) => string;

/**
 * `[what, by what]`. All are linear: repetitions have a bound, or begin where only one of a run of characters can.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // a bot's token; the second form is its place in a Bot API address, whatever the token's length
  [/(?<!\d)\d{6,20}(?::|%3A)[A-Za-z0-9_-]{30,}/gi, '[token]'],
  [/\/bot\d+(?::|%3A)[A-Za-z0-9_-]+/gi, '/bot[token]'],
  // a connected_integration_id; the second form is its place in REGOS's address, whatever its form
  [/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi, '[connection]'],
  [/\/gateway\/out\/[^/\s"]+/gi, '/gateway/out/[connection]'],
  // phone numbers; bare digits become digits, for they may stand in a line as a JSON number
  [/\+\d(?:[ ()-]{0,2}\d){9,14}(?!\d)/g, '[phone]'],
  [/(?<!\d)998\d{9}(?!\d)/g, '998000000000'],
  [/\bBearer [A-Za-z0-9._~+/=-]+/gi, 'Bearer [secret]'],
  // a key of the admin API
  [/\brto_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}\b/g, '[key]'],
  // the password of an address
  [/(:\/\/[^\s/:@"]{0,100}:)[^\s/@"]{1,200}@/g, '$1[secret]@'],
];

/**
 * Masks bot tokens, connection ids, phone numbers, passwords in addresses, and `secrets` themselves. Works on
 * finished JSON lines too: a valid line stays one.
 * @param secrets words that must never show; short ones are taken as they are
 */
export function createMask(secrets: readonly string[]): Mask {
  const words = [
    ...new Set(secrets.flatMap((secret) => [secret, escaped(secret), encodeURIComponent(secret)])),
  ]
    .filter((word) => word !== '')
    .sort((one, other) => other.length - one.length); // a word may be part of another
  return (text) => {
    let masked = text;
    for (const word of words) masked = masked.replaceAll(word, '[secret]');
    for (const [pattern, replacement] of PATTERNS) masked = masked.replace(pattern, replacement);
    return masked;
  };
}

/** As a JSON line writes it. */
function escaped(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}
