import type { ServerResponse } from 'node:http';
import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ChangesModule } from '@rto/cluster';
import { ConversationModule } from '../telegram.module';
import { WebhookBotRepository } from './webhook-bot.repository';
import { WebhookBots } from './webhook-bots';
import { WebhookRoute, type WebhookRequest } from './webhook-route';
import { WrongCalls } from './wrong-calls';

/** Where Telegram brings updates. */
@Module({
  imports: [ConversationModule, ChangesModule],
  providers: [WebhookBotRepository, WebhookBots, WrongCalls, WebhookRoute],
})
export class WebhookModule {
  constructor({ httpAdapter }: HttpAdapterHost, route: WebhookRoute) {
    // in front of everything that an app adds later: headers, parsers, other routes
    httpAdapter.use('/telegram', (request: WebhookRequest, response: ServerResponse) => {
      void route.handle(request, response); // never rejects: what goes wrong is an answer
    });
  }
}
