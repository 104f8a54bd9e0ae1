import { Injectable, NotFoundException, type PipeTransform } from '@nestjs/common';
import type { ChatId } from '@rto/kernel';

/** A person's chat at Telegram. One that cannot exist is answered like one that is not known. */
@Injectable()
export class ChatIdPipe implements PipeTransform<string, ChatId> {
  transform(value: string): ChatId {
    const chatId = Number(value);
    if (!/^[1-9]\d{0,15}$/.test(value) || !Number.isSafeInteger(chatId)) {
      throw new NotFoundException('There is no such chat.');
    }
    return chatId;
  }
}
