import type { Pictogram } from './brush';
import { FRESH_PICTOGRAMS } from './fresh-pictograms';
import { SHOP_PICTOGRAMS } from './shop-pictograms';

export const PICTOGRAMS = { ...FRESH_PICTOGRAMS, ...SHOP_PICTOGRAMS } satisfies Record<string, Pictogram>;

export type PictogramName = keyof typeof PICTOGRAMS;
