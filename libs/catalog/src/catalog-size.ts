import { Injectable, Logger } from '@nestjs/common';
import { errorMessage, type TenantId } from '@rto/kernel';
import { connectionProblem, TenantService } from '@rto/settings';
import type { CatalogData } from './catalog-item';

const PROBLEM = 'catalogue_too_large';

/** Tells a shop in its problems that not all of its goods are shown, and takes it back. */
@Injectable()
export class CatalogSize {
  private readonly logger = new Logger(CatalogSize.name);

  constructor(private readonly tenants: TenantService) {}

  /** Never rejects: the reading succeeded all the same. */
  async tell(tenantId: TenantId, { isCut = false, items }: CatalogData): Promise<void> {
    try {
      const { problems } = await this.tenants.get(tenantId);
      const isKnown = problems.some(({ code }) => code === PROBLEM);
      if (isCut && !isKnown) {
        await this.tenants.reportProblem(tenantId, connectionProblem(PROBLEM, String(items.length)));
      }
      if (!isCut && isKnown) await this.tenants.clearProblem(tenantId, PROBLEM);
    } catch (error) {
      this.logger.warn({ tenantId, message: `the size was not told: ${errorMessage(error)}` });
    }
  }
}
