import type { CatalogSnapshot } from '@rto/catalog';
import type { CatalogView } from '@rto/screens';
import type { GoodsView } from '@rto/settings';
import type { Turn } from './turn';

/** What every screen of goods is drawn with. */
export function viewOf(turn: Turn, snapshot: CatalogSnapshot): CatalogView {
  return {
    t: turn.t,
    f: turn.f,
    now: turn.now,
    showStock: turn.tenant.settings.showItemStock,
    canShare: turn.tenant.settings.inlineSharing && turn.tenant.bot?.isInline === true,
    staleAsOf: snapshot.stale ? snapshot.asOf : undefined,
    oldAsOf: snapshot.old ? snapshot.asOf : undefined,
    progress: snapshot.progress,
  };
}

/** As the person wants to see goods, else the shop, else by what there is to see. */
export function goodsView({ dialog, tenant }: Turn, snapshot: CatalogSnapshot): GoodsView {
  return dialog.goodsView ?? tenant.settings.catalogView ?? (snapshot.isMostlyPictured ? 'cards' : 'list');
}
