/** Distance of a point to the edge: negative inside. What a canvas needs to draw a smooth edge. */
export type Shape = (x: number, y: number) => number;

/** `Math.hypot` costs ten times as much, and a picture asks for millions. */
export function distance(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

export function circle(centerX: number, centerY: number, radius: number): Shape {
  return (x, y) => distance(x - centerX, y - centerY) - radius;
}

/** Exact on the axes, close enough elsewhere for a picture. */
export function ellipse(centerX: number, centerY: number, radiusX: number, radiusY: number): Shape {
  return (x, y) => {
    const reach = distance((x - centerX) / radiusX, (y - centerY) / radiusY);
    return (reach - 1) * Math.min(radiusX, radiusY);
  };
}

/** A rectangle with round corners. */
export function box(left: number, top: number, right: number, bottom: number, corner = 0.02): Shape {
  const [centerX, centerY] = [(left + right) / 2, (top + bottom) / 2];
  const [halfWidth, halfHeight] = [(right - left) / 2 - corner, (bottom - top) / 2 - corner];
  return (x, y) => {
    const overX = Math.abs(x - centerX) - halfWidth;
    const overY = Math.abs(y - centerY) - halfHeight;
    const outside = distance(Math.max(overX, 0), Math.max(overY, 0));
    return outside + Math.min(Math.max(overX, overY), 0) - corner;
  };
}

/** A thick line with round ends. */
export function stroke(fromX: number, fromY: number, toX: number, toY: number, radius: number): Shape {
  const [dx, dy] = [toX - fromX, toY - fromY];
  return (x, y) => {
    const along = ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy);
    const nearest = Math.min(Math.max(along, 0), 1);
    return distance(x - fromX - dx * nearest, y - fromY - dy * nearest) - radius;
  };
}

type Point = readonly [x: number, y: number];

/** A polygon; its corners are as round as `corner` says. */
export function polygon(points: readonly Point[], corner = 0.015): Shape {
  const edges = points.map((from, index) => {
    const to = points[(index + 1) % points.length] ?? from;
    return { from, to, line: stroke(...from, ...to, 0) };
  });
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    let isInside = false;
    for (const { from, to, line } of edges) {
      const [[fromX, fromY], [toX, toY]] = [from, to];
      nearest = Math.min(nearest, line(x, y));
      const crosses = fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;
      if (crosses) isInside = !isInside;
    }
    return (isInside ? -nearest : nearest) - corner;
  };
}

export function union(...shapes: readonly Shape[]): Shape {
  return (x, y) =>
    shapes.reduce((nearest, shape) => Math.min(nearest, shape(x, y)), Number.POSITIVE_INFINITY);
}

export function both(one: Shape, other: Shape): Shape {
  return (x, y) => Math.max(one(x, y), other(x, y));
}

export function without(shape: Shape, hole: Shape): Shape {
  return (x, y) => Math.max(shape(x, y), -hole(x, y));
}

/** Turned clockwise about the middle of the picture. */
export function turned(shape: Shape, degrees: number): Shape {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return (x, y) => {
    const [dx, dy] = [x - 0.5, y - 0.5];
    return shape(0.5 + dx * cos + dy * sin, 0.5 - dx * sin + dy * cos);
  };
}

export function shifted(shape: Shape, dx: number, dy: number): Shape {
  return (x, y) => shape(x - dx, y - dy);
}
