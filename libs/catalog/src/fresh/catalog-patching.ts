import { Injectable } from '@nestjs/common';
import { RetryableError, UserError } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { catalogKey, catalogSource, type CatalogSource } from '../catalog-source';
import { CatalogService } from '../catalog.service';
import { CatalogNews, type News } from './catalog-news';
import { DocumentLookUp } from './document-look-up';
import { FreshGoods } from './fresh-goods';
import { HotGoods } from './hot-goods';

/** Documents whose lines are read in a round: beyond, what people look at is all that can be kept fresh. */
const MAX_DOCUMENTS = 3;
/** Goods read in a round, in four calls. */
const MAX_GOODS = 1_000;

/** What the documents of a round are about. */
interface Named {
  readonly itemIds: readonly number[];
  /** Goods moved that are not among them. */
  readonly hasOthers: boolean;
  /** A document is so large that it is no matter of single goods. */
  readonly isLarge: boolean;
}

/** Looks into the news of a tenant's goods and reads again what they are about. */
@Injectable()
export class CatalogPatching {
  constructor(
    private readonly news: CatalogNews,
    private readonly documents: DocumentLookUp,
    private readonly hot: HotGoods,
    private readonly goods: FreshGoods,
    private readonly catalog: CatalogService,
  ) {}

  /** @throws RetryableError | PermanentError as REGOS answers; the news stay until they were looked into */
  async round(tenant: Tenant): Promise<void> {
    if (!(await this.news.claim(tenant.id))) throw new RetryableError('another round goes on for this shop');
    try {
      const pending = await this.news.pending(tenant.id);
      if (!pending) return;
      await this.lookInto(tenant, pending);
      await this.news.remove(tenant.id, pending);
    } finally {
      await this.news.release(tenant.id);
    }
  }

  private async lookInto(tenant: Tenant, news: News): Promise<void> {
    const source = sourceOf(tenant);
    if (!source) return;
    const key = catalogKey(source);
    const watched = await this.hot.of(tenant.id);
    if (!watched) {
      // nobody looks: the next visitor's goods are read when he comes
      await this.goods.doubt(key);
      return this.catalog.refresh(tenant.id);
    }
    const { itemIds, hasOthers, isLarge } = await this.named(source, news);
    if (hasOthers) await this.goods.doubt(key); // before the reading, which ends the doubt of its goods
    const ids = new Set([...news.itemIds, ...itemIds, ...(hasOthers ? watched : [])]);
    if (ids.size > 0) await this.goods.read(key, source, [...ids].slice(0, MAX_GOODS), true);
    if (isLarge || ids.size > MAX_GOODS) await this.catalog.refresh(tenant.id);
  }

  private async named(source: CatalogSource, { documents, stockMoved }: News): Promise<Named> {
    const isReadable = documents.length <= MAX_DOCUMENTS;
    const itemIds: number[] = [];
    let hasOthers = stockMoved || !isReadable;
    let isLarge = false;
    for (const document of isReadable ? documents : []) {
      const goods = await this.documents.goods(source.connection, document, source.stockId);
      if (goods?.isWhole) itemIds.push(...goods.itemIds);
      else hasOthers = true;
      isLarge ||= goods?.isWhole === false;
    }
    return { itemIds, hasOthers, isLarge };
  }
}

/** Undefined while the shop has not chosen price type and stock. */
function sourceOf(tenant: Tenant): CatalogSource | undefined {
  try {
    return catalogSource(tenant);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
