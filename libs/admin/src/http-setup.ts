import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { AdminModule } from './admin.module';
import { describeProblems } from './http/openapi';
import { Problem } from './http/problem';

const BODY_LIMIT_BYTES = 100_000;
const DESCRIPTION = [
  'Tenants, their settings and orders. Errors are application/problem+json.',
  'A key has scopes; `x-required-scope` names the one that a route needs, and `admin` includes them all.',
  'Lists are paged: send the `nextCursor` of one page as the `cursor` of the next. Unknown fields are refused.',
].join(' ');

/** What every HTTP app does before it listens: safe headers, small bodies, and the admin API's description. */
export function setUpHttp(app: NestExpressApplication): void {
  // the service may well be reached by plain http inside a network: sending browsers to https would break /docs
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.useBodyParser('json', { limit: BODY_LIMIT_BYTES });
  app.use('/admin', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const description = new DocumentBuilder()
    .setTitle('Telegram Bot Orders')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () =>
    describeProblems(
      SwaggerModule.createDocument(app, description, { include: [AdminModule], extraModels: [Problem] }),
    ),
  );
}
