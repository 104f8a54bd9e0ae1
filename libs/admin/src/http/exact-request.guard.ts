import {
  Injectable,
  UnsupportedMediaTypeException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { Request } from 'express';
import { FieldsException } from './problem';

/** Our deepest body has two levels; what is far deeper only wants to exhaust the stack. */
const MAX_DEPTH = 8;

/** Refuses what a route does not take, where no DTO does it: a body or a query it has none for, or not JSON. */
@Injectable()
export class ExactRequestGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const body: unknown = request.body;
    if (hasContent(request) && !request.is('application/json')) {
      throw new UnsupportedMediaTypeException('Send the body as application/json.');
    }
    const errors = [
      ...(isDeeper(body, MAX_DEPTH) ? [{ field: '', message: 'the body is nested too deeply' }] : []),
      ...(takes(context, RouteParamtypes.BODY) ? [] : unexpected(body)),
      ...(takes(context, RouteParamtypes.QUERY) ? [] : unexpected(request.query)),
    ];
    if (errors.length > 0) throw new FieldsException(errors);
    return true;
  }
}

function hasContent({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Nest keeps the parameters of a handler under `type:index`. */
function takes(context: ExecutionContext, type: RouteParamtypes): boolean {
  const kept: unknown = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  );
  return Object.keys(kept ?? {}).some((parameter) => parameter.startsWith(`${type}:`));
}

function unexpected(given: unknown): { field: string; message: string }[] {
  if (Array.isArray(given)) return [{ field: '', message: 'a list is not expected' }];
  return Object.keys(given ?? {}).map((field) => ({ field, message: `${field} is not expected` }));
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
