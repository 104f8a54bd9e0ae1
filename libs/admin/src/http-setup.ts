import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { AdminModule } from './admin.module';

const BODY_LIMIT_BYTES = 100_000;

/** What every HTTP app does before it listens: safe headers, small bodies, and the admin API's description. */
export function setUpHttp(app: NestExpressApplication): void {
  // the service may well be reached by plain http inside a network: sending browsers to https would break /docs
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.useBodyParser('json', { limit: BODY_LIMIT_BYTES });
  const description = new DocumentBuilder()
    .setTitle('Telegram Bot Orders')
    .setDescription('Tenants, their settings and orders. Errors are application/problem+json.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () =>
    SwaggerModule.createDocument(app, description, { include: [AdminModule] }),
  );
}
