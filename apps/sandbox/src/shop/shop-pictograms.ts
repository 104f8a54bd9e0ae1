import { body, CREAM, DARK, shine, WHITE, type Pictogram } from './brush';
import { both, box, circle, ellipse, polygon, shifted, stroke, turned, union, without } from './shapes';

const flatbread: Pictogram = (canvas, color) => {
  body(canvas, circle(0.5, 0.51, 0.31), color);
  canvas.fill(circle(0.5, 0.51, 0.2), '#f6dca3');
  canvas.fill(without(circle(0.5, 0.51, 0.205), circle(0.5, 0.51, 0.19)), '#a8642a', 0.7);
  for (let index = 0; index < 24; index += 1) {
    const [ring, angle] = [0.05 + (index % 3) * 0.055, index * 2.4];
    canvas.fill(circle(0.5 + ring * Math.cos(angle), 0.51 + ring * Math.sin(angle), 0.01), '#6a4a22');
  }
};

const loaf: Pictogram = (canvas, color) => {
  const shape = turned(union(box(0.18, 0.4, 0.82, 0.64, 0.12)), -12);
  body(canvas, shape, color);
  for (const x of [0.32, 0.46, 0.6]) {
    canvas.fill(turned(stroke(x, 0.57, x + 0.08, 0.46, 0.017), -12), '#fbe3b4');
  }
};

const bottle: Pictogram = (canvas, color) => {
  const glass = union(box(0.38, 0.36, 0.62, 0.84, 0.06), box(0.455, 0.2, 0.545, 0.42, 0.02));
  body(canvas, glass, color);
  canvas.fill(box(0.445, 0.14, 0.555, 0.215, 0.018), DARK, 0.85);
  canvas.fill(box(0.38, 0.5, 0.62, 0.7, 0.002), WHITE, 0.92);
  canvas.fill(circle(0.5, 0.6, 0.055), color);
  shine(canvas, box(0.41, 0.4, 0.435, 0.8, 0.012));
};

const carton: Pictogram = (canvas, color) => {
  body(canvas, polygon([[0.36, 0.32], [0.43, 0.18], [0.57, 0.18], [0.64, 0.32]], 0.01), WHITE); // prettier-ignore
  canvas.fill(box(0.43, 0.13, 0.57, 0.2, 0.008), color);
  body(canvas, box(0.35, 0.31, 0.65, 0.85, 0.012), WHITE);
  canvas.fill(both(box(0.35, 0.31, 0.65, 0.85, 0.012), ellipse(0.5, 0.92, 0.28, 0.36)), color);
  canvas.fill(circle(0.5, 0.44, 0.055), color);
  shine(canvas, box(0.37, 0.6, 0.39, 0.82, 0.01));
};

const jar: Pictogram = (canvas, color) => {
  body(canvas, box(0.33, 0.32, 0.67, 0.82, 0.07), color);
  body(canvas, box(0.35, 0.21, 0.65, 0.33, 0.025), '#c9a14a');
  canvas.fill(box(0.33, 0.47, 0.67, 0.69, 0.002), CREAM);
  canvas.fill(box(0.41, 0.53, 0.59, 0.56, 0.012), DARK, 0.6);
  canvas.fill(box(0.44, 0.6, 0.56, 0.625, 0.01), DARK, 0.35);
  shine(canvas, box(0.36, 0.36, 0.385, 0.46, 0.012));
};

const can: Pictogram = (canvas, color) => {
  body(canvas, box(0.36, 0.2, 0.64, 0.84, 0.05), color);
  canvas.fill(ellipse(0.5, 0.21, 0.125, 0.03), '#d9dcdf');
  canvas.fill(
    both(box(0.36, 0.2, 0.64, 0.84, 0.05), turned(box(0.1, 0.44, 0.9, 0.6, 0.01), -24)),
    WHITE,
    0.85,
  );
  shine(canvas, box(0.385, 0.27, 0.41, 0.78, 0.012));
};

