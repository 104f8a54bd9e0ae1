import type { ServerResponse } from 'node:http';
import type { FakeRegos, FakeTelegram } from '@rto/fakes';
import { EventStream } from './event-stream';
import type { DemoView } from './protocol';
import type { Shoppers } from './shoppers';
import type { ShopStaff } from './shop-staff';

/** Changes come in bursts (a message, its keyboard, the answered tap); one view shows them all. */
const GATHER_MS = 20;

/** Sends the page what changed in the two fakes. */
export class LiveViews {
  private readonly stream = new EventStream();
  private readonly changedChats = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly demo: DemoView,
    private readonly shoppers: Shoppers,
    private readonly staff: ShopStaff,
    fakes: { readonly telegram: FakeTelegram; readonly regos: FakeRegos },
  ) {
    fakes.telegram.on('change', ({ chatId }) => {
      if (shoppers.has(chatId)) this.changedChats.add(chatId);
      this.publishSoon();
    });
    fakes.regos.on('change', () => this.publishSoon());
  }

  /** Opens a page with everything; `demo` last, since the page draws from then on. */
  open(response: ServerResponse): void {
    const chats = this.shoppers.views().map((chat) => ['chat', chat] as const);
    this.stream.open(response, [...chats, ['regos', this.staff.view()], ['demo', this.demo]]);
  }

  publishSoon(): void {
    this.timer ??= setTimeout(() => this.publish(), GATHER_MS).unref();
  }

  close(): void {
    clearTimeout(this.timer);
    this.stream.close();
  }

  private publish(): void {
    this.timer = undefined;
    for (const personaId of this.changedChats) this.stream.publish(['chat', this.shoppers.view(personaId)]);
    this.changedChats.clear();
    this.stream.publish(['regos', this.staff.view()]);
  }
}
