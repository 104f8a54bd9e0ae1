import { PNG } from 'pngjs';
import { distance, type Shape } from './shapes';

/** `#rrggbb`. */
export type Color = string;

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
/** Pixels on a side that are judged together. */
const BLOCK = 12;

/** A square picture in unit coordinates: 0,0 is the upper left corner, 1,1 the lower right one. */
export class Canvas {
  private readonly png: PNG;

  constructor(private readonly size: number) {
    this.png = new PNG({ width: size, height: size });
  }

  /** Fills the picture from `top` to `bottom`, brightest behind the middle. */
  background(top: Color, bottom: Color): void {
    const [from, to] = [parseColor(top), parseColor(bottom)];
    const everywhere: Shape = () => Number.NEGATIVE_INFINITY;
    this.paint(everywhere, 0, (x, y, offset) => {
      const glow = Math.max(0, 1 - distance(x - 0.5, y - 0.48) * 1.9) * 0.55;
      this.blend(offset, from, 1);
      this.blend(offset, to, y);
      this.blend(offset, WHITE, glow);
      this.png.data[offset + 3] = 255;
    });
  }

  /**
   * Paints a shape with a smooth edge.
   * @param softness width of the edge in unit coordinates; one pixel unless told
   */
  fill(shape: Shape, color: Color, opacity = 1, softness = 1 / this.size): void {
    const ink = parseColor(color);
    this.paint(shape, softness, (x, y, offset) => {
      const coverage = Math.min(Math.max(0.5 - shape(x, y) / softness, 0), 1) * opacity;
      if (coverage > 0) this.blend(offset, ink, coverage);
    });
  }

  toPng(): Buffer {
    return PNG.sync.write(this.png);
  }

  /** Visits the pixels near a shape: a block whose middle is far from its edge is left out as a whole. */
  private paint(shape: Shape, softness: number, pixel: (x: number, y: number, offset: number) => void): void {
    const { size } = this;
    const reach = (BLOCK / size) * Math.SQRT1_2 + softness;
    for (let top = 0; top < size; top += BLOCK) {
      for (let left = 0; left < size; left += BLOCK) {
        if (shape((left + BLOCK / 2) / size, (top + BLOCK / 2) / size) > reach) continue;
        for (let row = top; row < Math.min(top + BLOCK, size); row += 1) {
          for (let column = left; column < Math.min(left + BLOCK, size); column += 1) {
            pixel((column + 0.5) / size, (row + 0.5) / size, (row * size + column) * 4);
          }
        }
      }
    }
  }

  private blend(offset: number, ink: Rgb, share: number): void {
    const { data } = this.png;
    for (let channel = 0; channel < 3; channel += 1) {
      const under = data[offset + channel] ?? 0;
      data[offset + channel] = under + ((ink[channel] ?? 0) - under) * share;
    }
  }
}

function parseColor(color: Color): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