const bag: Pictogram = (canvas, color) => {
  body(canvas, polygon([[0.31, 0.3], [0.69, 0.3], [0.73, 0.82], [0.27, 0.82]], 0.03), color); // prettier-ignore
  body(canvas, box(0.29, 0.2, 0.71, 0.31, 0.015), color);
  for (const x of [0.36, 0.43, 0.5, 0.57, 0.64]) canvas.fill(stroke(x, 0.22, x, 0.29, 0.005), DARK, 0.25);
  canvas.fill(ellipse(0.5, 0.56, 0.14, 0.12), CREAM);
  for (const angle of [-40, 0, 40]) {
    canvas.fill(shifted(turned(ellipse(0.5, 0.46, 0.02, 0.05), angle), 0, 0.1), '#c89436');
  }
};

const cheese: Pictogram = (canvas, color) => {
  body(canvas, polygon([[0.2, 0.5], [0.66, 0.3], [0.8, 0.5]], 0.02), '#ffe08a'); // prettier-ignore
  body(canvas, box(0.18, 0.49, 0.82, 0.73, 0.02), color);
  for (const [x, y, size] of [
    [0.32, 0.6, 0.045],
    [0.52, 0.65, 0.035],
    [0.67, 0.58, 0.05],
  ] as const) {
    canvas.fill(circle(x, y, size), '#c9932a', 0.55);
  }
};

const eggs: Pictogram = (canvas, color) => {
  for (const [x, y] of [
    [0.35, 0.5],
    [0.65, 0.5],
    [0.5, 0.54],
  ] as const) {
    body(canvas, ellipse(x, y, 0.125, 0.165), color);
    shine(canvas, ellipse(x - 0.04, y - 0.06, 0.025, 0.045), 0.55);
  }
  body(canvas, box(0.2, 0.62, 0.8, 0.76, 0.05), '#9a8f80');
};

const meat: Pictogram = (canvas, color) => {
  const cut = union(ellipse(0.45, 0.52, 0.26, 0.21), ellipse(0.62, 0.56, 0.19, 0.15));
  body(canvas, cut, '#fbe4dc');
  canvas.fill(union(ellipse(0.45, 0.52, 0.225, 0.175), ellipse(0.62, 0.56, 0.155, 0.115)), color);
  canvas.fill(circle(0.38, 0.5, 0.06), '#fbe4dc');
  canvas.fill(circle(0.38, 0.5, 0.03), color, 0.6);
  canvas.fill(stroke(0.52, 0.44, 0.66, 0.56, 0.012), '#fbe4dc', 0.8);
};

const sausage: Pictogram = (canvas, color) => {
  body(canvas, turned(box(0.16, 0.41, 0.7, 0.61, 0.1), -20), color);
  body(canvas, turned(ellipse(0.7, 0.51, 0.07, 0.1), -20), '#f0b3a0');
  for (const [x, y] of [
    [0.69, 0.47],
    [0.72, 0.53],
    [0.68, 0.56],
  ] as const) {
    canvas.fill(turned(circle(x, y, 0.013), -20), CREAM);
  }
  shine(canvas, turned(box(0.23, 0.45, 0.58, 0.475, 0.012), -20), 0.3);
};

const pack: Pictogram = (canvas, color) => {
  body(canvas, polygon([[0.68, 0.26], [0.77, 0.33], [0.77, 0.78], [0.68, 0.82]], 0.006), '#8d8478'); // prettier-ignore
  body(canvas, box(0.25, 0.24, 0.7, 0.83, 0.02), color);
  canvas.fill(ellipse(0.475, 0.46, 0.15, 0.12), CREAM);
  canvas.fill(turned(ellipse(0.475, 0.47, 0.1, 0.04), -35), color, 0.85);
  canvas.fill(box(0.32, 0.66, 0.63, 0.7, 0.014), WHITE, 0.85);
  canvas.fill(box(0.38, 0.74, 0.57, 0.765, 0.01), WHITE, 0.6);
};

