import { LRUCache } from 'lru-cache';
import { Canvas, type Color } from './canvas';
import { GOODS } from './goods';
import { PICTOGRAMS } from './pictograms';
import { ellipse } from './shapes';

const NEUTRAL: readonly [Color, Color] = ['#f4f1ea', '#e2dccf'];
/** Top and bottom of a picture's background, by the first digit of its item's id. */
const BACKGROUNDS: readonly (readonly [Color, Color])[] = [
  NEUTRAL,
  ['#eaf4e2', '#cbe3bd'],
  ['#fbf0dd', '#f0d9b0'],
  ['#e6f1f9', '#c6def0'],
  ['#fbe8e4', '#f2cfc7'],
  ['#faf0d8', '#ecdba9'],
  ['#e2f3f4', '#bfe1e4'],
  ['#f8e6f0', '#ecc9dc'],
  ['#eceaf6', '#d2cdea'],
];
/** 300 pixels cost about 30 KB: the whole shelf in one size, and some more. */
const MAX_KEPT = 120;
const FILE_NAME = /^(\d{1,6})-(100|300|900)\.png$/;

/** Pictures of the demo shop's goods, drawn when first asked for; the same item always looks the same. */
export class ItemPictures {
  private readonly kept = new LRUCache<string, Buffer>({ max: MAX_KEPT });

  /** What a person of the demo sends as a photo. */
  snapshot(): Buffer {
    const [first] = GOODS;
    return (first && renderItemPicture(first.id, 300)) ?? Buffer.alloc(0);
  }

  /** The picture behind an `imageUrl` of the demo shop, by the last segment of its path: `1001-300.png`. */
  byFileName(fileName: string): Buffer | undefined {
    const [, itemId, sizePx] = FILE_NAME.exec(fileName) ?? [];
    if (itemId === undefined) return undefined;
    const picture = this.kept.get(fileName) ?? renderItemPicture(Number(itemId), Number(sizePx));
    if (picture !== undefined) this.kept.set(fileName, picture);
    return picture;
  }
}

/** A square PNG. @returns undefined when the shop has no picture of the item */
export function renderItemPicture(itemId: number, sizePx: number): Buffer | undefined {
  const look = GOODS.find(({ id }) => id === itemId)?.look;
  if (look === undefined) return undefined;
  const canvas = new Canvas(sizePx);
  const [top, bottom] = BACKGROUNDS[Math.floor(itemId / 1000)] ?? NEUTRAL;
  canvas.background(top, bottom);
  canvas.fill(ellipse(0.5, 0.85, 0.27, 0.045), '#000000', 0.22, 0.05);
  PICTOGRAMS[look.pictogram](canvas, look.color);
  return canvas.toPng();
}

/** The address that the fake REGOS fills with the size asked for. */
export function pictureUrl(baseUrl: string, itemId: number): string {
  return `${baseUrl}/${itemId}-{size}.png`;
}
