import { Body, Controller, Headers, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Config } from '@rto/config';
import { createHash, timingSafeEqual } from 'node:crypto';
import { readRegosCall } from './regos-call';
import { RegosEvents } from './regos-events';

/** REGOS's envelope. */
interface HandlerAnswer {
  readonly ok: boolean;
  readonly result: object;
}

const OK: HandlerAnswer = { ok: true, result: {} };

/** What REGOS calls: written down or queued, answered at once, worked on later (CONTRACT section 13). */
@ApiExcludeController()
@Controller('regos')
export class RegosHandlerController {
  constructor(
    private readonly config: Config,
    private readonly events: RegosEvents,
  ) {}

  @Post(':secret')
  @HttpCode(200)
  async handle(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Headers('connected-integration-id') headerId: string | undefined,
  ): Promise<HandlerAnswer> {
    if (!isSame(secret, this.config.regos.handlerSecret)) throw new NotFoundException();
    const call = readRegosCall(body, headerId);
    if (!call) return refusal(400, 'not a call of REGOS');
    switch (call.action) {
      case 'check':
        return OK;
      case 'updatesettings':
        await this.events.settingsChanged(call.connectedIntegrationId);
        return OK;
      case 'handlewebhook':
        if (call.event) await this.events.happened(call.connectedIntegrationId, call.event);
        return OK;
      default:
        return refusal(400, `this integration does not take ${call.action}`);
    }
  }
}

function refusal(error: number, description: string): HandlerAnswer {
  return { ok: false, result: { error, description } };
}

/** Of equal length by hashing, so that the time tells nothing. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
