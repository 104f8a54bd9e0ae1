/** What a link into a bot leads to. */
export type LinkTarget =
  | { readonly type: 'item' | 'group'; readonly id: number }
  | { readonly type: 'promo'; readonly name: string }
  | { readonly type: 'shop' };

/** A link `https://t.me/{bot}?start={payload}`, and where it was published. */
export interface StartLink {
  readonly target: LinkTarget;
  /** A flyer, a channel, a campaign: what the shop calls it. */
  readonly source?: string;
}

/** How links are written down where they are counted: `item_101`, or nothing for the shop itself. */
export interface LinkKey {
  readonly link: string;
  /** Empty: none. */
  readonly source: string;
}

/** Characters of a payload (Telegram, "Deep linking"). */
export const MAX_PAYLOAD = 64;
/** What names and sources are made of. */
export const LINK_WORD = /^[\w-]+$/;

const SOURCE_ALONE = /^src_([\w-]+)$/;
// behind an id anything is let pass: links of before us went on with parts of their own
const TARGETED = /^(?:(item|group)_(\d{1,15})(?!\d)|promo_([\w-]+?)(?=-src_[\w-]|$))(?:-src_([\w-]+)$)?/;

/** @returns undefined for what is no link of ours */
export function readStartLink(payload: string): StartLink | undefined {
  if (payload.length > MAX_PAYLOAD) return undefined;
  const alone = SOURCE_ALONE.exec(payload)?.[1];
  if (alone !== undefined) return { target: { type: 'shop' }, source: alone };
  const [, kind, id, name = '', source] = TARGETED.exec(payload) ?? [];
  const target: LinkTarget | undefined =
    kind === 'item' || kind === 'group'
      ? { type: kind, id: Number(id) }
      : name === ''
        ? undefined
        : { type: 'promo', name };
  return target && { target, ...(source !== undefined && { source }) };
}

export function keyOf({ target, source = '' }: StartLink): LinkKey {
  return { link: nameOf(target), source };
}

/** What stands behind `?start=`; empty for the shop itself. */
export function payloadOf({ link, source }: LinkKey): string {
  if (source === '') return link;
  return link === '' ? `src_${source}` : `${link}-src_${source}`;
}

function nameOf(target: LinkTarget): string {
  switch (target.type) {
    case 'item':
    case 'group':
      return `${target.type}_${target.id}`;
    case 'promo':
      return `promo_${target.name}`;
    case 'shop':
      return '';
  }
}
