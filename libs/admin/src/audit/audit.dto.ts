import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import type { AuditEntry } from './audit-trail';
import { IsInstant, IsLine } from '../http/input-text';
import { CURSOR_EXAMPLE, PageQuery, type Page } from '../http/page';

const KEY_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const TENANT_ID = '9b2f7c1e-3d54-4a86-8f0e-5c1d2b3a4e5f';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', example: TENANT_ID })
  @IsOptional()
  @IsUUID()
  tenantId?: string;

  @ApiPropertyOptional({ example: 'Support desk', description: 'Id or name of a key, or regos, or service' })
  @IsOptional()
  @IsLine(100)
  actor?: string;

  @ApiPropertyOptional({ example: '2026-11-23', description: 'A day or an instant; included' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-24T00:00:00Z', description: 'A day or an instant; not included' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

class ActorDto {
  @ApiProperty({
    example: KEY_ID,
    description: 'Of the key; `regos` for what REGOS has changed, `service` for what followed from a change',
  })
  id!: string;

  @ApiProperty({ example: 'Support desk' })
  name!: string;
}

class AuditEntryDto {
  @ApiProperty({ format: 'uuid', example: '1f0e9d8c-7b6a-4594-8372-615f4e3d2c1b' })
  id!: string;

  @ApiProperty({ example: '2026-11-23T09:00:00.000Z' })
  at!: string;

  @ApiProperty({ type: ActorDto })
  actor!: ActorDto;

  @ApiProperty({ example: 'tenant.settings' })
  action!: string;

  @ApiProperty({ format: 'uuid', example: TENANT_ID, nullable: true, type: String })
  tenantId!: string | null;

  @ApiProperty({ format: 'uuid', example: TENANT_ID, description: 'Of the tenant, order or key' })
  subjectId!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { keys: ['BOT_TOKEN', 'STOCK_ID'] },
    description: 'What changed, never a secret',
  })
  detail!: unknown;
}

export class AuditPageDto implements Page<AuditEntryDto> {
  @ApiProperty({ type: [AuditEntryDto] })
  items!: AuditEntryDto[];

  @ApiProperty({ type: String, nullable: true, example: CURSOR_EXAMPLE })
  nextCursor!: string | null;
}

export function toAuditEntryDto({ actor, actorName, at, ...entry }: AuditEntry): AuditEntryDto {
  const { id, action, tenantId, subjectId, detail } = entry;
  return {
    id,
    at: at.toISOString(),
    actor: { id: actor, name: actorName },
    action,
    tenantId,
    subjectId,
    detail,
  };
}
