import { badRequest } from './api-error';
import type { Entity, EntityType, FormattedText } from './wire';

const TAG_TYPES: Readonly<Record<string, EntityType>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const NAMED_CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const CHARACTER_REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));?/iy;
const START_TAG_NAME = /<([^\s>]*)/y;
/** A `>` inside a quoted value does not end the tag. */
const START_TAG = /<[^\s>]*((?:[^>"']|"[^"]*"|'[^']*')*)>/y;
const END_TAG = /<\/([^\s>]*)\s*>/y;
const ATTRIBUTE = /\s*([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)))?/y;
/** Attributes that stand without a value. */
const FLAGS = ['expandable'];

interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where its text starts, in UTF-16 units of the output. */
  readonly offset: number;
}

/**
 * Reads `parse_mode: HTML` as the Bot API does: its tags only, properly nested, four named characters and the
 * numeric ones; any other `&` stands for itself.
 * @throws ApiError 400 `can't parse entities: …` with a UTF-8 byte offset
 * @source Bot API "HTML style" and the server's own messages, read 2026-11-23
 */
export function parseHtml(source: string): FormattedText {
  return new HtmlReader(source).read();
}

class HtmlReader {
  private position = 0;
  private text = '';
  private readonly open: OpenTag[] = [];
  private readonly entities: Entity[] = [];

  constructor(private readonly source: string) {}

  read(): FormattedText {
    while (this.position < this.source.length) this.step();
    const unclosed = this.open.at(-1);
    if (unclosed) {
      throw badRequest(
        `can't parse entities: Can't find end tag corresponding to start tag "${unclosed.name}"`,
      );
    }
    this.entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
    return { text: this.text, entities: this.entities };
  }

  private step(): void {
    const character = this.source.charAt(this.position);
    if (character === '&') this.readCharacterReference();
    else if (character !== '<') this.take(character, 1);
    else if (this.source.charAt(this.position + 1) === '/') this.readEndTag();
    else this.readStartTag();
  }

  private take(text: string, sourceLength: number): void {
    this.text += text;
    this.position += sourceLength;
  }

  private readCharacterReference(): void {
    const match = this.match(CHARACTER_REFERENCE);
    const decoded = match ? decodeReference(match) : undefined;
    if (match && decoded !== undefined) this.take(decoded, match[0].length);
    else this.take('&', 1);
  }

  private readStartTag(): void {
    const opening = this.match(START_TAG_NAME);
    const name = (opening?.[1] ?? '').toLowerCase();
    if (this.position + 1 + name.length >= this.source.length) throw this.error('Unclosed start tag');
    if (!Object.hasOwn(TAG_TYPES, name)) throw this.error(`Unsupported start tag "${name}"`);
    const match = this.match(START_TAG);
    if (!match) throw this.error('Unclosed start tag');
    const attributes = this.readAttributes(name, match[1] ?? '');
    if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
      throw this.error('Tag "span" must have class "tg-spoiler"');
    }
    this.open.push({ name, attributes, offset: this.text.length });
    this.position += match[0].length;
  }

  private readAttributes(tag: string, source: string): Map<string, string> {
    const attributes = new Map<string, string>();
    ATTRIBUTE.lastIndex = 0;
    while (source.slice(ATTRIBUTE.lastIndex).trim() !== '') {
      const match = ATTRIBUTE.exec(source);
      if (!match) throw this.error(`Empty attribute name in the tag "${tag}"`);
      const name = (match[1] ?? '').toLowerCase();
      const value = match[2] ?? match[3] ?? match[4];
      if (value === undefined && !FLAGS.includes(name)) {
        throw this.error(`Expected equal sign in declaration of an attribute of the tag "${tag}"`);
      }
      attributes.set(name, decodeAll(value ?? ''));
    }
    return attributes;
  }

  private readEndTag(): void {
    const tag = this.open.at(-1);
    if (!tag) throw this.error('Unexpected end tag');
    const match = this.match(END_TAG);
    if (!match) throw this.error('Unclosed end tag');
    const name = (match[1] ?? '').toLowerCase();
    if (name !== '' && name !== tag.name) {
      throw this.error('Unmatched end tag', `, expected "</${tag.name}>", found "</${name}>"`);
    }
    this.open.pop();
    this.position += match[0].length;
    this.close(tag);
  }

  private close(tag: OpenTag): void {
    const type = TAG_TYPES[tag.name];
    const length = this.text.length - tag.offset;
    if (!type || length === 0) return;
    const span = { type, offset: tag.offset, length };
    if (type === 'text_link') this.closeLink(tag, span);
    else if (type === 'custom_emoji') this.closeEmoji(tag, span);
    else if (!this.mergePreCode(tag, span)) this.entities.push(span);
  }

  /** `<a>` without an address that a client would open stays plain text, as on the real server. */
  private closeLink(tag: OpenTag, span: Entity): void {
    const url = tag.attributes.get('href') ?? this.text.slice(span.offset);
    if (/^tg:\/\/user\?id=\d+$/.test(url)) this.entities.push({ ...span, type: 'text_mention', url });
    else if (isLink(url)) this.entities.push({ ...span, url });
  }

  private closeEmoji(tag: OpenTag, span: Entity): void {
    const id = tag.attributes.get('emoji-id') ?? '';
    if (!/^\d+$/.test(id)) {
      throw badRequest("can't parse entities: Invalid custom emoji identifier specified");
    }
    this.entities.push({ ...span, custom_emoji_id: id });
  }

  /** `<pre><code class="language-x">` is one block with a language. */
  private mergePreCode(tag: OpenTag, span: Entity): boolean {
    if (tag.name !== 'pre' && tag.name !== 'code') return false;
    const language = /^language-(.+)$/.exec(tag.attributes.get('class') ?? '')?.[1];
    const inner = this.entities.at(-1);
    const sameSpan = inner?.offset === span.offset && inner.length === span.length;
    if (tag.name === 'pre' && sameSpan && inner.type === 'code') {
      this.entities[this.entities.length - 1] = {
        ...span,
        ...(inner.language && { language: inner.language }),
      };
      return true;
    }
    if (tag.name === 'code' && language && this.open.at(-1)?.name === 'pre') {
      this.entities.push({ ...span, language });
      return true;
    }
    return false;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    return pattern.exec(this.source);
  }

  private error(problem: string, rest = ''): Error {
    const offset = Buffer.byteLength(this.source.slice(0, this.position));
    return badRequest(`can't parse entities: ${problem} at byte offset ${String(offset)}${rest}`);
  }
}

function decodeAll(text: string): string {
  return text.replace(new RegExp(CHARACTER_REFERENCE.source, 'gi'), (reference) => {
    CHARACTER_REFERENCE.lastIndex = 0;
    const match = CHARACTER_REFERENCE.exec(reference);
    return (match && decodeReference(match)) ?? reference;
  });
}

function decodeReference(match: RegExpExecArray): string | undefined {
  const [, hex, decimal, name] = match;
  if (name !== undefined) return NAMED_CHARACTERS[name];
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > 0 && code < 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : undefined;
}

/** A link that the server keeps: with a scheme it knows, or a bare host name with a dot. */
export function isLink(url: string): boolean {
  if (/^(?:tg|ton|tonsite):\/\/\S+$/i.test(url)) return true;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  if (!/^https?:\/\//i.test(withScheme) || !URL.canParse(withScheme)) return false;
  const host = new URL(withScheme).hostname;
  return host === 'localhost' || host.includes('.') || host.startsWith('[');
}
