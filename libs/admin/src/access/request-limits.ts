import { Injectable } from '@nestjs/common';
import { Clock } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { TooManyRequestsException } from '../http/problem';

const WINDOW_MS = 60_000;

interface Window {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** Requests a minute, counted together by all processes. */
@Injectable()
export class RequestLimits {
  constructor(
    private readonly keyValues: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  /** Counts one. @throws TooManyRequestsException above `limit` */
  async take(name: string, limit: number): Promise<void> {
    const window = await this.count(name, 1);
    if (window.count > limit) {
      throw new TooManyRequestsException(Math.ceil((window.endsAt - this.clock.now().getTime()) / 1_000));
    }
  }

  private async count(name: string, difference: 1 | -1): Promise<Window> {
    const now = this.clock.now().getTime();
    const begin: Window = { count: 0, endsAt: now + WINDOW_MS };
    const counted = await this.keyValues.update<Window>(`admin:limit:${name}`, WINDOW_MS / 1_000, (known) => {
      const window = known && known.endsAt > now ? known : begin;
      return { ...window, count: Math.max(0, window.count + difference) };
    });
    return counted ?? begin;
  }
}
