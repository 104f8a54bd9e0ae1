/**
 * Text without control characters (line breaks stay) and lone surrogates: neither Telegram, REGOS nor
 * PostgreSQL is bound to take them, and nobody sees them.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, (character) => (character === '\n' ? character : ''));
}

/**
 * At most `length` UTF-16 units of it, no half of a character at the end. A copy: what `slice` gives keeps the whole
 * text in memory.
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return Buffer.from(text.slice(0, end), 'utf16le').toString('utf16le');
}
