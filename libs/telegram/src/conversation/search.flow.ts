import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import {
  BarcodeLookup,
  CatalogService,
  SearchMisses,
  type CatalogItem,
  type CatalogSnapshot,
  type NearestGoods,
} from '@rto/catalog';
import { UserError } from '@rto/kernel';
import { BoughtGoods } from '@rto/orders';
import {
  searchActions,
  searchPromptScreen,
  searchScreen,
  type Action,
  type SearchAction,
} from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';
import { idsOf, itemPage, type ItemPage } from './catalog-pages';
import { goodsView, viewOf } from './catalog-view';
import { remember, type Answer } from './dialog';
import type { Edits, Hears, Taps } from './flow';
import { ItemCards } from './item-cards';
import { moveTo, type Reply, type Turn } from './turn';
import { answerInTime } from './answer-in-time';
import type { Words } from './words';

/** The words to search for. */
interface SearchExpectation {
  readonly type: 'search';
}
declare module './dialog' {
  interface Expectations {
    search: SearchExpectation;
  }
}

const MAX_QUERY_LENGTH = 100;

interface Found {
  readonly query: string;
  readonly snapshot: CatalogSnapshot;
  readonly page: ItemPage;
  /** Set when nothing was found. */
  readonly nearest: NearestGoods | undefined;
}

/** Goods by their names and codes. */
@Injectable()
export class SearchFlow {
  static readonly actions = searchActions;
  static readonly words: Words = ({ catalog }) => [[catalog.search, { type: 'startSearch' }]];
  readonly taps: Taps<SearchAction> = {
    startSearch: (turn) => this.start(turn),
    openSearch: (turn, { page }) => this.open(turn, page),
  };
  readonly hears: Hears<SearchExpectation> = {
    search: {
      text: (turn, { text, messageId }) => {
        turn.dialog = remember(turn.dialog, messageId, { type: 'search' });
        return this.search(turn, text);
      },
    },
  };
  readonly edits: Edits<Extract<Answer, { type: 'search' }>> = {
    search: (turn, _answer, { text }) =>
      text !== undefined && turn.dialog.expects.type === 'search' ? this.search(turn, text) : {},
  };

  constructor(
    private readonly catalog: CatalogService,
    private readonly barcodes: BarcodeLookup,
    private readonly misses: SearchMisses,
    private readonly bought: BoughtGoods,
    private readonly carts: CartService,
    private readonly cards: ItemCards,
  ) {}

  /**
   * What is called as a person writes who was asked for nothing.
   * @returns undefined when there is nothing a little like it either: the person stays where they are
   */
  async find(turn: Turn, text: string, messageId: number): Promise<Reply | undefined> {
    const found = await this.lookFor(turn, queryOf(text), 0);
    await this.count(turn, found);
    const { page, nearest } = found;
    if (page.items.length + (nearest?.items.length ?? 0) + (nearest?.groups.length ?? 0) === 0) {
      return undefined;
    }
    turn.dialog = remember(turn.dialog, messageId, { type: 'search' });
    return this.show(turn, found);
  }

  /** The same for what is more likely something else: only what was found counts, and nothing is missed. */
  async findExactly(turn: Turn, text: string, messageId: number): Promise<Reply | undefined> {
    const found = await this.lookFor(turn, queryOf(text), 0);
    if (found.page.items.length === 0) return undefined;
    turn.dialog = remember(turn.dialog, messageId, { type: 'search' });
    return this.show(turn, found);
  }

  private start(turn: Turn): Reply {
    const back = leave(turn);
    moveTo(turn, { type: 'startSearch' }, { expects: { type: 'search' } });
    return { screen: searchPromptScreen(turn.t, back) };
  }

  private async search(turn: Turn, text: string): Promise<Reply> {
    const found = await this.lookFor(turn, queryOf(text), 0);
    await this.count(turn, found);
    return this.show(turn, found);
  }

  /** A page of what was found last. */
  async open(turn: Turn, page: number): Promise<Reply> {
    const query = turn.dialog.search;
    if (query === undefined) return { ...this.start(turn), toast: turn.t.catalog.searchExpired };
    return this.show(turn, await this.lookFor(turn, query, page));
  }

  private async show(turn: Turn, { query, snapshot, page, nearest }: Found): Promise<Reply> {
    const back = leave(turn);
    turn.dialog = { ...turn.dialog, search: query };
    const [first] = page.items;
    if (first && goodsView(turn, snapshot) === 'cards') {
      return this.cards.show(turn, snapshot, first, { type: 'foundCards' });
    }
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    moveTo(turn, { type: 'openSearch', page: page.page }, { expects: { type: 'search' } });
    return { screen: searchScreen(viewOf(turn, snapshot), { query, ...page, nearest, cart, back }) };
  }

  private async lookFor(turn: Turn, query: string, page: number): Promise<Found> {
    const { tenant } = turn;
    const size = tenant.settings.catalogPageSize;
    const [bought] = await Promise.all([this.bought.of(tenant.id), this.catalog.prepareSearch(tenant)]);
    const pageOf = (of: CatalogSnapshot): ItemPage => itemPage(of.search(query, bought), page, size);
    const snapshot = await this.catalog.snapshot(tenant, (read) => idsOf(pageOf(read).items));
    const known = snapshot.search(query, bought);
    if (known.length === 0 && snapshot.progress) turn.dialog = { ...turn.dialog, search: query };
    unlessBeingRead(snapshot, known[0], { type: 'openSearch', page });
    const items = known.length > 0 ? known : await this.byBarcode(turn, snapshot, query);
    const nearest = items.length > 0 ? undefined : snapshot.nearest(query, bought);
    return { query, snapshot, page: itemPage(items, page, size), nearest };
  }

  /** An empty search, when it was typed: pages of it, or a way back to it, are no second one. */
  private async count(turn: Turn, { query, snapshot, nearest }: Found): Promise<void> {
    if (nearest && !snapshot.progress) await this.misses.count(turn.tenant, query);
  }

  /** @throws UserError `regosUnavailable` when only REGOS could tell, and does not in time */
  private async byBarcode(
    turn: Turn,
    snapshot: CatalogSnapshot,
    query: string,
  ): Promise<readonly CatalogItem[]> {
    const asked = await answerInTime(this.barcodes.find(turn.tenant, snapshot, query));
    if (!asked) throw new UserError('regosUnavailable');
    return asked;
  }
}

/** Keeps in mind where the person was before the search. @returns the way back there */
function leave(turn: Turn): Action {
  const { place } = turn.dialog;
  const isOfSearch = place.type === 'startSearch' || place.type === 'openSearch' || isFound(place);
  const isOfGoods = place.type === 'openGroup' || place.type === 'openCatalog' || place.type === 'openItem';
  const from = isOfSearch ? turn.dialog.searchFrom : isOfGoods ? place : undefined;
  const back: Action = from ?? { type: 'openCatalog', page: 0 };
  turn.dialog = { ...turn.dialog, searchFrom: back };
  return back;
}

/** The card of what was found. */
function isFound(place: Action): boolean {
  return place.type === 'openItem' && (place.origin.type === 'search' || place.origin.type === 'foundCards');
}

function queryOf(text: string): string {
  return text.trim().slice(0, MAX_QUERY_LENGTH);
}
