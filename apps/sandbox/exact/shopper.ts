import type { Chat, Message } from '@rto/fakes';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice';
import type { Confirmed, ShopperHistory } from './judge';

/** A person taps again when nothing happened for so long. */
const PATIENCE_MS = 12_000;
/** Screens come in two parts sometimes: the question, and the keyboard to answer it. */
const QUIET_MS = 80;
/** Ways through a shop that is killed all the time are long, but not endless; on a busy machine most steps get no answer. */
const MAX_STEPS = 250;
/** A shopper who does the same thing in vain tries another. */
const MAX_REPEATS = 3;
const NOTICE =
  /^(✅ Заказ|❌ Магазин|❌ Заказ|⏳ Ваш|⚠️ Заказ|📦 Заказ|ℹ️ С вашего|Заказ № \d+\nНомер в магазине)/;
const NUMBER = /Заказ № (\d+)(?::| получен| уже оформлен)/;

type Step =
  'sharePhone' | 'sendLocation' | 'confirm' | 'skip' | 'checkout' | 'more' | 'openCart' | 'add' | 'openItem';

interface Errand {
  readonly orders: number;
  /** Looks at the summary and goes away. */
  readonly isWindowShopper: boolean;
}

/**
 * A person with a phone who looks at the screen and does what it asks for. Knows nothing of the service but its
 * messages; remembers all of them.
 */
export class Shopper {
  private readonly shown: string[] = [];
  private readonly confirmed: Confirmed[] = [];
  private readonly noted = new Map<Message, number>();
  /** Taps that put one more into the cart. */
  private pressed = 0;
  /** What «Подтвердить» was pressed on last. */
  private summary = '';
  private lastStep: { readonly step: Step; readonly times: number } | undefined;

  constructor(
    private readonly chat: Chat,
    private readonly errand: Errand,
    private readonly dice: Dice,
  ) {}

  get history(): ShopperHistory {
    const { shown, confirmed, pressed } = this;
    return { phone: this.chat.person.phone, wanted: this.errand.orders, confirmed, pressed, shown };
  }

  /** Whether every order of this shopper got its final word. */
  get isServed(): boolean {
    return this.confirmed.every(({ number }) =>
      this.shown.some((text) =>
        new RegExp(
          `^(✅ Заказ № ${number} (передан|принят) |❌ .* № ${number}:|⚠️ Заказ № ${number} сохранён)`,
        ).test(text),
      ),
    );
  }

  async shop(signal: AbortSignal): Promise<void> {
    if (this.errand.isWindowShopper) await this.walk(() => this.sees('Подтвердить'), signal);
    for (let order = 0; order < this.errand.orders && !signal.aborted; order += 1) {
      const before = this.confirmed.length;
      this.act(() => this.chat.send('/start item_101'));
      await this.answer();
      const pieces = this.dice.between(1, 3);
      await this.walk(() => this.confirmed.length > before, signal, pieces);
      await wait(this.dice.between(0, 500));
    }
  }

  /** Goes on until `isThere`, or gives up: the judge sees then that a number is missing. */
  private async walk(isThere: () => boolean, signal: AbortSignal, pieces = 1): Promise<void> {
    let taps = 1;
    for (let steps = 0; steps < MAX_STEPS && !isThere() && !signal.aborted; steps += 1) {
      const step = this.next(taps < pieces);
      if (step === 'more') taps += 1;
      if (step === 'openItem') taps = 1;
      await this.take(step);
    }
  }

