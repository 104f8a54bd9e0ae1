import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AdminController, NeedsScope } from '../access/admin-route';
import { AuditTrail } from './audit-trail';
import { AuditPageDto, AuditQuery, toAuditEntryDto } from './audit.dto';
import { instantOf } from '../http/input-text';
import { fromCursor, toPage } from '../http/page';

@AdminController('audit')
export class AuditController {
  constructor(private readonly audit: AuditTrail) {}

  @Get()
  @NeedsScope('admin')
  @ApiOperation({ summary: 'Changes made over this API, newest first' })
  @ApiOkResponse({ type: AuditPageDto })
  async list(@Query() { tenantId, actor, from, to, limit, cursor }: AuditQuery): Promise<AuditPageDto> {
    const filter = { tenantId, actor, from: instantOf(from, 'from'), to: instantOf(to, 'to') };
    const entries = await this.audit.page(filter, limit + 1, fromCursor(cursor));
    return toPage(entries, limit, ({ at, id }) => ({ at, id }), toAuditEntryDto);
  }
}
