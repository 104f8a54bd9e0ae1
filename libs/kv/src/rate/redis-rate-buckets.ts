import type { Redis } from 'ioredis';
import { askRedis } from '../redis/redis-entries';
import { RateBuckets, type RateLimit, type Grant } from './rate-buckets';

/** Longer than a bucket takes to fill and a pause to be forgotten. */
const KEEP_MS = 180_000;

/**
 * Reads the bucket by Redis's own clock, the only one that all processes have in common. `full` is the instant at
 * which the bucket is full again (GCRA), so one number says all. Instants are microseconds; a clock that was set
 * back must not close a bucket for ever, so nothing lies further ahead than it can.
 */
const READ = `
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local stored = redis.call('HMGET', KEYS[1], 'full', 'until', 'last')
local empty = now + burst * interval
local full = math.min(math.max(tonumber(stored[1] or '0'), now), empty)
local paused, last = tonumber(stored[2] or '0'), tonumber(stored[3] or '0')
local function store()
  redis.call('HSET', KEYS[1], 'full', string.format('%.0f', full),
    'until', string.format('%.0f', paused), 'last', string.format('%.0f', last))
  redis.call('PEXPIRE', KEYS[1], ${KEEP_MS})
end`;

const TAKE = `${READ}
local reserve, wanted, longest = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local pausedFor = math.min(math.max(paused - now, 0), longest)
local granted = 0
if pausedFor == 0 then
  granted = math.min(wanted, math.max(0, math.floor((empty - full) / interval + 0.000001) - reserve))
end
if granted > 0 then
  full = full + granted * interval
  store()
end
local wait = 0
if granted < wanted then
  wait = math.max(pausedFor, (reserve + 1) * interval - (empty - full))
end
return {granted, string.format('%.0f', wait), string.format('%.0f', pausedFor),
  string.format('%.6f', (empty - full) / interval)}`;

const PAUSE = `${READ}
local atLeast, first, longest = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
full = empty
if paused <= now then
  local doubled = 0
  if now - paused <= longest then doubled = last * 2 end
  last = math.min(math.max(first, doubled), longest)
  paused = now + last
end
paused = math.max(paused, now + math.min(atLeast, longest))
store()`;

const LOWER = `${READ}
full = math.max(full, now + (burst - tonumber(ARGV[3])) * interval)
store()`;

type TakeReply = readonly [granted: number, waitUs: string, pausedUs: string, left: string];

/** Buckets that all processes share. Every method throws KeyValueUnavailableError within about a second. */
export class RedisRateBuckets extends RateBuckets {
  constructor(private readonly client: Redis) {
    super();
  }

  async take(limit: RateLimit, key: string, reserve: number, wanted: number): Promise<Grant> {
    const reply = await this.run(TAKE, limit, key, reserve, wanted, limit.longestPauseMs * 1000);
    const [granted, waitUs, pausedUs, left] = reply as TakeReply;
    return {
      granted,
      waitMs: Number(waitUs) / 1000,
      pausedMs: Number(pausedUs) / 1000,
      left: Number(left),
    };
  }

  async pause(limit: RateLimit, key: string, retryAfterMs: number | undefined): Promise<void> {
    const { firstPauseMs, longestPauseMs } = limit;
    await this.run(PAUSE, limit, key, (retryAfterMs ?? 0) * 1000, firstPauseMs * 1000, longestPauseMs * 1000);
  }

  /** Leaves at most `tokens` in a bucket: what was spent while Redis was away it does not know of. */
  async lower(limit: RateLimit, key: string, tokens: number): Promise<void> {
    await this.run(LOWER, limit, key, tokens);
  }

  private run(
    script: string,
    { perSecond, burst }: RateLimit,
    key: string,
    ...args: number[]
  ): Promise<unknown> {
    return askRedis(() => this.client.eval(script, 1, key, 1_000_000 / perSecond, burst, ...args));
  }
}
