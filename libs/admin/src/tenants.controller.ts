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
  ApiBadRequestResponse,
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
import { AdminController } from './admin-route';
import { IdPipe } from './id.pipe';
import { fromCursor, PageQuery, toPage } from './page';
import { Problem } from './problem';
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
  constructor(private readonly tenants: TenantService) {}

  @Get()
  @ApiOperation({ summary: 'Tenants, newest first' })
  @ApiOkResponse({ type: TenantPageDto })
  async list(@Query() { limit, cursor }: PageQuery): Promise<TenantPageDto> {
    const after = fromCursor(cursor);
    const tenants = await this.tenants.list(limit + 1, after && { createdAt: after.at, id: after.id });
    const page = toPage(tenants, limit, (tenant) => ({ at: tenant.createdAt, id: tenant.id }), toTenantDto);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Post()
  @ApiOperation({ summary: 'Register a shop by hand' })
  @ApiCreatedResponse({ type: TenantDto })
  @ApiBadRequestResponse({ type: Problem })
  @ApiConflictResponse({ type: Problem, description: 'The connection has a tenant already' })
  async register(
    @Body() body: NewTenantDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TenantDto> {
    const { connectedIntegrationId, name } = body;
    const settings = body.settings ? settingsFromBody(body.settings, 'settings.') : {};
    const { tenant, created } = await this.tenants.register({
      connectedIntegrationId,
      name: name ?? undefined,
      settings,
    });
    if (!created)
      throw new ConflictException(`The connection is registered already, as tenant ${tenant.id}.`);
    response.setHeader('Location', `/admin/v1/tenants/${tenant.id}`);
    return toTenantDto(tenant);
  }

  @Get(':id')
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse({ type: Problem })
  async get(@Param('id', IdPipe) id: string): Promise<TenantDto> {
    return toTenantDto(await this.tenants.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Rename' })
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse({ type: Problem })
  async change(@Param('id', IdPipe) id: string, @Body() { name }: TenantChangesDto): Promise<TenantDto> {
    return toTenantDto(await this.tenants.rename(id, name));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Stop the bot and remove the tenant; its orders are kept' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ type: Problem })
  async remove(@Param('id', IdPipe) id: string): Promise<void> {
    await this.tenants.remove(id);
  }

  @Post(':id/enable')
  @HttpCode(200)
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse({ type: Problem })
  async enable(@Param('id', IdPipe) id: string): Promise<TenantDto> {
    return toTenantDto(await this.tenants.enable(id));
  }

  @Post(':id/disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the bot say that the shop is closed for now; nothing is deleted' })
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse({ type: Problem })
  async disable(@Param('id', IdPipe) id: string): Promise<TenantDto> {
    return toTenantDto(await this.tenants.disable(id));
  }

  @Get(':id/settings')
  @ApiOperation({ summary: 'The values that count, secrets masked' })
  @ApiOkResponse(SETTINGS_SCHEMA)
  @ApiNotFoundResponse({ type: Problem })
  settings(@Param('id', IdPipe) id: string): Promise<SettingValues> {
    return this.tenants.settings(id);
  }

  @Put(':id/settings')
  @ApiOperation({
    summary: 'Replace the values set by hand',
    description: "Where none is set by hand, REGOS's value counts. A masked secret stays as it is.",
  })
  @ApiBody(SETTINGS_SCHEMA)
  @ApiOkResponse(SETTINGS_SCHEMA)
  @ApiBadRequestResponse({ type: Problem })
  @ApiNotFoundResponse({ type: Problem })
  async putSettings(@Param('id', IdPipe) id: string, @Body() body: object): Promise<SettingValues> {
    await this.tenants.putSettings(id, settingsFromBody(body));
    return this.tenants.settings(id);
  }
}
