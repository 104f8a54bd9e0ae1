import { Injectable } from '@nestjs/common';
import { CartService, recheck } from '@rto/cart';
import { CatalogService } from '@rto/catalog';
import { ShopperRepository } from '@rto/customers';
import { Clock, PermanentError, RetryableError } from '@rto/kernel';
import { quietUntil } from '@rto/news';
import type { NewsNotice, PendingNotice } from '@rto/orders';
import { askRatingScreen, cartReminderScreen, formats, texts, type Screen } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import { ChatUnreachableError } from '../client/telegram-errors';

/** What reminds people, by the time it is sent: of what lies in their cart then, at the prices of then. */
@Injectable()
export class ReminderScreens {
  constructor(
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
    private readonly shoppers: ShopperRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws PermanentError when there is nothing to remind of, or the person wants no news */
  async of(
    tenant: Tenant,
    { chatId }: Pick<PendingNotice, 'chatId'>,
    content: Exclude<NewsNotice, { type: 'news' }>,
  ): Promise<Screen> {
    const now = this.clock.now();
    const until = quietUntil(now, tenant.settings.timeZone);
    if (until) throw new RetryableError('quiet hours', { retryAfterMs: until.getTime() - now.getTime() });
    const shopper = await this.shoppers.find(tenant.id, chatId);
    if (shopper?.blockedAt) throw new ChatUnreachableError('blocked since it was written');
    if (shopper?.newsOffAt) throw new PermanentError('the person wants no news');
    const language = shopper?.language ?? tenant.settings.defaultLanguage;
    const t = texts(language);
    if (content.type === 'askRating') return askRatingScreen(content.number, t);
    const cart = await this.carts.get(tenant.id, chatId);
    if (cart.lines.length === 0) throw new PermanentError('the cart is empty by now');
    const ids = cart.lines.map(({ itemId }) => itemId);
    const differences = recheck(cart, await this.catalog.current(tenant, ids));
    return cartReminderScreen(cart, differences, t, formats(language, tenant.settings.timeZone));
  }
}
