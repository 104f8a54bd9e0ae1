import { Injectable } from '@nestjs/common';
import { plainText } from '@rto/kernel';
import { correctedTooLateScreen } from '@rto/screens';
import type { Message } from 'telegraf/types';
import type { Answer } from './dialog';
import { Flows, TYPED_BUTTONS } from './flows';
import { captionOf, isCommand } from './spoken';
import type { Reply, Turn } from './turn';

/**
 * Messages that were edited. What has answered a question answers it anew, until the order is placed; every other
 * edit is the person's own affair.
 */
@Injectable()
export class Corrections {
  constructor(private readonly flows: Flows) {}

  async take(turn: Turn, message: Message): Promise<Reply> {
    const { answers = [], sent } = turn.dialog;
    const answer = answers.find(({ messageId }) => messageId === message.message_id)?.as;
    if (answer) return this.again(turn, answer, message);
    if (!sent?.messageIds.includes(message.message_id)) return {};
    const { sent: _toldOnce, ...rest } = turn.dialog;
    turn.dialog = rest;
    return { more: [correctedTooLateScreen(sent.order, turn.t)] };
  }

  /** What there is to say is said above the question that is open, else over the chat. */
  private async again(turn: Turn, answer: Answer, message: Message): Promise<Reply> {
    const words = 'text' in message ? message.text : captionOf(message);
    const isAnswer = words !== undefined && !isCommand(words) && !TYPED_BUTTONS.find(words);
    const reply = await this.flows.edit(turn, answer, {
      text: isAnswer ? plainText(words) : undefined,
      location: 'location' in message ? message.location : undefined,
    });
    const asked =
      reply.alert === undefined ? undefined : this.flows.hearing(turn)?.again?.(turn, reply.alert);
    return asked ? { ...(await asked), keepsKeyboard: true } : reply;
  }
}
