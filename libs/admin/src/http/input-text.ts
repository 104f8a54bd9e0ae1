import { applyDecorators } from '@nestjs/common';
import { IsISO8601, Length, Matches } from 'class-validator';
import { FieldsException } from './problem';

/** No control characters and no half of a surrogate pair: the database takes neither. */
const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
/** In a century that the database, and we, can handle. */
const INSTANT = /^20\d\d-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** One line of text, of 1 to `length` characters. */
export function IsLine(length: number): PropertyDecorator {
  return applyDecorators(
    Length(1, length),
    Matches(PLAIN, { message: '$property must be text without control characters' }),
  );
}

/** A day (its midnight in UTC), or an instant with its zone. */
export function IsInstant(): PropertyDecorator {
  return applyDecorators(
    IsISO8601({ strict: true }),
    Matches(INSTANT, { message: '$property must be like 2026-11-23 or 2026-11-23T09:00:00Z' }),
  );
}

/** @throws FieldsException for what `IsInstant` lets through and no calendar has, like a leap second */
export function instantOf(text: string | null | undefined, field: string): Date | undefined {
  if (text === undefined || text === null) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()))
    throw new FieldsException([{ field, message: `${field} is no instant` }]);
  return instant;
}
