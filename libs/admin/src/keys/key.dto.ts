import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { FIRST_KEY, SCOPES, type AdminKey, type Scope } from '../access/admin-key';
import { IsInstant, IsLine } from '../http/input-text';
import { CURSOR_EXAMPLE, type Page } from '../http/page';

const KEY_SCOPES: readonly Scope[] = ['tenants:read', 'orders:read'];
const AT = '2026-11-23T09:00:00.000Z';

export class NewKeyDto {
  @ApiProperty({ example: 'Support desk' })
  @IsLine(100)
  name!: string;

  @ApiProperty({
    enum: SCOPES,
    isArray: true,
    example: KEY_SCOPES,
    description: '`admin` includes the others',
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes!: Scope[];

  @ApiPropertyOptional({
    example: '2099-01-01T00:00:00Z',
    nullable: true,
    type: String,
    description: 'From then on the key is refused; none: it lives until it is revoked',
  })
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;
}

class KeyDto {
  @ApiProperty({ format: 'uuid', example: '7c9e6679-7425-40de-944b-e07fc1f90ae7' })
  id!: string;

  @ApiProperty({ example: 'Support desk' })
  name!: string;

  @ApiProperty({ example: 'rto_5Tq2', description: 'How the key begins; empty for ADMIN_API_KEY' })
  hint!: string;

  @ApiProperty({ enum: SCOPES, isArray: true, example: KEY_SCOPES })
  scopes!: Scope[];

  @ApiProperty({ example: AT, nullable: true, type: String, description: 'null for ADMIN_API_KEY' })
  createdAt!: string | null;

  @ApiProperty({ example: null, nullable: true, type: String })
  expiresAt!: string | null;

  @ApiProperty({
    example: AT,
    nullable: true,
    type: String,
    description: 'Exact to a minute; not known of ADMIN_API_KEY',
  })
  lastUsedAt!: string | null;
}

export class CreatedKeyDto extends KeyDto {
  @ApiProperty({
    example: 'rto_5Tq2V6h0sYkKQx8mWf3LzEoJbN7uRcA1dGpXt4iMvUy_0aB1cD',
    description: 'The key. Shown this once.',
  })
  key!: string;
}

export class KeyPageDto implements Page<KeyDto> {
  @ApiProperty({ type: [KeyDto] })
  items!: KeyDto[];

  @ApiProperty({ type: String, nullable: true, example: CURSOR_EXAMPLE })
  nextCursor!: string | null;
}

export function toKeyDto(key: AdminKey): KeyDto {
  const { id, name, hint, scopes, createdAt, expiresAt, lastUsedAt } = key;
  return {
    id,
    name,
    hint,
    scopes: [...scopes],
    createdAt: id === FIRST_KEY.id ? null : createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
