import { Injectable } from '@nestjs/common';
import { pictureAddress } from '@rto/kernel';
import type { RegosConnection } from './model';
import { readPages } from './query';
import { rowsOf } from './row';
import { RegosTransport } from './transport/regos-transport';

export interface ItemImage {
  readonly itemId: number;
  /** An address on the public internet. */
  readonly url: string;
}

/** All pictures of goods: `Item/GetExt` names one of each alone. */
@Injectable()
export class RegosItemImages {
  constructor(private readonly transport: RegosTransport) {}

  /**
   * Page by page, behind whatever somebody waits for; an address that no picture can have is left out.
   * @source docs/regos.md 16 and 21.10: without ids it lists those of all items
   */
  async *pages(connection: RegosConnection): AsyncGenerator<readonly ItemImage[]> {
    const pages = readPages(
      async (page) => ({
        rows: rowsOf(await this.transport.read(connection, 'ItemImage/Get', page, 'background')),
      }),
      (row) => row.integer('id'),
      { isPatient: true },
    );
    for await (const { rows } of pages) {
      yield rows.flatMap((row) => {
        const itemId = row.integer('item_id');
        const url = pictureAddress(row.text('url') ?? '');
        return itemId === undefined || url === undefined ? [] : [{ itemId, url }];
      });
    }
  }
}
