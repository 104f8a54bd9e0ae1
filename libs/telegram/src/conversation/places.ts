import type { Action } from '@rto/screens';

/** Where «Назад» leads from the screen where a person is. */
export function backFrom(place: Action): Action {
  if (place.type === 'openOrder') return { type: 'openOrders', page: 0 };
  if (place.type !== 'openItem') return { type: 'openMenu' };
  const { origin } = place;
  switch (origin.type) {
    case 'group':
      return { type: 'openGroup', groupId: origin.groupId, page: origin.page };
    case 'search':
      return { type: 'openSearch', page: origin.page };
    case 'none':
      return { type: 'openCatalog', page: 0 };
  }
}

/** The next or previous page of the screen where a person is; the catalogue where there are none. */
export function pageFrom(place: Action, direction: 1 | -1): Action {
  return 'page' in place
    ? { ...place, page: Math.max(place.page + direction, 0) }
    : { type: 'openCatalog', page: 0 };
}
