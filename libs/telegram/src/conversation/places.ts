import type { GroupNode } from '@rto/catalog';
import type { Action } from '@rto/screens';
import type { Dialog } from './dialog';
import type { Turn } from './turn';

/** Groups whose page is remembered: nobody comes back through more. */
const MOST_PAGES = 20;

/** Where «Назад» leads when it is typed: the button on the screen says it, where there is one. */
export function typedBack({ back, place }: Dialog): Action {
  if (back) return back;
  return place.type === 'openOrder' ? { type: 'openOrders', page: 0 } : { type: 'openMenu' };
}

/** The next or previous page of the screen where a person is; the catalogue where there are none. */
export function pageFrom(place: Action, direction: 1 | -1): Action {
  return 'page' in place
    ? { ...place, page: Math.max(place.page + direction, 0) }
    : { type: 'openCatalog', page: 0 };
}

/** Keeps the page of a group, to come back to it from below. @param groupId undefined: the root */
export function rememberPage(turn: Turn, groupId: number | undefined, page: number): void {
  const key = String(groupId ?? 0);
  const others = Object.entries(turn.dialog.pages ?? {}).filter(([group]) => group !== key);
  const kept = page === 0 ? others : [...others, [key, page] as const];
  turn.dialog = { ...turn.dialog, pages: Object.fromEntries(kept.slice(-MOST_PAGES)) };
}

/** A group at the page where the person left it. @param groupId undefined: the root */
export function groupAt({ dialog }: Turn, groupId: number | undefined): Action {
  const page = dialog.pages?.[String(groupId ?? 0)] ?? 0;
  return groupId === undefined ? { type: 'openCatalog', page } : { type: 'openGroup', groupId, page };
}

/** The group above, at the page where the person left it. */
export function aboveGroup(turn: Turn, { parentId }: GroupNode): Action {
  return groupAt(turn, parentId);
}
