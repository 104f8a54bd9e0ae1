import { ApiProperty } from '@nestjs/swagger';
import type { NamedBy, Owner } from '@rto/settings';
import { IsInt, Max, Min } from 'class-validator';

const NAMED_BY: readonly NamedBy[] = ['code', 'invitation', 'operator'];

export class NewOwnerDto {
  @ApiProperty({
    example: 5000000001,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Their own chat with the bot: the number of their account at Telegram',
  })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  chatId!: number;
}

export class OwnerDto {
  @ApiProperty({ example: 5000000001 })
  chatId!: number;

  @ApiProperty({
    example: 'Aziz',
    nullable: true,
    type: String,
    description: 'Null until they open «Мой магазин»',
  })
  name!: string | null;

  @ApiProperty({ enum: NAMED_BY, example: 'code' })
  namedBy!: NamedBy;

  @ApiProperty({ example: '2026-11-23T09:00:00.000Z' })
  since!: Date;
}

export class OwnersDto {
  @ApiProperty({ type: [OwnerDto] })
  items!: OwnerDto[];
}

export function toOwnerDto({ chatId, name, namedBy, since }: Owner): OwnerDto {
  return { chatId, name: name ?? null, namedBy, since };
}
