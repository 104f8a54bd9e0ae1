import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CartService, type CartOwner } from '@rto/cart';
import { cartReminders, Database, databaseLater, databaseNow } from '@rto/database';
import { errorMessage } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { and, eq, sql } from 'drizzle-orm';
import type { Subscription } from 'rxjs';

/** A cart that nobody has touched for so long is left. */
const LEFT_AFTER_MS = 3 * 60 * 60_000;
/** A cart lives for a day from its last change: one that is touched later is another one. */
const CART_LIVES = sql`interval '1 day'`;

/** Notes which carts somebody may have left, in shops that remind of them: a row a cart, and none elsewhere. */
@Injectable()
export class CartReminders implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CartReminders.name);
  private subscription: Subscription | undefined;

  constructor(
    private readonly database: Database,
    private readonly carts: CartService,
    private readonly tenants: TenantService,
  ) {}

  onApplicationBootstrap(): void {
    this.subscription = this.carts.changes.subscribe((cart) => {
      this.note(cart).catch((error: unknown) => {
        const { tenantId } = cart;
        this.logger.warn({ tenantId, message: `nobody is reminded of a cart: ${errorMessage(error)}` });
      });
    });
  }

  onApplicationShutdown(): void {
    this.subscription?.unsubscribe();
  }

  /** A cart of which its person was reminded is not noted again while it lives, unless it was emptied. */
  async note({ tenantId, chatId, isEmpty }: CartOwner): Promise<void> {
    const { settings } = await this.tenants.get(tenantId);
    if (!settings.cartReminder) return;
    const database = this.database.of(tenantId);
    if (isEmpty) {
      await database
        .delete(cartReminders)
        .where(and(eq(cartReminders.tenantId, tenantId), eq(cartReminders.chatId, chatId)));
      return;
    }
    const dueAt = databaseLater(LEFT_AFTER_MS);
    await database
      .insert(cartReminders)
      .values({ tenantId, chatId, dueAt, changedAt: databaseNow() })
      .onConflictDoUpdate({
        target: [cartReminders.tenantId, cartReminders.chatId],
        set: {
          dueAt: sql`case when ${cartReminders.dueAt} is null
            and ${cartReminders.changedAt} > now() - ${CART_LIVES} then null else ${dueAt} end`,
          changedAt: databaseNow(),
        },
      });
  }
}
