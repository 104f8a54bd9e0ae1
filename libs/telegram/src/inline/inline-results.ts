import { Injectable } from '@nestjs/common';
import { CatalogService, type CatalogItem, type CatalogSnapshot } from '@rto/catalog';
import { BoughtGoods, keyOf, payloadOf } from '@rto/orders';
import { formats, MAX_TEXT_LENGTH, sharedCard, texts, type CatalogView } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import { toHtml } from '../sending/rich-text';

/** What `answerInlineQuery` is called with, besides the query it answers. */
export interface InlineAnswer {
  readonly results: readonly object[];
  /** Everybody is shown the same, so that Telegram may answer the next who ask for it. */
  readonly is_personal: false;
  readonly cache_time: number;
  /** Empty: there are no more. */
  readonly next_offset: string;
  readonly button?: { readonly text: string; readonly start_parameter: string };
}

/** The source of all that is sold by cards in other chats. */
export const INLINE_SOURCE = 'inline';

/** Results of one answer; Telegram takes 50, a phone shows five. */
const PAGE = 20;
/** As long as prices of the catalogue may be old (docs/product.md 9). */
const CACHE_SEC = 60;
/** Of what is not known yet. */
const SHORT_CACHE_SEC = 3;
const MOST_OFFSET = 1_000;

/** Cards of goods for any chat, in the language of the shop: who will read them there is not known. */
@Injectable()
export class InlineResults {
  constructor(
    private readonly catalog: CatalogService,
    private readonly bought: BoughtGoods,
  ) {}

  /**
   * @param query what is typed behind the name of the bot; nothing: what is bought most
   * @param offset `next_offset` of the page before
   */
  async of(tenant: Tenant, botUsername: string, query: string, offset: string): Promise<InlineAnswer> {
    const start = /^\d{1,4}$/.test(offset) ? Math.min(Number(offset), MOST_OFFSET) : 0;
    const bought = await this.bought.of(tenant.id);
    if (query.trim() !== '') await this.catalog.prepareSearch(tenant);
    const pageOf = (of: CatalogSnapshot): readonly CatalogItem[] =>
      found(of, query, bought).slice(start, start + PAGE);
    const snapshot = await this.catalog.snapshot(tenant, (read) => pageOf(read).map(({ id }) => id));
    const all = found(snapshot, query, bought);
    const shown = all.slice(start, start + PAGE);
    const t = texts(tenant.settings.defaultLanguage);
    const view = viewOf(tenant, snapshot);
    return {
      results: shown.map((item) => card(view, item, tenant, botUsername)),
      is_personal: false,
      cache_time: snapshot.progress || snapshot.stale ? SHORT_CACHE_SEC : CACHE_SEC,
      next_offset: all.length > start + PAGE ? String(start + PAGE) : '',
      button: {
        text: all.length > 0 ? t.share.openShop : t.share.nothing,
        start_parameter: payloadOf(keyOf({ target: { type: 'shop' }, source: INLINE_SOURCE })),
      },
    };
  }
}

/** The answer of a shop that shows nothing. */
export function noResults(cacheSec: number): InlineAnswer {
  return { results: [], is_personal: false, cache_time: cacheSec, next_offset: '' };
}

function found(
  snapshot: CatalogSnapshot,
  query: string,
  bought: ReadonlyMap<number, number>,
): readonly CatalogItem[] {
  if (query.trim() !== '') return snapshot.search(query, bought);
  return [...bought]
    .sort(([, one], [, other]) => other - one)
    .flatMap(([id]) => {
      const item = snapshot.item(id);
      return item?.sellable ? [item] : [];
    });
}

function card({ t, ...view }: CatalogView, item: CatalogItem, tenant: Tenant, botUsername: string): object {
  const { title, summary, text } = sharedCard({ t, ...view }, item, tenant.name);
  const payload = payloadOf(keyOf({ target: { type: 'item', id: item.id }, source: INLINE_SOURCE }));
  const picture = item.imageUrl;
  return {
    type: 'article',
    id: String(item.id),
    title,
    description: summary,
    ...(picture !== undefined && { thumbnail_url: picture }),
    input_message_content: {
      message_text: toHtml(text, MAX_TEXT_LENGTH),
      parse_mode: 'HTML',
      // above the words, as on the card of the shop
      link_preview_options:
        picture === undefined
          ? { is_disabled: true }
          : { url: picture, prefer_large_media: true, show_above_text: true },
    },
    reply_markup: {
      inline_keyboard: [[{ text: t.share.open, url: `https://t.me/${botUsername}?start=${payload}` }]],
    },
  };
}

function viewOf({ settings }: Tenant, snapshot: CatalogSnapshot): CatalogView {
  return {
    t: texts(settings.defaultLanguage),
    f: formats(settings.defaultLanguage, settings.timeZone),
    showStock: settings.showItemStock,
    staleAsOf: snapshot.stale ? snapshot.asOf : undefined,
    progress: snapshot.progress,
  };
}
