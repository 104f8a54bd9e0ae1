import type { ComponentChildren, VNode } from 'preact';
import type { FormattedText as Formatted, TextEntity } from '../src/protocol';

/** A text with Telegram's entities as elements; entities may nest but never cross. */
export function FormattedText({ text, entities }: Formatted): VNode {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return <>{format(text, ordered, 0, text.length)}</>;
}

function format(
  text: string,
  entities: readonly TextEntity[],
  from: number,
  to: number,
): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let at = from;
  for (const [index, entity] of entities.entries()) {
    if (entity.offset < at) continue; // inside the one before, formatted there
    const end = Math.min(entity.offset + entity.length, to);
    const inside = entities.slice(index + 1).filter((other) => other.offset + other.length <= end);
    parts.push(text.slice(at, entity.offset), wrap(entity, format(text, inside, entity.offset, end), text));
    at = end;
  }
  parts.push(text.slice(at, to));
  return parts;
}

function wrap(entity: TextEntity, inside: ComponentChildren, text: string): VNode {
  switch (entity.type) {
    case 'bold':
      return <b>{inside}</b>;
    case 'italic':
      return <i>{inside}</i>;
    case 'underline':
      return <u>{inside}</u>;
    case 'strikethrough':
      return <s>{inside}</s>;
    case 'spoiler':
      return <span class="spoiler">{inside}</span>;
    case 'code':
      return <code>{inside}</code>;
    case 'pre':
      return <pre>{inside}</pre>;
    case 'blockquote':
    case 'expandable_blockquote':
      return <blockquote>{inside}</blockquote>;
    case 'text_link':
    case 'url':
      return (
        <ExternalLink href={entity.url ?? text.slice(entity.offset, entity.offset + entity.length)}>
          {inside}
        </ExternalLink>
      );
    default:
      return <span class="mention">{inside}</span>;
  }
}

function ExternalLink({ href, children }: { href: string; children: ComponentChildren }): VNode {
  // a bot's text is not ours: only web addresses become links, never javascript:
  if (!/^https?:\/\//i.test(href)) return <span class="mention">{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
