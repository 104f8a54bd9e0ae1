/**
 * Text without control characters (line breaks stay) and lone surrogates: neither Telegram, REGOS nor
 * PostgreSQL is bound to take them, and nobody sees them.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, (character) => (character === '\n' ? character : ''));
}
