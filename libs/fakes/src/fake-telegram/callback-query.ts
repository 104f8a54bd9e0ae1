/** A tap on an inline button, from the tap until the bot answers it or it grows too old. */
export interface CallbackQuery {
  readonly id: string;
  readonly chatId: number;
  readonly messageId: number;
  readonly data: string;
  readonly tappedAt: Date;
  state: 'open' | 'answered';
}
