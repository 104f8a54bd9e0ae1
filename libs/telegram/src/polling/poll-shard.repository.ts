import { Injectable } from '@nestjs/common';
import { isLiveProcess } from '@rto/cluster';
import { Database, inChosen, pollShards } from '@rto/database';
import { and, asc, eq, inArray, isNull, not, notInArray, or, sql, type SQL } from 'drizzle-orm';

/** The shards' holders, as the database knows them. */
@Injectable()
export class PollShardRepository {
  constructor(private readonly database: Database) {}

  /** Makes sure that the shards exist. */
  async prepare(count: number): Promise<void> {
    const shards = Array.from({ length: count }, (_, shard) => ({ shard }));
    await this.database.acrossTenants.insert(pollShards).values(shards).onConflictDoNothing();
  }

  /** Takes at most `count` of those without a living holder. */
  async take(holder: string, count: number): Promise<number[]> {
    const isFree = or(isNull(pollShards.holder), not(isLiveProcess(pollShards.holder)));
    const free = this.database.acrossTenants
      .select({ shard: pollShards.shard })
      .from(pollShards)
      .where(isFree)
      .orderBy(asc(pollShards.shard))
      .limit(count)
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .update(pollShards)
      .set({ holder, fence: sql`${pollShards.fence} + 1` })
      .where(inChosen(pollShards.shard, free))
      .returning({ shard: pollShards.shard });
    return rows.map(({ shard }) => shard);
  }

  async giveBack(holder: string, shards: readonly number[]): Promise<void> {
    if (shards.length > 0) await this.free(holder, inArray(pollShards.shard, [...shards]));
  }

  /** @param kept what `holder` knows to be its own */
  async giveBackAllBut(holder: string, kept: readonly number[]): Promise<void> {
    await this.free(holder, kept.length > 0 ? notInArray(pollShards.shard, [...kept]) : undefined);
  }

  private async free(holder: string, which: SQL | undefined): Promise<void> {
    await this.database.acrossTenants
      .update(pollShards)
      .set({ holder: null })
      .where(and(eq(pollShards.holder, holder), which));
  }
}
