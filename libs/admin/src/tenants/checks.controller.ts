import { HttpCode, Param, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { OrderQueries } from '@rto/orders';
import { SettingsDoctor } from '@rto/settings';
import { AdminController, NeedsScope } from '../access/admin-route';
import { CheckupDto, toCheckupDto } from './checkup.dto';
import { IdPipe } from '../http/id.pipe';
import { Problem } from '../http/problem';

/** Several: a single document may have been deleted. */
const LAST_ORDERS = 10;

@AdminController('tenants')
export class ChecksController {
  constructor(
    private readonly doctor: SettingsDoctor,
    private readonly orders: OrderQueries,
  ) {}

  @Post(':id/check')
  @HttpCode(200)
  @NeedsScope('tenants:read') // nothing is written, here or there
  @ApiOperation({
    summary: 'Check a shop: bot, REGOS, settings and first goods',
    description: 'A dry run: nothing is written to REGOS or Telegram. What could not be asked is a finding.',
  })
  @ApiOkResponse({ type: CheckupDto })
  @ApiNotFoundResponse({ type: Problem })
  async check(@Param('id', IdPipe) id: string): Promise<CheckupDto> {
    const last = await this.orders.page({ tenantId: id }, LAST_ORDERS);
    const made = last.flatMap(({ regosDocumentId, stockId }) =>
      regosDocumentId === undefined ? [] : [{ id: regosDocumentId, stockId }],
    );
    return toCheckupDto(await this.doctor.check(id, made));
  }
}
