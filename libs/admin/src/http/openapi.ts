import { STATUS_CODES } from 'node:http';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from './problem';

/** What every route may answer besides what it declares, and why. */
const ANYWHERE: Readonly<Record<string, string>> = {
  400: 'A field is wrong, or not expected',
  401: 'The key is missing, wrong, expired or revoked',
  403: 'The key lacks the scope',
  429: 'Too many requests, or too many wrong keys, in a minute; Retry-After says when to come back',
  503: 'Something we depend on does not answer; try again',
};
const WITH_BODY: Readonly<Record<string, string>> = {
  413: 'The body is longer than 100 kB',
  415: 'The body is not application/json',
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const ID = { type: 'string', format: 'uuid', example: '9b2f7c1e-3d54-4a86-8f0e-5c1d2b3a4e5f' };

const CHAT_ID = { type: 'integer', example: 5_000_000_001 };

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Writes every problem into the description: the common ones of each route, and the form of all. */
export function describeProblems(description: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(description.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation)
        describeOperation(operation, method === 'get' ? ANYWHERE : { ...ANYWHERE, ...WITH_BODY });
    }
  }
  return description;
}

function describeOperation(operation: Operation, common: Readonly<Record<string, string>>): void {
  for (const parameter of operation.parameters ?? []) {
    if ('in' in parameter && parameter.in === 'path')
      parameter.schema = parameter.name === 'chatId' ? CHAT_ID : ID;
  }
  const declared = Object.entries(operation.responses).flatMap(([status, response]) =>
    Number(status) >= 400 && response && 'description' in response ? [[status, response.description]] : [],
  );
  const problems: Record<string, string> = { ...common };
  for (const [status = '', text = ''] of declared) problems[status] = text || (common[status] ?? '');
  for (const [status, text] of Object.entries(problems)) {
    const title = STATUS_CODES[status] ?? 'Error';
    const example = { type: 'about:blank', title, status: Number(status), detail: text || title };
    operation.responses[status] = {
      description: text || title,
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) }, example } },
    };
  }
}
