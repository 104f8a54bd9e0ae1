import { Logger } from '@nestjs/common';
import { errorMessage, RetryableError, UserError } from '@rto/kernel';
import { isClosed } from '@rto/settings';
import { Ctx, On, Update } from 'nestjs-telegraf';
import type { Context } from 'telegraf';
import { TelegramRefusal } from '../client/telegram-errors';
import type { UpdateState } from '../inbox/update-router';
import { InlineResults, noResults, type InlineAnswer } from './inline-results';

/** A shop that does not share is not asked again for so long. */
const OFF_CACHE_SEC = 60;

/** `@bot milk` in any chat. */
@Update()
export class InlineUpdate {
  private readonly logger = new Logger(InlineUpdate.name);

  constructor(private readonly results: InlineResults) {}

  @On('inline_query')
  async onQuery(@Ctx() context: Context): Promise<void> {
    const asked = context.inlineQuery;
    if (!asked) return;
    const { tenant, telegram } = context.state as UpdateState;
    const answer = await this.answerTo(context, asked.query, asked.offset);
    try {
      await telegram.call('answerInlineQuery', { inline_query_id: asked.id, ...answer });
    } catch (error) {
      // the person typed on meanwhile, and Telegram has asked again
      if (!(error instanceof TelegramRefusal)) throw error;
      this.logger.debug({ tenantId: tenant.id, message: `inline: ${error.description}` });
    }
  }

  private async answerTo(context: Context, query: string, offset: string): Promise<InlineAnswer> {
    const { tenant } = context.state as UpdateState;
    if (isClosed(tenant) || !tenant.settings.inlineSharing) return noResults(OFF_CACHE_SEC);
    try {
      return await this.results.of(tenant, context.botInfo.username, query, offset);
    } catch (error) {
      if (!(error instanceof UserError) && !(error instanceof RetryableError)) throw error;
      this.logger.warn({ tenantId: tenant.id, message: `inline: ${errorMessage(error)}` });
      return noResults(0);
    }
  }
}
