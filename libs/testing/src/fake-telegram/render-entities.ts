import type { Entity, FormattedText } from './wire';

const TAGS: Readonly<Record<Entity['type'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  text_link: 'a',
  text_mention: 'a',
  custom_emoji: 'tg-emoji',
  bot_command: 'span',
};

/** HTML that is safe to put on a page: everything from outside is escaped, the tags are ours. */
export function renderEntities({ text, entities }: FormattedText): string {
  const cuts = new Set([0, text.length]);
  for (const entity of entities) cuts.add(entity.offset).add(entity.offset + entity.length);
  const positions = [...cuts].sort((a, b) => a - b);
  const open: Entity[] = [];
  let html = '';
  positions.forEach((position, index) => {
    html += closeUpTo(open, position);
    for (const entity of startingAt(entities, position)) {
      html += openingTag(entity);
      open.push(entity);
    }
    html += escapeHtml(text.slice(position, positions[index + 1] ?? position));
  });
  return html;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Closes what ends here, and what was opened inside it: `entities` given by a bot may cross. */
function closeUpTo(open: Entity[], position: number): string {
  const first = open.findIndex((entity) => entity.offset + entity.length <= position);
  if (first === -1) return '';
  const closed = open.splice(first).reverse();
  return closed.map((entity) => `</${TAGS[entity.type]}>`).join('');
}

function startingAt(entities: readonly Entity[], position: number): Entity[] {
  return entities
    .filter((entity) => entity.offset === position && entity.length > 0)
    .sort((a, b) => b.length - a.length);
}

function openingTag(entity: Entity): string {
  const tag = TAGS[entity.type];
  return entity.url === undefined ? `<${tag}>` : `<${tag} href="${escapeHtml(entity.url)}">`;
}
