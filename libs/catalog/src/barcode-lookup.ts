import { Injectable } from '@nestjs/common';
import { KeyValueStore } from '@rto/kv';
import { RegosItems, RegosRefusal } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import type { CatalogItem } from './catalog-item';
import type { CatalogSnapshot } from './catalog-snapshot';

/** EAN-8 to GTIN-14, blanks between the digits tolerated. */
const BARCODE = /^\d{8,14}$/;
/** Barcodes are printed on the goods: what REGOS said of one stays true. */
const KEEP_SEC = 600;

/** Goods by a barcode that the catalogue does not know, because its rows may lack barcodes (docs/regos.md 21.10). */
@Injectable()
export class BarcodeLookup {
  constructor(
    private readonly items: RegosItems,
    private readonly store: KeyValueStore,
  ) {}

  /**
   * Asks REGOS once in ten minutes for each code; a text that is no barcode costs nothing.
   * @returns what the snapshot shows of the goods with it
   * @throws RetryableError when REGOS does not answer
   */
  async find(tenant: Tenant, snapshot: CatalogSnapshot, text: string): Promise<readonly CatalogItem[]> {
    const code = text.replace(/\s/g, '');
    if (!BARCODE.test(code)) return [];
    const ids = await this.idsOf(tenant, code);
    return ids.flatMap((id) => snapshot.item(id) ?? []);
  }

  private async idsOf(tenant: Tenant, code: string): Promise<readonly number[]> {
    const key = `t:${tenant.id}:barcode:${code}`;
    const known = await this.store.get<readonly number[]>(key);
    if (known) return known;
    const ids = await this.ask(tenant, code);
    await this.store.set(key, ids, KEEP_SEC);
    return ids;
  }

  private async ask(tenant: Tenant, code: string): Promise<readonly number[]> {
    try {
      return await this.items.idsByBarcode(tenant.connection, code, 'person');
    } catch (error) {
      if (error instanceof RegosRefusal) return []; // a REGOS without this method has no barcodes to give
      throw error;
    }
  }
}
