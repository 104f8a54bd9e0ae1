import { Injectable } from '@nestjs/common';
import type { CallPriority, ItemGroup, RegosConnection } from './model';
import { rowsOf } from './row';
import { toItemGroup } from './setup-rows';
import { RegosTransport } from './transport/regos-transport';

/** Most groups of a tree in which people still find anything; the first ones count. */
const MAX_GROUPS = 5_000;

@Injectable()
export class RegosItemGroups {
  constructor(private readonly transport: RegosTransport) {}

  /** The whole tree as a flat list. @source docs/regos.md 9.1: not paged */
  async getAll(connection: RegosConnection, priority: CallPriority): Promise<ItemGroup[]> {
    const rows = rowsOf(await this.transport.read(connection, 'ItemGroup/Get', {}, priority));
    return rows.slice(0, MAX_GROUPS).flatMap((row) => toItemGroup(row) ?? []);
  }
}

/** The chosen groups and all below them; undefined when the choice is empty, that is: all. */
export function chosenGroups(
  groups: readonly ItemGroup[],
  chosenIds: readonly number[],
): ReadonlySet<number> | undefined {
  if (chosenIds.length === 0) return undefined;
  const chosen = new Set<number>();
  const waiting = [...chosenIds];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (chosen.has(id)) continue;
    chosen.add(id);
    waiting.push(...groups.filter((group) => group.parentId === id).map((group) => group.id));
  }
  return chosen;
}
