import {
  Body,
  ConflictException,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { Clock } from '@rto/kernel';
import { FIRST_KEY, type AdminKey } from '../access/admin-key';
import { AdminKeys } from '../access/admin-keys';
import { AdminController, NeedsScope } from '../access/admin-route';
import { CurrentKey } from '../access/api-key.guard';
import { AuditTrail } from '../audit/audit-trail';
import { IdPipe } from '../http/id.pipe';
import { instantOf } from '../http/input-text';
import { CreatedKeyDto, KeyPageDto, NewKeyDto, toKeyDto } from './key.dto';
import { fromCursor, PageQuery, toPage } from '../http/page';
import { FieldsException } from '../http/problem';

@AdminController('keys')
export class KeysController {
  constructor(
    private readonly keys: AdminKeys,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  @Get()
  @NeedsScope('admin')
  @ApiOperation({ summary: 'Live and expired keys, newest first, ADMIN_API_KEY last' })
  @ApiOkResponse({ type: KeyPageDto })
  async list(@Query() { limit, cursor }: PageQuery): Promise<KeyPageDto> {
    const keys = await this.keys.page(limit + 1, fromCursor(cursor));
    return toPage(keys, limit, (key) => ({ at: key.createdAt, id: key.id }), toKeyDto);
  }

  @Post()
  @NeedsScope('admin')
  @ApiOperation({ summary: 'Make a key; the answer is the only place where it can be read' })
  @ApiCreatedResponse({ type: CreatedKeyDto })
  async create(@Body() body: NewKeyDto, @CurrentKey() by: AdminKey): Promise<CreatedKeyDto> {
    const { name, scopes } = body;
    const expiresAt = instantOf(body.expiresAt, 'expiresAt');
    if (expiresAt && expiresAt <= this.clock.now()) {
      throw new FieldsException([{ field: 'expiresAt', message: 'expiresAt must be in the future' }]);
    }
    const detail = { name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
    const along = this.audit.along(by, 'key.create', detail);
    const created = await this.keys.create({ name, scopes, expiresAt }, along);
    return { ...toKeyDto(created), key: created.text };
  }

  @Delete(':id')
  @HttpCode(204)
  @NeedsScope('admin')
  @ApiOperation({ summary: 'Revoke a key: refused from the next request on' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'ADMIN_API_KEY is changed where the environment is' })
  async revoke(@Param('id', IdPipe) id: string, @CurrentKey() by: AdminKey): Promise<void> {
    if (id === FIRST_KEY.id) {
      throw new ConflictException('ADMIN_API_KEY is no key of the API: change it in the environment.');
    }
    const isRevoked = await this.keys.revoke(id, this.audit.along(by, 'key.revoke'));
    if (!isRevoked) throw new NotFoundException('There is no such key.');
  }
}