  /** What the screen asks for. */
  private next(wantsMore: boolean): Step {
    const keys = this.chat.replyKeyboard?.rows.flat().map(({ text }) => text) ?? [];
    const has = (label: string): boolean => this.sees(label);
    const isShown = (label: string): boolean => keys.some((key) => key.includes(label));
    const ways: [Step, boolean][] = [
      ['sharePhone', isShown('Поделиться номером')],
      ['sendLocation', isShown('Отправить локацию')],
      ['confirm', has('Подтвердить')],
      ['skip', has('Пропустить')],
      ['more', wantsMore && has('+')],
      ['checkout', has('Оформить заказ')],
      ['openCart', has('−') && has('Корзина')],
      ['add', has('Добавить')],
      ['openItem', true],
    ];
    const isWorn = (step: Step): boolean =>
      this.lastStep?.step === step && this.lastStep.times >= MAX_REPEATS && step !== 'openItem';
    return ways.find(([step, isPossible]) => isPossible && !isWorn(step))?.[0] ?? 'openItem';
  }

  private async take(step: Step): Promise<void> {
    const times = this.lastStep?.step === step ? this.lastStep.times + 1 : 1;
    this.lastStep = { step, times };
    if (step === 'confirm') return this.confirm();
    if (step === 'add' || step === 'more') this.pressed += 1;
    this.act(() => this.do(step));
    await this.answer();
  }

  private do(step: Exclude<Step, 'confirm'>): number {
    const { chat, screen } = this;
    switch (step) {
      case 'sharePhone':
        return chat.tapReplyKeyboard('Поделиться номером');
      case 'sendLocation':
        return chat.tapReplyKeyboard('Отправить локацию');
      case 'skip':
        return chat.tap('Пропустить', screen);
      case 'checkout':
        return chat.tap('Оформить заказ', screen);
      case 'more':
        return chat.tap('+', screen);
      case 'openCart':
        return chat.tap('Корзина', screen);
      case 'add':
        return chat.tap('Добавить', screen);
      case 'openItem':
        return chat.send('/start item_101');
    }
  }

  private async confirm(): Promise<void> {
    this.summary = plain(this.screen?.words ?? '');
    this.act(() => this.chat.tap('Подтвердить', this.screen));
    await this.answer();
  }

  /** Does it, and lets Telegram deliver it more than once, at once or later. */
  private act(action: () => number): void {
    const updateId = action();
    if (this.dice.chance(0.15)) this.chat.resend(updateId);
    if (this.dice.chance(0.1)) {
      setTimeout(() => this.chat.resend(updateId), this.dice.between(200, 4_000)).unref();
    }
  }

  private async answer(): Promise<void> {
    const isAnswer = (message: Message): boolean => !NOTICE.test(message.words);
    // no answer in time: the shopper looks at the screen and taps again
    await this.chat.waitFor(isAnswer, PATIENCE_MS).catch(() => undefined);
    await this.chat.settled({ quietMs: QUIET_MS, timeoutMs: 1_000 }).catch(() => undefined);
  }

  private sees(label: string): boolean {
    return this.screen?.inlineKeyboard.flat().some(({ text }) => text.includes(label)) ?? false;
  }

  /** The newest message to act on; what became of earlier orders is no screen. */
  private get screen(): Message | undefined {
    return this.chat.messages.findLast(
      (message) =>
        message.from === 'bot' &&
        !message.deleted &&
        message.inlineKeyboard.length > 0 &&
        !NOTICE.test(message.words),
    );
  }

  /** Looks at the chat; to be called whenever something in it changes. */
  read(): void {
    for (const message of this.chat.messages) {
      if (message.from !== 'bot' || this.noted.get(message) === message.editedTimes) continue;
      this.noted.set(message, message.editedTimes);
      this.hear(plain(message.words));
    }
  }

  private hear(text: string): void {
    this.shown.push(text);
    const number = Number(NUMBER.exec(text)?.[1]);
    const isNew = number > 0 && !this.confirmed.some((order) => order.number === number);
    if (isNew) this.confirmed.push({ number, ...contentOf(this.summary) });
  }
}

/** With plain spaces. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Of a summary with one good. */
function contentOf(summary: string): { readonly total: string; readonly pieces: string } {
  const total = /Итого: ([\d ]+)/.exec(summary)?.[1]?.replaceAll(' ', '') ?? '?';
  const pieces = /(\d+) шт/.exec(summary)?.[1] ?? '?';
  return { total, pieces };
}
