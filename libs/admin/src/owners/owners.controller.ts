import {
  Body,
  ConflictException,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { UserError } from '@rto/kernel';
import { Owners, TenantService } from '@rto/settings';
import type { AdminKey } from '../access/admin-key';
import { AdminController, NeedsScope } from '../access/admin-route';
import { CurrentKey } from '../access/api-key.guard';
import { AuditTrail } from '../audit/audit-trail';
import { IdPipe } from '../http/id.pipe';
import { ChatIdPipe } from '../people/chat-id.pipe';
import { NewOwnerDto, OwnersDto, toOwnerDto } from './owner.dto';

/** Those who run a shop from Telegram. As with people, the audit does not say whom a line is about. */
@AdminController('owners', 'tenants/:id/owners')
export class OwnersController {
  constructor(
    private readonly owners: Owners,
    private readonly tenants: TenantService,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @NeedsScope('tenants:read')
  @ApiOperation({ summary: 'The owners of a shop, oldest first' })
  @ApiOkResponse({ type: OwnersDto })
  @ApiNotFoundResponse()
  async list(@Param('id', IdPipe) id: string): Promise<OwnersDto> {
    const { id: tenantId } = await this.tenants.get(id);
    return { items: (await this.owners.list(tenantId)).map(toOwnerDto) };
  }

  @Post()
  @HttpCode(200)
  @NeedsScope('tenants:write')
  @ApiOperation({
    summary: 'Name an owner; who is one stays one',
    description: 'The menu of the bot has «Мой магазин» for them from then on.',
  })
  @ApiOkResponse({ type: OwnersDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'The shop has ten owners already' })
  async name(
    @Param('id', IdPipe) id: string,
    @Body() { chatId }: NewOwnerDto,
    @CurrentKey() by: AdminKey,
  ): Promise<OwnersDto> {
    const { id: tenantId } = await this.tenants.get(id);
    const along = this.audit.along(by, 'owner.name', { by: 'operator' }, tenantId);
    try {
      await this.owners.name(tenantId, { chatId, namedBy: 'operator' }, along);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new ConflictException('The shop has ten owners, which is the most. Remove one of them first.');
    }
    return this.list(id);
  }

  @Delete(':chatId')
  @HttpCode(204)
  @NeedsScope('tenants:write')
  @ApiOperation({ summary: 'Remove an owner' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  async remove(
    @Param('id', IdPipe) id: string,
    @Param('chatId', ChatIdPipe) chatId: number,
    @CurrentKey() by: AdminKey,
  ): Promise<void> {
    const { id: tenantId } = await this.tenants.get(id);
    const along = this.audit.along(by, 'owner.remove', {}, tenantId);
    if (!(await this.owners.remove(tenantId, chatId, along))) {
      throw new NotFoundException('There is no such owner.');
    }
  }
}
