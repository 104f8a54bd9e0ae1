import type { Entity, FormattedText } from './wire';

/** A command has no look of its own. */
type DrawnEntity = Entity & { readonly type: Exclude<Entity['type'], 'bot_command'> };

const TAGS: Readonly<Record<DrawnEntity['type'], string>> = {
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
};

/** HTML that is safe to put on a page: everything from outside is escaped, the tags are ours. */
export function renderEntities({ text, entities: all }: FormattedText): string {
  const entities = all.filter(isDrawn);
  const cuts = new Set([0, text.length]);
  for (const entity of entities) cuts.add(entity.offset).add(entity.offset + entity.length);
  const positions = [...cuts].sort((a, b) => a - b);
  const open: DrawnEntity[] = [];
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

function isDrawn(entity: Entity): entity is DrawnEntity {
  return entity.type !== 'bot_command';
}

/** Closes what ends here, and what was opened inside it: `entities` given by a bot may cross. */
function closeUpTo(open: DrawnEntity[], position: number): string {
  const first = open.findIndex((entity) => entity.offset + entity.length <= position);
  if (first === -1) return '';
  const closed = open.splice(first).reverse();
  return closed.map((entity) => `</${TAGS[entity.type]}>`).join('');
}

function startingAt(entities: readonly DrawnEntity[], position: number): DrawnEntity[] {
  return entities
    .filter((entity) => entity.offset === position && entity.length > 0)
    .sort((a, b) => b.length - a.length);
}

function openingTag(entity: DrawnEntity): string {
  const tag = TAGS[entity.type];
  return entity.url === undefined ? `<${tag}>` : `<${tag} href="${escapeHtml(entity.url)}">`;
}
