import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TENANT_STATES, type Tenant, type TenantProblem, type TenantState } from '@rto/settings';
import { IsObject, IsOptional, Matches } from 'class-validator';
import { IsLine } from '../http/input-text';
import { CURSOR_EXAMPLE, type Page } from '../http/page';

const NAME = 'Chilonzor market';
const SETTINGS = {
  BOT_TOKEN: '123456789:AAExampleTokenFromBotFather-0123456',
  PRICE_TYPE_ID: '1',
  STOCK_ID: '1',
};

export class NewTenantDto {
  @ApiProperty({
    example: '0123456789abcdef0123456789abcdef',
    description: 'connected_integration_id of REGOS',
  })
  @Matches(/^[A-Za-z0-9_-]{1,64}$/, {
    message: 'connectedIntegrationId must be 1 to 64 letters, digits, "-" or "_"',
  })
  connectedIntegrationId!: string;

  @ApiPropertyOptional({ example: NAME })
  @IsOptional()
  @IsLine(200)
  name?: string;

  @ApiPropertyOptional({
    example: SETTINGS,
    description: 'They win over the settings in REGOS; none given: those are read',
    type: 'object',
    additionalProperties: { type: 'string' },
  })
  @IsOptional()
  @IsObject()
  settings?: Record<string, unknown>;
}

export class TenantChangesDto {
  @ApiProperty({ example: NAME })
  @IsLine(200)
  name!: string;
}

export class LocalizedDto {
  @ApiProperty({ example: 'Не заполнено поле «Склад». Выберите значение в настройках интеграции.' })
  ru!: string;

  @ApiProperty({ example: '«Ombor» maydoni toʻldirilmagan. Integratsiya sozlamalarida qiymatni tanlang.' })
  uz!: string;

  @ApiProperty({ example: '“Stock” is empty. Choose a value in the settings of the integration.' })
  en!: string;
}

class TenantProblemDto {
  @ApiProperty({
    example: 'STOCK_ID',
    nullable: true,
    type: String,
    description: 'null: about the connection',
  })
  key!: string | null;

  @ApiProperty({ example: 'missing' })
  code!: string;

  @ApiProperty({ type: LocalizedDto })
  message!: LocalizedDto;
}

class BotDto {
  @ApiProperty({ example: 'chilonzor_market_bot' })
  username!: string;

  @ApiProperty({ example: 123456789 })
  id!: number;
}

export class TenantDto {
  @ApiProperty({ format: 'uuid', example: '9b2f7c1e-3d54-4a86-8f0e-5c1d2b3a4e5f' })
  id!: string;

  @ApiProperty({ example: NAME })
  name!: string;

  @ApiProperty({ enum: TENANT_STATES, example: 'active' })
  state!: TenantState;

  @ApiProperty({ type: [TenantProblemDto] })
  problems!: TenantProblemDto[];

  @ApiProperty({ type: BotDto, nullable: true })
  bot!: BotDto | null;

  @ApiProperty({ example: '2026-11-23T09:00:00.000Z' })
  createdAt!: string;

  @ApiProperty({ example: '2026-11-23T09:00:00.000Z' })
  updatedAt!: string;
}

export class TenantPageDto implements Page<TenantDto> {
  @ApiProperty({ type: [TenantDto] })
  items!: TenantDto[];

  @ApiProperty({ type: String, nullable: true, example: CURSOR_EXAMPLE })
  nextCursor!: string | null;
}

/** Never the connection id: it works like a password. */
export function toTenantDto(tenant: Tenant): TenantDto {
  return {
    id: tenant.id,
    name: tenant.name,
    state: tenant.state,
    problems: tenant.problems.map(toProblemDto),
    bot: tenant.bot ? { username: tenant.bot.username, id: tenant.bot.id } : null,
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
  };
}

function toProblemDto({ key, code, message }: TenantProblem): TenantProblemDto {
  return { key: key ?? null, code, message: { ru: message.ru, uz: message.uz, en: message.en } };
}
