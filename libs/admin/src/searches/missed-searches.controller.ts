import { Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { SearchMisses } from '@rto/catalog';
import { TenantService } from '@rto/settings';
import { AdminController, NeedsScope } from '../access/admin-route';
import { IdPipe } from '../http/id.pipe';
import { MissedSearchesDto, MissedSearchesQuery } from './missed-searches.dto';

@AdminController('searches', 'tenants/:id/missed-searches')
export class MissedSearchesController {
  constructor(
    private readonly misses: SearchMisses,
    private readonly tenants: TenantService,
  ) {}

  @Get()
  @NeedsScope('tenants:read')
  @ApiOperation({
    summary: 'What people looked for in a shop and did not find, the most frequent first',
    description:
      'Nothing of who did; texts that may be of a person are not counted. 200 different ones a day.',
  })
  @ApiOkResponse({ type: MissedSearchesDto })
  @ApiNotFoundResponse()
  async list(
    @Param('id', IdPipe) id: string,
    @Query() { days }: MissedSearchesQuery,
  ): Promise<MissedSearchesDto> {
    const items = await this.misses.lately(await this.tenants.get(id), days);
    return { days, items };
  }
}
