import { getHeapStatistics } from 'node:v8';
import type { StockedItem } from '@rto/regos';

const MB = 1024 * 1024;

/** Goods of one shop, parents of variants among them (ADR 29). */
export const MAX_GOODS = 100_000;
/** Memory that the goods of one shop may take: the most goods with usual texts, or 12,000 with the longest ones. */
export const MAX_SHOP_BYTES = 128 * MB;
/**
 * All catalogues of this process. Chosen to keep it below 1 GB: with 192 MB it took up to 1.08 GB on a busy machine
 * (docs/benchmarks.md, "shops"). A small heap is shared with everything else that the process does.
 */
export const MAX_HELD_BYTES = Math.min(128 * MB, getHeapStatistics().heap_size_limit / 4);

/** Objects, numbers and places in the lists, the tree and the search; measured. */
const BYTES_OF_ITEM = 600;
/** The words of a name stand in the search as well, once somebody searches. */
const BYTES_OF_SIGN = 2;

/** Memory that an item takes in a catalogue; an estimate. */
function bytesOf({ name, description, imageUrl, articul, barcodes }: ItemTexts): number {
  const signs = 2 * name.length + lengthOf(description) + lengthOf(imageUrl) + lengthOf(articul);
  return BYTES_OF_ITEM + BYTES_OF_SIGN * (signs + barcodes.reduce((sum, code) => sum + code.length, 0));
}

export function bytesOfAll(items: readonly ItemTexts[]): number {
  return items.reduce((sum, item) => sum + bytesOf(item), 0);
}

type ItemTexts = Pick<StockedItem, 'name' | 'description' | 'imageUrl' | 'articul' | 'barcodes'>;

function lengthOf(text: string | undefined): number {
  return text?.length ?? 0;
}

/** The rows of a shop that is read, each id once, as many as fit: by the order of REGOS, which is by name. */
export class FittingRows {
  private readonly byId = new Map<number, StockedItem>();
  private total = 0;
  private isCut = false;

  /** Whether rows came that did not fit. */
  get isFull(): boolean {
    return this.isCut;
  }

  /** See {@link bytesOf}. */
  get bytes(): number {
    return this.total;
  }

  get size(): number {
    return this.byId.size;
  }

  add(rows: readonly StockedItem[]): void {
    for (const row of rows) {
      const before = this.byId.get(row.id);
      const bytes = this.total + bytesOf(row) - (before ? bytesOf(before) : 0);
      this.isCut ||= bytes > MAX_SHOP_BYTES || (!before && this.byId.size === MAX_GOODS);
      if (this.isCut) return;
      this.byId.set(row.id, row);
      this.total = bytes;
    }
  }

  all(): StockedItem[] {
    return [...this.byId.values()];
  }
}
