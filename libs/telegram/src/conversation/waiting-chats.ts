import { Injectable } from '@nestjs/common';
import type { ChatId, TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';

/** Life of the list of waiting chats: longer than a first reading takes; a person who waits longer taps again. */
const WAIT_SEC = 3_600;

/** Chats that wait, with their bots. */
export type Waiting = Readonly<Record<string, number>>;

/** The chats of a shop whose screens wait for its goods. */
@Injectable()
export class WaitingChats {
  constructor(private readonly store: KeyValueStore) {}

  /** The chats that wait; undefined when there are none, as nearly always. */
  find(tenantId: TenantId): Promise<Waiting | undefined> {
    return this.store.get<Waiting>(keyOf(tenantId));
  }

  async add(tenantId: TenantId, botId: number, chatId: ChatId): Promise<void> {
    await this.change(tenantId, (waiting = {}) => ({ ...waiting, [chatId]: botId }));
  }

  async remove(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.change(tenantId, (waiting = {}) => {
      const { [chatId]: _gone, ...others } = waiting;
      return Object.keys(others).length > 0 ? others : undefined;
    });
  }

  /** All who wait, taken off the list. */
  async takeAll(tenantId: TenantId): Promise<Waiting> {
    if (!(await this.find(tenantId))) return {};
    let taken: Waiting = {};
    await this.change(tenantId, (current = {}) => {
      taken = current;
      return undefined;
    });
    return taken;
  }

  /** Whether this process may wake them now; no other one may for `pauseSec` afterwards. */
  takeTurn(tenantId: TenantId, pauseSec: number): Promise<boolean> {
    return this.store.add(`${keyOf(tenantId)}:turn`, true, pauseSec);
  }

  private async change(
    tenantId: TenantId,
    change: (current: Waiting | undefined) => Waiting | undefined,
  ): Promise<void> {
    await this.store.update<Waiting>(keyOf(tenantId), WAIT_SEC, change);
  }
}

function keyOf(tenantId: TenantId): string {
  return `t:${tenantId}:screen-waits`;
}
