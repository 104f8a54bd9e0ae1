import type { CatalogSnapshot, ReadingProgress } from '@rto/catalog';
import { readingScreen, type Action } from '@rto/screens';
import { moveTo, type Reply, type Turn } from './turn';

/** Subgroups shown at once: two columns of ten. */
export const GROUPS_PER_PAGE = 20;

/** What a person asked for needs goods that are not read yet. */
export class CatalogBeingReadError extends Error {
  override readonly name = 'CatalogBeingReadError';

  /** @param wanted what was asked for, to be done once it can be */
  constructor(
    private readonly snapshot: CatalogSnapshot,
    private readonly progress: ReadingProgress,
    private readonly wanted: Action,
  ) {
    super('the catalogue is being read');
  }

  /** How far it is; the screen is filled when what was asked for is there. */
  reply(turn: Turn): Reply {
    const { snapshot, progress, wanted } = this;
    if (wanted.type === 'openCatalog' || wanted.type === 'openGroup') moveTo(turn, wanted);
    const groups = snapshot.roots().slice(0, GROUPS_PER_PAGE);
    return {
      screen: readingScreen(turn.t, turn.f, { progress, groups, again: wanted }),
      awaits: wanted,
    };
  }
}

/** @throws CatalogBeingReadError when what was not found may be in the part that is not read yet */
export function unlessBeingRead<T>(
  snapshot: CatalogSnapshot,
  found: T | undefined,
  wanted: Action,
): T | undefined {
  if (found === undefined && snapshot.progress) {
    throw new CatalogBeingReadError(snapshot, snapshot.progress, wanted);
  }
  return found;
}
