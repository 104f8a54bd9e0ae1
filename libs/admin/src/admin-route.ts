import { applyDecorators, Controller, UseGuards, UsePipes, ValidationPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { ValidationError } from 'class-validator';
import { ApiKeyGuard } from './api-key.guard';
import { FieldsException } from './problem.filter';
import { Problem, type FieldError } from './problem';

const validation = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true, // refused, not dropped: a mistyped field must not look as if it worked
  exceptionFactory: (errors) => new FieldsException(fieldErrors(errors)),
});

/** A controller under `/admin/v1`: behind the key, with its input validated. */
export function AdminController(tag: string, path = tag): ClassDecorator {
  return applyDecorators(
    Controller(`admin/v1/${path}`),
    UseGuards(ApiKeyGuard),
    UsePipes(validation),
    ApiTags(tag),
    ApiBearerAuth(),
    ApiUnauthorizedResponse({ type: Problem, description: 'The key is missing or wrong' }),
  );
}

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}
