import type { PGlite } from '@electric-sql/pglite';
import type { ChannelEvents, Listening } from '../listening';

/** LISTEN on PGlite: what this process says, it hears itself. */
export class EmbeddedListening implements Listening {
  private readonly subscription: Promise<() => Promise<void>>;
  private isClosed = false;

  constructor(pglite: PGlite, channel: string, events: ChannelEvents) {
    this.subscription = pglite.listen(channel, (payload) => {
      if (!this.isClosed) events.heard(payload);
    });
    this.subscription.then(
      () => events.live(),
      () => events.lost('the embedded database is closed'),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const [subscription] = await Promise.allSettled([this.subscription]);
    if (subscription.status === 'fulfilled') await subscription.value();
  }
}
