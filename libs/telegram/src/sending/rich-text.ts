import { plainText } from '@rto/kernel';
import { lettersOf, type Span } from '@rto/screens';

/** The one escaping function: whatever a shop or a person wrote reaches Telegram's HTML mode as plain text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A screen's text as HTML of at most `limit` visible characters; what is over it ends in an ellipsis. */
export function toHtml(spans: readonly Span[], limit: number): string {
  let left = limit;
  const parts: string[] = [];
  for (const span of spans) {
    if (left <= 0) break;
    const text = plainText(lettersOf([span]));
    const visible = cut(text, left);
    left -= visible.length < text.length ? left : visible.length;
    if (visible.length > 0) parts.push(wrap(span, escapeHtml(visible)));
  }
  // Telegram refuses a message without a visible character
  return parts.join('').trim() || '…';
}

/** A screen's text without markup, for the repeat after Telegram refused the entities. */
export function toPlainText(spans: readonly Span[], limit: number): string {
  return cut(plainText(lettersOf(spans)), limit).trim() || '…';
}

function wrap(span: Span, html: string): string {
  if (typeof span === 'string') return html;
  // markup around white space alone is refused by some clients
  if (html.trim() === '') return html;
  return 'bold' in span ? `<b>${html}</b>` : `<i>${html}</i>`;
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.slice(0, length - 1);
  // never half of a surrogate pair
  return `${/[\ud800-\udbff]$/.test(end) ? end.slice(0, -1) : end}…`;
}
