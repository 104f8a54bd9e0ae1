import type { ServerResponse } from 'node:http';
import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ChangesModule } from '@rto/cluster';
import { ConversationModule } from '../telegram.module';
import { WebhookAddresses } from '../setup/webhook-address';
import { WebhookBotRepository } from './webhook-bot.repository';
import { WebhookBots } from './webhook-bots';
import { WebhookRoute, type WebhookRequest } from './webhook-route';
import { WrongSecrets } from './wrong-secrets';

/** Where Telegram brings updates. */
@Module({
  imports: [ConversationModule, ChangesModule],
  providers: [WebhookAddresses, WebhookBotRepository, WebhookBots, WrongSecrets, WebhookRoute],
})
export class WebhookModule {
  constructor({ httpAdapter }: HttpAdapterHost, route: WebhookRoute) {
    // in front of everything that an app adds later: headers, parsers, other routes
    httpAdapter.use('/telegram', (request: WebhookRequest, response: ServerResponse) => {
      void route.handle(request, response); // never rejects: what goes wrong is an answer
    });
  }
}
