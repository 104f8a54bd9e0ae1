import { Injectable } from '@nestjs/common';
import { Clock } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';

/** For this long what REGOS did not confirm is held against its network. */
const WINDOW_MS = 5 * 60_000;
/** Introductions of one network that REGOS may fail to confirm: of a true shop it fails to confirm none. */
const REFUSED_OF_NETWORK = 45;
/** Of all networks together, which is what a stranger with many of them costs REGOS; one alone leaves some of it. */
const REFUSED_OF_ALL = 55;

interface Count {
  /** Questions to REGOS that are not answered yet. */
  readonly asking: number;
  /** Introductions that REGOS did not confirm. */
  readonly refused: number;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** `later`: it depends on answers that REGOS is about to give. */
type Admission = 'now' | 'later' | 'never';

/**
 * Connects and Reconnects of connections that we do not know, counted by network for all processes together. Anybody
 * who has learnt the handler's address can send them with ids of his own making, and each would cost REGOS a call.
 * Those that REGOS confirms count for nothing, so a marketplace may bring any number of shops.
 */
@Injectable()
export class Introductions {
  constructor(
    private readonly keyValues: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  /** Whether one more of this network is worth a row. */
  async isOpen(network: string): Promise<boolean> {
    const counts = await Promise.all(scopes(network).map(({ key }) => this.keyValues.get<Count>(key)));
    return scopes(network).every(({ limit }, index) => {
      const count = counts[index];
      return !count || this.isOver(count) || count.refused < limit;
    });
  }

  /** Whether REGOS may be asked about one; then `end` has to follow. */
  async begin(network: string): Promise<Admission> {
    const [own, all] = scopes(network);
    const admission = await this.ask(own);
    if (admission !== 'now') return admission;
    const shared = await this.ask(all);
    if (shared !== 'now') await this.change(own, (count) => answered(count, true));
    return shared;
  }

  /** @param isRefused whether REGOS answered, and did not confirm it */
  async end(network: string, isRefused: boolean): Promise<void> {
    for (const scope of scopes(network)) await this.change(scope, (count) => answered(count, !isRefused));
  }

  private async ask(scope: Scope): Promise<Admission> {
    let admission: Admission = 'now';
    await this.change(scope, (count) => {
      admission = admissionOf(count, scope.limit);
      return admission === 'now' ? { ...count, asking: count.asking + 1 } : count;
    });
    return admission;
  }

  private async change({ key }: Scope, change: (count: Count) => Count): Promise<void> {
    const begin: Count = { asking: 0, refused: 0, endsAt: this.clock.now().getTime() + WINDOW_MS };
    await this.keyValues.update<Count>(key, WINDOW_MS / 1_000, (known) =>
      change(known && !this.isOver(known) ? known : begin),
    );
  }

  private isOver({ endsAt }: Count): boolean {
    return endsAt <= this.clock.now().getTime();
  }
}

interface Scope {
  readonly key: string;
  readonly limit: number;
}

function scopes(network: string): [own: Scope, all: Scope] {
  return [
    { key: `regos:introductions:of:${network}`, limit: REFUSED_OF_NETWORK },
    { key: 'regos:introductions:all', limit: REFUSED_OF_ALL },
  ];
}

function admissionOf({ asking, refused }: Count, limit: number): Admission {
  if (refused >= limit) return 'never';
  return refused + asking < limit ? 'now' : 'later';
}

function answered(count: Count, isForgiven: boolean): Count {
  const asking = Math.max(0, count.asking - 1);
  return { ...count, asking, refused: count.refused + (isForgiven ? 0 : 1) };
}
