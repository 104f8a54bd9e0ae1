import { body, DARK, LEAF, shine, WHITE, type Pictogram } from './brush';
import { both, box, circle, ellipse, polygon, shifted, stroke, turned, union, without } from './shapes';

const fruit: Pictogram = (canvas, color) => {
  canvas.fill(stroke(0.5, 0.3, 0.54, 0.2, 0.012), '#7a5230');
  canvas.fill(turned(ellipse(0.56, 0.19, 0.085, 0.035), -18), LEAF);
  body(
    canvas,
    union(circle(0.44, 0.53, 0.22), circle(0.57, 0.53, 0.22), ellipse(0.505, 0.62, 0.2, 0.17)),
    color,
  );
  shine(canvas, turned(ellipse(0.4, 0.43, 0.05, 0.09), 25));
};

const tomato: Pictogram = (canvas, color) => {
  body(canvas, ellipse(0.5, 0.55, 0.28, 0.245), color);
  for (const angle of [0, 72, 144, 216, 288]) {
    canvas.fill(shifted(turned(ellipse(0.5, 0.44, 0.022, 0.08), angle), 0, -0.19), LEAF);
  }
  shine(canvas, turned(ellipse(0.36, 0.47, 0.045, 0.09), 35));
};

const longVegetable: Pictogram = (canvas, color) => {
  const shape = turned(union(box(0.22, 0.42, 0.78, 0.6, 0.09)), -32);
  body(canvas, shape, color);
  for (const [x, y] of [
    [0.32, 0.48],
    [0.44, 0.53],
    [0.56, 0.47],
    [0.67, 0.53],
  ] as const) {
    canvas.fill(turned(circle(x, y, 0.014), -32), WHITE, 0.45);
  }
  canvas.fill(turned(box(0.77, 0.485, 0.82, 0.535, 0.02), -32), '#6d7f35');
};

const carrot: Pictogram = (canvas, color) => {
  for (const angle of [-24, 0, 24]) {
    canvas.fill(turned(shifted(turned(ellipse(0.5, 0.42, 0.03, 0.11), angle), 0, -0.24), 35), LEAF);
  }
  const root = turned(polygon([[0.38, 0.34], [0.62, 0.34], [0.52, 0.82], [0.48, 0.82]], 0.035), 35); // prettier-ignore
  body(canvas, root, color);
  for (const y of [0.45, 0.56, 0.67]) {
    canvas.fill(turned(stroke(0.44, y, 0.5, y, 0.008), 35), '#b85f10', 0.6);
  }
};

const banana: Pictogram = (canvas, color) => {
  body(canvas, without(circle(0.5, 0.42, 0.32), circle(0.54, 0.27, 0.34)), color);
  canvas.fill(circle(0.195, 0.32, 0.03), '#6b4f1d');
  canvas.fill(circle(0.79, 0.5, 0.03), '#6b4f1d');
};

const grapes: Pictogram = (canvas, color) => {
  canvas.fill(stroke(0.5, 0.28, 0.52, 0.16, 0.014), '#7a5230');
  canvas.fill(turned(ellipse(0.62, 0.22, 0.1, 0.05), 12), LEAF);
  const rows = [4, 3, 3, 2, 1];
  rows.forEach((count, row) => {
    for (let index = 0; index < count; index += 1) {
      const x = 0.5 + (index - (count - 1) / 2) * 0.125;
      const y = 0.34 + row * 0.11;
      body(canvas, circle(x, y, 0.075), color);
      shine(canvas, circle(x - 0.022, y - 0.022, 0.017), 0.55);
    }
  });
};

const melon: Pictogram = (canvas, color) => {
  const whole = ellipse(0.5, 0.52, 0.33, 0.235);
  body(canvas, whole, color);
  for (const [shift, width] of [
    [-0.2, 0.05],
    [-0.07, 0.075],
    [0.07, 0.075],
    [0.2, 0.05],
  ] as const) {
    canvas.fill(both(whole, ellipse(0.5 + shift, 0.52, width * 0.45, 0.27)), '#3d7a2f', 0.35, 0.02);
  }
  shine(canvas, ellipse(0.38, 0.4, 0.09, 0.035));
};

const greens: Pictogram = (canvas, color) => {
  for (const angle of [-34, -17, 0, 17, 34]) {
    canvas.fill(shifted(turned(stroke(0.5, 0.3, 0.5, 0.62, 0.012), angle), 0, 0.1), '#5d8f3c');
    for (const [x, y, size] of [
      [0.5, 0.2, 0.075],
      [0.445, 0.28, 0.06],
      [0.555, 0.28, 0.06],
    ] as const) {
      body(canvas, shifted(turned(circle(x, y, size), angle), 0, 0.1), color);
    }
  }
  body(canvas, box(0.42, 0.66, 0.58, 0.72, 0.02), '#d9534a');
};

const nuts: Pictogram = (canvas, color) => {
  for (const [x, y, angle] of [
    [0.37, 0.6, -20],
    [0.63, 0.6, 20],
    [0.5, 0.63, 4],
    [0.44, 0.42, 14],
    [0.58, 0.42, -14],
  ] as const) {
    body(canvas, shifted(turned(ellipse(0.5, 0.5, 0.1, 0.135), angle), x - 0.5, y - 0.5), color);
    canvas.fill(shifted(turned(ellipse(0.5, 0.5, 0.012, 0.1), angle), x - 0.5, y - 0.5), DARK, 0.25);
  }
};

const potatoes: Pictogram = (canvas, color) => {
  for (const [x, y, angle] of [
    [0.41, 0.45, -15],
    [0.62, 0.5, 20],
    [0.45, 0.64, 8],
  ] as const) {
    body(canvas, shifted(turned(ellipse(0.5, 0.5, 0.17, 0.125), angle), x - 0.5, y - 0.5), color);
    canvas.fill(circle(x - 0.06, y + 0.03, 0.012), DARK, 0.25);
    canvas.fill(circle(x + 0.07, y - 0.02, 0.01), DARK, 0.25);
    shine(canvas, ellipse(x - 0.05, y - 0.055, 0.05, 0.02), 0.3);
  }
};

const onion: Pictogram = (canvas, color) => {
  for (const angle of [-16, 0, 16])
    canvas.fill(shifted(turned(stroke(0.5, 0.32, 0.5, 0.5, 0.014), angle), 0, -0.08), LEAF);
  const bulb = union(ellipse(0.5, 0.57, 0.26, 0.22), polygon([[0.4, 0.42], [0.5, 0.3], [0.6, 0.42]], 0.03)); // prettier-ignore
  body(canvas, bulb, color);
  for (const width of [0.07, 0.16]) {
    const skin = ellipse(0.5, 0.57, width, 0.215);
    canvas.fill(both(bulb, without(skin, ellipse(0.5, 0.57, width - 0.012, 0.21))), '#7a4a18', 0.35);
  }
  shine(canvas, turned(ellipse(0.38, 0.5, 0.035, 0.08), 25));
};

/** Fruit, vegetables, greens and nuts. */
export const FRESH_PICTOGRAMS = {
  banana,
  carrot,
  fruit,
  grapes,
  greens,
  longVegetable,
  melon,
  nuts,
  onion,
  potatoes,
  tomato,
};
