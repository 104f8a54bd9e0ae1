import { Delete, Get, HttpCode, NotFoundException, Param } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { People } from '@rto/people';
import { TenantService } from '@rto/settings';
import type { AdminKey } from '../access/admin-key';
import { AdminController, NeedsScope } from '../access/admin-route';
import { CurrentKey } from '../access/api-key.guard';
import { AuditTrail } from '../audit/audit-trail';
import { ChatIdPipe } from './chat-id.pipe';
import { IdPipe } from '../http/id.pipe';
import { PersonDto, toPersonDto } from './person.dto';

/** Nowhere else does this API give a phone or an address away: it takes the scope that includes all others. */
@AdminController('people', 'tenants/:id/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly tenants: TenantService,
    private readonly audit: AuditTrail,
  ) {}

  @Get(':chatId')
  @NeedsScope('admin')
  @ApiOperation({ summary: 'Everything that is kept of a person in a shop' })
  @ApiOkResponse({ type: PersonDto })
  @ApiNotFoundResponse()
  async get(
    @Param('id', IdPipe) id: string,
    @Param('chatId', ChatIdPipe) chatId: number,
    @CurrentKey() by: AdminKey,
  ): Promise<PersonDto> {
    const { id: tenantId } = await this.tenants.get(id);
    const found = await this.people.find(tenantId, chatId);
    if (!found) throw new NotFoundException('Nothing is kept of this person.');
    await this.audit.read(by, tenantId); // as when they are forgotten, it does not say who it was
    return toPersonDto(chatId, found);
  }

  @Delete(':chatId')
  @HttpCode(204)
  @NeedsScope('admin')
  @ApiOperation({
    summary: 'Forget a person in a shop',
    description: 'Their orders stay as accounts, without name, phone, address, note, place and chat.',
  })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'REGOS does not have an order of the person yet' })
  async forget(
    @Param('id', IdPipe) id: string,
    @Param('chatId', ChatIdPipe) chatId: number,
    @CurrentKey() by: AdminKey,
  ): Promise<void> {
    const { id: tenantId } = await this.tenants.get(id);
    if (!(await this.people.find(tenantId, chatId)))
      throw new NotFoundException('Nothing is kept of this person.');
    // whom it was must not stay behind in the audit
    await this.people.forget(tenantId, chatId, this.audit.along(by, 'person.forget', {}, tenantId));
  }
}
