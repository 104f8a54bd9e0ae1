import { Injectable } from '@nestjs/common';
import type { CallPriority, ItemGroup, RegosConnection } from './model';
import { rowsOf } from './row';
import { RegosTransport } from './transport/regos-transport';

@Injectable()
export class RegosItemGroups {
  constructor(private readonly transport: RegosTransport) {}

  /** The whole tree as a flat list. @source CONTRACT 9.1: not paged */
  async getAll(connection: RegosConnection, priority: CallPriority): Promise<ItemGroup[]> {
    const rows = rowsOf(await this.transport.read(connection, 'ItemGroup/Get', {}, priority));
    return rows.flatMap((row) => {
      const id = row.integer('id');
      if (id === undefined) return [];
      return [{ id, parentId: row.reference('parent_id'), name: row.text('name') ?? String(id) }];
    });
  }
}
