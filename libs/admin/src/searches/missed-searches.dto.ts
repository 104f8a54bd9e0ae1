import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** So long they are kept. */
const MOST_DAYS = 31;
const USUAL_DAYS = 7;

export class MissedSearchesQuery {
  @ApiPropertyOptional({
    example: USUAL_DAYS,
    minimum: 1,
    maximum: MOST_DAYS,
    default: USUAL_DAYS,
    description: 'Days by the clock of the shop, today among them',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  days: number = USUAL_DAYS;
}

export class MissedSearchDto {
  @ApiProperty({ example: 'кола', description: 'As it was typed, in small letters' })
  query!: string;

  @ApiProperty({ example: 3 })
  times!: number;
}

export class MissedSearchesDto {
  @ApiProperty({ example: USUAL_DAYS })
  days!: number;

  @ApiProperty({ type: [MissedSearchDto] })
  items!: MissedSearchDto[];
}
