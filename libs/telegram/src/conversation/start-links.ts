import { Injectable } from '@nestjs/common';
import { CatalogService } from '@rto/catalog';
import { UserError } from '@rto/kernel';
import { keyOf, LinkUses, type LinkKey, type StartLink } from '@rto/orders';
import type { Action, Texts } from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';
import type { Turn } from './turn';

/** What is ordered so long after a link was followed is sold by it. */
const SELLS_FOR_MS = 24 * 3_600_000;
/** What a link leads to is not in the shop (any more). */
const GONE = ['itemGone', 'groupGone', 'promoGone'] as const;

/** What follows from coming by a link. */
@Injectable()
export class StartLinks {
  constructor(
    private readonly catalog: CatalogService,
    private readonly uses: LinkUses,
  ) {}

  /**
   * Counts the link, and keeps it in mind for an order.
   * @returns undefined for a link to the shop itself
   * @throws UserError `promoGone`
   */
  async follow(turn: Turn, link: StartLink): Promise<Action | undefined> {
    const key = keyOf(link);
    turn.dialog = { ...turn.dialog, cameBy: { ...key, at: turn.now.toISOString() } };
    await this.uses.count(turn.tenant, key);
    const { target } = link;
    switch (target.type) {
      case 'item':
        return { type: 'openItem', itemId: target.id, origin: { type: 'none' } };
      case 'group':
        return { type: 'openGroup', groupId: target.id, page: 0 };
      case 'promo':
        return this.promo(turn, target.name);
      case 'shop':
        return undefined;
    }
  }

  /** A promotion is a group of goods that has its name, in whichever alphabet. */
  private async promo(turn: Turn, name: string): Promise<Action> {
    const snapshot = await this.catalog.snapshot(turn.tenant);
    const wanted: Action = { type: 'openCatalog', page: 0 };
    const group = unlessBeingRead(snapshot, snapshot.groupNamed(name), wanted);
    if (!group) throw new UserError('promoGone');
    return { type: 'openGroup', groupId: group.id, page: 0 };
  }
}

/** What brought the person, when that was lately. */
export function cameBy({ dialog, now }: Turn): LinkKey | undefined {
  if (!dialog.cameBy) return undefined;
  const { at, link, source } = dialog.cameBy;
  return now.getTime() - Date.parse(at) < SELLS_FOR_MS ? { link, source } : undefined;
}

/** Said to who came by a link to what is not there; undefined for any other error. */
export function goneText(error: unknown, t: Texts): string | undefined {
  if (!(error instanceof UserError)) return undefined;
  const code = GONE.find((candidate) => candidate === error.code);
  return code && t.errors[code];
}
