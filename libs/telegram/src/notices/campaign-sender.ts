import { Injectable } from '@nestjs/common';
import {
  Clock,
  errorMessage,
  OutcomeUnknownError,
  PermanentError,
  RetryableError,
  type ChatId,
} from '@rto/kernel';
import { CampaignRecipients, quietUntil, type Outcome } from '@rto/news';
import { newsScreen, texts } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import { TelegramClients } from '../client/telegram-clients';
import { ChatUnreachableError, TokenRejectedError } from '../client/telegram-errors';
import { ScreenSender } from '../sending/screen-sender';

/** Sends a campaign of the owner's to one person: at most once, whoever dies meanwhile. */
@Injectable()
export class CampaignSender {
  constructor(
    private readonly recipients: CampaignRecipients,
    private readonly sender: ScreenSender,
    private readonly clients: TelegramClients,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws PermanentError when it is not to be sent, and also when it may have arrived
   * @throws RetryableError when it certainly has not
   */
  async send(tenant: Tenant, token: string, chatId: ChatId, campaign: number): Promise<undefined> {
    if (quietUntil(this.clock.now(), tenant.settings.timeZone))
      throw new PermanentError('the quiet hours began');
    const message = await this.recipients.begin(tenant.id, campaign, chatId);
    if (!message) throw new PermanentError('it was stopped, or this person is not to get it any more');
    const telegram = this.clients.ofNews(tenant.id, token);
    const screen = newsScreen(message, texts(message.language ?? tenant.settings.defaultLanguage));
    try {
      await this.sender.send({ tenantId: tenant.id, telegram, chatId }, screen);
    } catch (error) {
      await this.recipients.end(tenant.id, campaign, chatId, outcomeOf(error));
      if (!(error instanceof OutcomeUnknownError)) throw error;
      throw new PermanentError(`it may have arrived: ${errorMessage(error)}`, { cause: error });
    }
    await this.recipients.end(tenant.id, campaign, chatId, 'sent');
    return undefined;
  }
}

/** Undefined: it has not left, and may be tried again. */
function outcomeOf(error: unknown): Outcome | undefined {
  if (error instanceof ChatUnreachableError) return 'blocked';
  if (error instanceof OutcomeUnknownError) return 'failed';
  return error instanceof RetryableError || error instanceof TokenRejectedError ? undefined : 'failed';
}
