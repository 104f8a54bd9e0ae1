import type { NestExpressApplication } from '@nestjs/platform-express';
import { PermanentError } from '@rto/kernel';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { AdminModule } from './admin.module';
import { describeProblems } from './openapi';
import { Problem } from './problem';

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

/** Starts the application and takes requests. @throws PermanentError one line, when the address cannot be had */
export async function listen(
  app: NestExpressApplication,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const hint = hintFor(error, host, port);
    throw hint === undefined ? error : new PermanentError(hint, { cause: error });
  }
}

function hintFor(error: unknown, host: string, port: number): string | undefined {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `HTTP_PORT: ${port} is in use: stop what listens there, or take another, for example HTTP_PORT=3001`;
    case 'EACCES':
      return `HTTP_PORT: ${port} may not be used by this user; take one above 1023, for example HTTP_PORT=3000`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HTTP_HOST: ${host} is no address of this machine; take one that is, for example HTTP_HOST=0.0.0.0`;
    default:
      return undefined;
  }
}
