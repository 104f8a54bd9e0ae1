import { Injectable, Logger } from '@nestjs/common';
import { Clock, clientAddress, later } from '@rto/kernel';
import { LRUCache } from 'lru-cache';

/** What somebody may be refused for. */
export const REFUSAL_CLASSES = [
  'unknown webhook address',
  'wrong webhook secret',
  'wrong admin key',
  'admin key without the scope',
  'too many admin requests',
  'wrong handler secret',
  'too many calls to the handler',
  'too many introductions',
  'introduction that REGOS does not confirm',
] as const;
export type RefusalClass = (typeof REFUSAL_CLASSES)[number];

/** Between two lines about one network and class. */
const PACE_MS = 60_000;
const MAX_NETWORKS = 5_000;
/** Lines of a class within the pace, whatever the number of networks. */
const MAX_LINES = 20;

interface Minute {
  readonly endsAt: Date;
  lines: number;
}

/**
 * The trail that refused callers leave: a warning with class and network (an IPv4 address, or the first 64 bits of an
 * IPv6 one), paced so that a flood fills no disk. The next line says how many refusals had none.
 */
@Injectable()
export class RefusalTrail {
  private readonly logger = new Logger(RefusalTrail.name);
  /** By class and network: until when nothing more is said. */
  private readonly silentUntil = new LRUCache<string, Date>({ max: MAX_NETWORKS });
  private readonly minutes = new Map<RefusalClass, Minute>();
  private readonly unsaid = new Map<RefusalClass, number>();

  constructor(private readonly clock: Clock) {}

  refused(refusal: RefusalClass, ip: string | undefined): void {
    const network = clientAddress(ip);
    const now = this.clock.now();
    const others = this.unsaid.get(refusal) ?? 0;
    const key = `${refusal} ${network}`;
    if ((this.silentUntil.get(key) ?? now) > now || !this.hasLine(refusal, now)) {
      this.unsaid.set(refusal, others + 1);
      return;
    }
    this.silentUntil.set(key, later(now, PACE_MS));
    this.unsaid.delete(refusal);
    const more = others > 0 ? `; ${others} more of this class had no line` : '';
    this.logger.warn({ refusal, network, message: `refused: ${refusal}${more}` });
  }

  private hasLine(refusal: RefusalClass, now: Date): boolean {
    const known = this.minutes.get(refusal);
    const minute = known && known.endsAt > now ? known : { endsAt: later(now, PACE_MS), lines: 0 };
    this.minutes.set(refusal, minute);
    minute.lines += 1;
    return minute.lines <= MAX_LINES;
  }
}