const chocolate: Pictogram = (canvas, color) => {
  body(canvas, turned(box(0.28, 0.22, 0.72, 0.8, 0.02), 14), color);
  for (const x of [0.39, 0.5, 0.61]) {
    for (const y of [0.29, 0.4, 0.51]) {
      canvas.fill(turned(box(x - 0.045, y - 0.042, x + 0.045, y + 0.042, 0.012), 14), WHITE, 0.14);
    }
  }
  body(canvas, turned(box(0.265, 0.56, 0.735, 0.82, 0.012), 14), '#d8b04c');
};

const cookies: Pictogram = (canvas, color) => {
  for (const [x, y] of [
    [0.39, 0.42],
    [0.62, 0.46],
    [0.48, 0.64],
  ] as const) {
    body(canvas, circle(x, y, 0.155), color);
    for (let chip = 0; chip < 6; chip += 1) {
      const [reach, angle] = [0.04 + (chip % 2) * 0.06, chip * 1.1];
      canvas.fill(circle(x + reach * Math.cos(angle), y + reach * Math.sin(angle), 0.018), '#5b3418');
    }
  }
};

const sweets: Pictogram = (canvas, color) => {
  for (const [x, y] of [
    [0.36, 0.62],
    [0.62, 0.62],
    [0.49, 0.42],
  ] as const) {
    body(canvas, box(x - 0.125, y - 0.095, x + 0.125, y + 0.105, 0.025), color);
    canvas.fill(box(x - 0.125, y - 0.01, x + 0.125, y + 0.025, 0.004), CREAM, 0.8);
    canvas.fill(circle(x, y - 0.055, 0.03), '#7fa64a');
  }
};

const bowl: Pictogram = (canvas, color) => {
  const cup = both(ellipse(0.5, 0.4, 0.3, 0.36), box(0.1, 0.4, 0.9, 0.9, 0));
  body(canvas, union(cup, box(0.4, 0.72, 0.6, 0.79, 0.02)), WHITE);
  canvas.fill(both(cup, box(0.1, 0.46, 0.9, 0.6, 0)), color);
  for (const x of [0.3, 0.4, 0.5, 0.6, 0.7]) {
    canvas.fill(both(cup, turned(box(x - 0.03, 0.5, x + 0.03, 0.56, 0.004), 0)), '#f3d27a');
  }
  canvas.fill(ellipse(0.5, 0.4, 0.3, 0.06), '#e8e4da');
  canvas.fill(ellipse(0.5, 0.41, 0.25, 0.042), '#b98a3a', 0.75);
};

const apron: Pictogram = (canvas, color) => {
  canvas.fill(without(circle(0.5, 0.27, 0.12), circle(0.5, 0.27, 0.095)), DARK, 0.7);
  body(canvas, union(box(0.38, 0.26, 0.62, 0.5, 0.02), polygon([[0.3, 0.48], [0.7, 0.48], [0.76, 0.84], [0.24, 0.84]], 0.02)), color); // prettier-ignore
  canvas.fill(stroke(0.18, 0.5, 0.82, 0.5, 0.013), DARK, 0.55);
  canvas.fill(box(0.39, 0.6, 0.61, 0.73, 0.03), WHITE, 0.35);
};

const roll: Pictogram = (canvas, color) => {
  body(canvas, box(0.34, 0.28, 0.66, 0.76, 0.01), WHITE);
  canvas.fill(box(0.34, 0.44, 0.66, 0.62, 0.002), color, 0.9);
  body(canvas, ellipse(0.5, 0.76, 0.16, 0.05), WHITE);
  canvas.fill(ellipse(0.5, 0.28, 0.16, 0.055), '#ece7dd');
  canvas.fill(ellipse(0.5, 0.28, 0.06, 0.022), '#a98c63');
};

/** Everything that is baked, packed or not eaten. */
export const SHOP_PICTOGRAMS = {
  apron,
  bag,
  bottle,
  bowl,
  can,
  carton,
  cheese,
  chocolate,
  cookies,
  eggs,
  flatbread,
  jar,
  loaf,
  meat,
  pack,
  roll,
  sausage,
  sweets,
};
