import {
  Body,
  ConflictException,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { TenantService, type SettingValues } from '@rto/settings';
import type { Response } from 'express';
import type { AdminKey } from '../access/admin-key';
import { AdminController, NeedsScope } from '../access/admin-route';
import { CurrentKey } from '../access/api-key.guard';
import { AuditTrail } from '../audit/audit-trail';
import { IdPipe } from '../http/id.pipe';
import { fromCursor, PageQuery, toPage } from '../http/page';
import { settingsFromBody } from './settings-body';
import { NewTenantDto, TenantChangesDto, TenantDto, TenantPageDto, toTenantDto } from './tenant.dto';

const SETTINGS_SCHEMA = {
  schema: {
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { BOT_TOKEN: '********', PRICE_TYPE_ID: '1', STOCK_ID: '1' },
  },
};

@AdminController('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantService,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @NeedsScope('tenants:read')
  @ApiOperation({ summary: 'Tenants, newest first' })
  @ApiOkResponse({ type: TenantPageDto })
  async list(@Query() { limit, cursor }: PageQuery): Promise<TenantPageDto> {
    const after = fromCursor(cursor);
    const tenants = await this.tenants.list(limit + 1, after && { createdAt: after.at, id: after.id });
    return toPage(tenants, limit, (tenant) => ({ at: tenant.createdAt, id: tenant.id }), toTenantDto);
  }

  @Post()
  @NeedsScope('tenants:write')
  @ApiOperation({ summary: 'Register a shop by hand' })
  @ApiCreatedResponse({ type: TenantDto })
  @ApiConflictResponse({ description: 'The connection has a tenant already' })
  async register(
    @Body() body: NewTenantDto,
    @CurrentKey() by: AdminKey,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TenantDto> {
    const { connectedIntegrationId, name } = body;
    const settings = body.settings ? settingsFromBody(body.settings, 'settings.') : {};
    const { tenant, created } = await this.tenants.register(
      { connectedIntegrationId, name: name ?? undefined, settings },
      this.audit.along(by, 'tenant.register', { name: name ?? null, settings: Object.keys(settings) }),
    );
    if (!created)
      throw new ConflictException(`The connection is registered already, as tenant ${tenant.id}.`);
    response.setHeader('Location', `/admin/v1/tenants/${tenant.id}`);
    return toTenantDto(tenant);
  }

  @Get(':id')
  @NeedsScope('tenants:read')
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse()
  async get(@Param('id', IdPipe) id: string): Promise<TenantDto> {
    return toTenantDto(await this.tenants.get(id));
  }

  @Patch(':id')
  @NeedsScope('tenants:write')
  @ApiOperation({ summary: 'Rename' })
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse()
  async change(
    @Param('id', IdPipe) id: string,
    @Body() { name }: TenantChangesDto,
    @CurrentKey() by: AdminKey,
  ): Promise<TenantDto> {
    return toTenantDto(await this.tenants.rename(id, name, this.audit.along(by, 'tenant.rename', { name })));
  }

  @Delete(':id')
  @HttpCode(204)
  @NeedsScope('tenants:write')
  @ApiOperation({ summary: 'Stop the bot and remove the tenant; its orders are kept' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  async remove(@Param('id', IdPipe) id: string, @CurrentKey() by: AdminKey): Promise<void> {
    await this.tenants.remove(id, this.audit.along(by, 'tenant.remove'));
  }

  @Post(':id/enable')
  @HttpCode(200)
  @NeedsScope('tenants:write')
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse()
  async enable(@Param('id', IdPipe) id: string, @CurrentKey() by: AdminKey): Promise<TenantDto> {
    return toTenantDto(await this.tenants.enable(id, this.audit.along(by, 'tenant.enable')));
  }

  @Post(':id/disable')
  @HttpCode(200)
  @NeedsScope('tenants:write')
  @ApiOperation({ summary: 'Let the bot say that the shop is closed for now; nothing is deleted' })
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse()
  async disable(@Param('id', IdPipe) id: string, @CurrentKey() by: AdminKey): Promise<TenantDto> {
    return toTenantDto(await this.tenants.disable(id, this.audit.along(by, 'tenant.disable')));
  }

  @Get(':id/settings')
  @NeedsScope('tenants:read')
  @ApiOperation({ summary: 'The values that count, secrets masked' })
  @ApiOkResponse(SETTINGS_SCHEMA)
  @ApiNotFoundResponse()
  settings(@Param('id', IdPipe) id: string): Promise<SettingValues> {
    return this.tenants.settings(id);
  }

  @Put(':id/settings')
  @NeedsScope('tenants:write')
  @ApiOperation({
    summary: 'Replace the values set by hand',
    description: "Where none is set by hand, REGOS's value counts. A masked secret stays as it is.",
  })
  @ApiBody(SETTINGS_SCHEMA)
  @ApiOkResponse(SETTINGS_SCHEMA)
  @ApiNotFoundResponse()
  async putSettings(
    @Param('id', IdPipe) id: string,
    @Body() body: object,
    @CurrentKey() by: AdminKey,
  ): Promise<SettingValues> {
    const values = settingsFromBody(body);
    const along = this.audit.along(by, 'tenant.settings', { settings: Object.keys(values) });
    await this.tenants.putSettings(id, values, along);
    return this.tenants.settings(id);
  }
}
