import {
  applyDecorators,
  Controller,
  SetMetadata,
  UseGuards,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiTags } from '@nestjs/swagger';
import type { ValidationError } from 'class-validator';
import type { Scope } from './admin-key';
import { ApiKeyGuard, SCOPE } from './api-key.guard';
import { ExactRequestGuard } from '../http/exact-request.guard';
import { FieldsException } from '../http/problem';
import type { FieldError } from '../http/problem';

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
    UseGuards(ApiKeyGuard, ExactRequestGuard),
    UsePipes(validation),
    ApiTags(tag),
    ApiBearerAuth(),
  );
}

/** What a key needs for this route; a route without it needs `admin`. */
export function NeedsScope(scope: Scope): MethodDecorator {
  return applyDecorators(SetMetadata(SCOPE, scope), ApiExtension('x-required-scope', scope));
}

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}
