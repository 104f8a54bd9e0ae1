import { Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { LinkRepository } from '@rto/orders';
import { TenantService } from '@rto/settings';
import { AdminController, NeedsScope } from '../access/admin-route';
import { IdPipe } from '../http/id.pipe';
import { askedLink, LinksDto, LinksQuery, toLinkDto } from './link.dto';

/** Links shown when none is asked for. */
const MOST_USED = 100;

/** Read with the orders: what links sold is told. */
@AdminController('links', 'tenants/:id/links')
export class LinksController {
  constructor(
    private readonly links: LinkRepository,
    private readonly tenants: TenantService,
  ) {}

  @Get()
  @NeedsScope('orders:read')
  @ApiOperation({
    summary: 'A link into the bot of a shop: address, QR code, how often it was used and what it sold',
    description:
      'One of `itemId`, `groupId`, `promo`, or `campaign` behind it or alone. Without `campaign` the figures are of ' +
      'all campaigns, with `campaign` alone of all that it leads to. Without a parameter: the links that are used most.',
  })
  @ApiOkResponse({ type: LinksDto })
  @ApiNotFoundResponse()
  async list(@Param('id', IdPipe) id: string, @Query() query: LinksQuery): Promise<LinksDto> {
    const { id: tenantId, bot } = await this.tenants.get(id);
    const asked = askedLink(query);
    const found = asked
      ? [{ ...(await this.links.figuresOf(tenantId, partsOf(asked))), ...asked }]
      : await this.links.mostUsed(tenantId, MOST_USED);
    return { items: await Promise.all(found.map((link) => toLinkDto(link, link, bot?.username))) };
  }
}

function partsOf({
  link,
  source,
}: {
  link: string;
  source: string;
}): Partial<{ link: string; source: string }> {
  return { ...(link !== '' && { link }), ...(source !== '' && { source }) };
}
