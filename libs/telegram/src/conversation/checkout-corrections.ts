import { Injectable } from '@nestjs/common';
import type { CheckoutDraft, GeoPoint } from '@rto/orders';
import { correctedTooLateScreen } from '@rto/screens';
import { CheckoutProgress } from './checkout-progress';
import { asksFor, placeInWords, tooLong } from './checkout-steps';
import { CheckoutSummary } from './checkout-summary';
import type { Reply, Turn } from './turn';

/** What the edit of a message does that has answered a question of the checkout. */
@Injectable()
export class CheckoutCorrections {
  constructor(
    private readonly progress: CheckoutProgress,
    private readonly summary: CheckoutSummary,
  ) {}

  /** The message that answered `step` was edited; until «Подтвердить» that counts. */
  async correct(
    turn: Turn,
    checkoutId: string,
    step: 'address' | 'note',
    text: string | undefined,
  ): Promise<Reply> {
    if (text === undefined) return {};
    const { draft } = turn.dialog;
    const answer = text.trim();
    // Telegram also calls it an edit when only a link's preview has come
    if (draft?.id !== checkoutId || draft[step] === answer) return {};
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) {
      const { acknowledges: order } = placed;
      return { ...placed, ...(order && { more: [correctedTooLateScreen(order.number, turn.t)] }) };
    }
    const refusal = tooLong(turn, step, answer);
    if (draft[step] === undefined)
      return refusal === undefined ? this.answerAtLast(turn, draft, step, answer) : {};
    const { addressCorrected, noteCorrected } = turn.t.checkout;
    const words = refusal ?? (step === 'address' ? addressCorrected : noteCorrected);
    // a «Подтвердить» below the words of before confirms nothing: they are no more what was shown
    if (refusal === undefined) turn.dialog = { ...turn.dialog, draft: { ...draft, [step]: answer } };
    return { alert: words };
  }

  /** What the message said before was refused. */
  private async answerAtLast(
    turn: Turn,
    draft: CheckoutDraft,
    step: 'address' | 'note',
    answer: string,
  ): Promise<Reply> {
    if (step === 'note') {
      return asksFor(turn, step) ? this.progress.answer(turn, step, { note: answer }) : {};
    }
    const asked = (['address', 'location'] as const).find((place) => asksFor(turn, place));
    return asked ? this.progress.answer(turn, asked, placeInWords(draft, asked, answer)) : {};
  }

  /** A live location has moved; the screen says only that there is one. */
  move(turn: Turn, checkoutId: string, location: GeoPoint | undefined): Reply {
    const { draft } = turn.dialog;
    if (location && draft?.id === checkoutId && draft.location) {
      turn.dialog = { ...turn.dialog, draft: { ...draft, location } };
    }
    return {};
  }
}
