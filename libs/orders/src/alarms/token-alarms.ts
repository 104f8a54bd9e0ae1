import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { errorMessage, type TenantId } from '@rto/kernel';
import { isClosed, TenantService } from '@rto/settings';
import { LRUCache } from 'lru-cache';
import type { Subscription } from 'rxjs';

const CODES = ['token_rejected', 'token_in_use'];

/** Bots that cannot speak any more: whoever runs the service reads it in its log, and tells the shop. */
@Injectable()
export class TokenAlarms implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(TokenAlarms.name);
  private readonly told = new LRUCache<TenantId, true>({ max: 10_000 });
  private changes: Subscription | undefined;

  constructor(private readonly tenants: TenantService) {}

  onApplicationBootstrap(): void {
    this.changes = this.tenants.changes.subscribe((tenantId) => {
      this.look(tenantId).catch((error: unknown) => {
        this.logger.warn({ tenantId, message: `its bot is not looked at: ${errorMessage(error)}` });
      });
    });
  }

  onApplicationShutdown(): void {
    this.changes?.unsubscribe();
  }

  private async look(tenantId: TenantId): Promise<void> {
    const tenant = await this.tenants.get(tenantId);
    const problem = tenant.problems.find(({ code }) => CODES.includes(code));
    if (!problem || isClosed(tenant)) {
      this.told.delete(tenantId);
    } else if (!this.told.has(tenantId)) {
      this.told.set(tenantId, true);
      this.logger.warn({ tenantId, message: `the bot of the shop is silent: ${problem.message.en}` });
    }
  }
}
