import { Injectable, Logger } from '@nestjs/common';
import { Clock, errorMessage, localDate } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { LinkRepository } from './link.repository';
import type { LinkKey } from './start-link';

/** Counts for a shop which links people come by, and nothing of who came. */
@Injectable()
export class LinkUses {
  private readonly logger = new Logger(LinkUses.name);

  constructor(
    private readonly links: LinkRepository,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: the person gets what the link leads to all the same. */
  async count({ id: tenantId, settings }: Tenant, link: LinkKey): Promise<void> {
    try {
      await this.links.count(tenantId, link, localDate(this.clock.now(), settings.timeZone));
    } catch (error) {
      this.logger.warn({ tenantId, message: `the use of a link was not counted: ${errorMessage(error)}` });
    }
  }
}
