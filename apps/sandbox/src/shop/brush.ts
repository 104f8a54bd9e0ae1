import type { Canvas, Color } from './canvas';
import { type Shape, shifted, without } from './shapes';

/** Draws one kind of goods in its colour, about the middle of the picture. */
export type Pictogram = (canvas: Canvas, color: Color) => void;

export const LEAF = '#4d9a3f';
export const DARK = '#3c3a36';
export const WHITE = '#ffffff';
export const CREAM = '#fff6e3';

/** A shape with a shadow along its right side: what makes flat shapes look like things. */
export function body(canvas: Canvas, shape: Shape, color: Color): void {
  canvas.fill(shape, color);
  canvas.fill(without(shape, shifted(shape, -0.045, -0.03)), '#000000', 0.13, 0.03);
}

/** A soft light spot. */
export function shine(canvas: Canvas, shape: Shape, opacity = 0.4): void {
  canvas.fill(shape, WHITE, opacity, 0.02);
}
