import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { FieldsException } from './problem';

export const CURSOR_EXAMPLE =
  'MjAyNi0xMS0yM1QwOTowMDowMC4wMDBaIDliMmY3YzFlLTNkNTQtNGE4Ni04ZjBlLTVjMWQyYjNhNGU1Zg';

export class PageQuery {
  @ApiPropertyOptional({ default: 20, minimum: 1, maximum: 100, example: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before', example: CURSOR_EXAMPLE })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

/** Place of a row in a list that is sorted by instant, then by id. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

export interface Page<T> {
  readonly items: T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** @param rows one more than the page holds, when there are more */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => Place,
  toItem: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: hasMore ? toCursor(place(last)) : null };
}

/** @throws FieldsException for anything `toPage` did not make */
export function fromCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [, at = '', id = ''] = CURSOR_TEXT.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const place = { at: new Date(at), id };
  if (Number.isNaN(place.at.getTime())) {
    throw new FieldsException([{ field: 'cursor', message: 'cursor must be the nextCursor of a page' }]);
  }
  return place;
}

const CURSOR_TEXT =
  /^(20\d\d-\d\d-\d\dT[\d:.]+Z) ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

function toCursor(place: Place): string {
  return Buffer.from(`${place.at.toISOString()} ${place.id}`).toString('base64url');
}
