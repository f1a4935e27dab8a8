// Where a name stands along a line: beside a stretch of it that is nearly straight or gently bent, never upside down.
// Lengths are pixels of the map's layers, y downwards.

/** @typedef {[x: number, y: number]} Point */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */
/** @typedef {{ from: Point, through: Point, to: Point, boxes: Box[] }} Spot a quadratic Bézier curve as baseline */

/** How far apart the points are at which a course is looked at. */
const STEP = 4;
/** How far from one another the stretches begin that are tried. */
const STRIDE = 8;
/** How far, at most, a course strays from the smooth curve along which its name is written. */
const MOST_ASTRAY = 8;
/** Most that a name is bent: the height of its arch over its length. */
const MOST_BENT = 0.12;
/** The steepest name, as the tangent of its angle. */
const STEEPEST = Math.tan((75 * Math.PI) / 180);
/** Between the middle of a line, which may be wide, and the foot of a name above it, or the head of one below. */
const [ABOVE, BELOW] = [8, 7];
/** Of the letters: their height, and half of that of a box about one, which may be turned. */
const [ASCENT, HALF] = [9, 6.5];

/**
 * Lines that meet end to end as one, so that a name may run over where they meet.
 *
 * @param {number[][][]} lines
 * @returns {number[][][]}
 */
export function joined(lines) {
  const [first, ...rest] = lines;
  if (!first) return [];
  for (const [i, other] of rest.entries()) {
    const longer = chained(first, other);
    if (longer) return joined([longer, ...rest.filter((_, j) => j !== i)]);
  }
  return [first, ...joined(rest)];
}

/**
 * @param {number[][]} a
 * @param {number[][]} b
 */
function chained(a, b) {
  const turned = [...b].reverse();
  for (const next of [b, turned]) {
    if (isSame(a[a.length - 1], next[0])) return [...a, ...next.slice(1)];
    if (isSame(next[next.length - 1], a[0])) return [...next, ...a.slice(1)];
  }
  return null;
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function isSame(a, b) {
  return a[0] === b[0] && a[1] === b[1];
}

/**
 * Points on a line, evenly spaced.
 *
 * @param {Point[]} line
 * @param {number} [step]
 * @returns {Point[]}
 */
export function spaced(line, step = STEP) {
  /** @type {Point[]} */
  const points = [];
  let next = 0; // how far beyond the current vertex the next point lies
  for (let i = 1; i < line.length; i++) {
    const [[x, y], [x2, y2]] = [line[i - 1], line[i]];
    const long = Math.hypot(x2 - x, y2 - y);
    for (; next < long; next += step) points.push([x + ((x2 - x) * next) / long, y + ((y2 - y) * next) / long]);
    next -= long;
  }
  return points;
}

/**
 * The first place for a name along a course at which all is free, the smoothest stretch first; null where there is none.
 *
 * @param {Point[]} points as `spaced` gives them
 * @param {number} width of the name
 * @param {(boxes: Box[]) => boolean} isFree
 * @returns {Spot | null}
 */
export function spotOn(points, width, isFree) {
  const count = Math.ceil(width / STEP) + 1;
  const middle = (points.length - count) / 2;
  const tried = [];
  for (let i = 0; i + count <= points.length; i += STRIDE / STEP) {
    const bow = bowOf(points.slice(i, i + count));
    if (bow) tried.push({ bow, astray: Math.round(bow.over + bow.under), far: Math.abs(i - middle) });
  }
  tried.sort((a, b) => a.astray - b.astray || a.far - b.far);
  for (const { bow } of tried) {
    for (const spot of beside(bow, width)) if (isFree(spot.boxes)) return spot;
  }
  return null;
}

/**
 * @typedef {object} Bow a parabola along a stretch, from left to right: `v` over the chord is `a + b u + c u²`
 * @property {Point} origin the middle of the chord
 * @property {Point} along the direction of the chord
 * @property {[a: number, b: number, c: number]} curve
 * @property {number} over how far the stretch reaches over the curve
 * @property {number} under
 */

/**
 * The parabola that is nearest to a stretch by least squares; null where the stretch is too steep, bent or crooked.
 *
 * @param {Point[]} stretch
 * @returns {Bow | null}
 */
function bowOf(stretch) {
  const [first, last] = [stretch[0], stretch[stretch.length - 1]];
  const [[x, y], [x2, y2]] = first[0] < last[0] ? [first, last] : [last, first];
  const long = Math.hypot(x2 - x, y2 - y);
  if (Math.abs(y2 - y) > STEEPEST * (x2 - x) || long < (stretch.length - 1) * STEP * 0.8) return null;
  /** @type {Point} */
  const along = [(x2 - x) / long, (y2 - y) / long];
  /** @type {Point} */
  const origin = [(x + x2) / 2, (y + y2) / 2];
  const seen = stretch.map(([px, py]) => inFrame([px - origin[0], py - origin[1]], along));
  const curve = parabola(seen);
  if (Math.abs(curve[2]) * (long / 2) ** 2 > MOST_BENT * long) return null;
  const off = seen.map(([u, v]) => v - at(curve, u));
  // y is downwards: what is over the curve is less
  const [over, under] = [-Math.min(...off), Math.max(...off)];
  return Math.max(over, under) > MOST_ASTRAY ? null : { origin, along, curve, over, under };
}

/**
 * @param {Point} point
 * @param {Point} along
 * @returns {Point}
 */
function inFrame([x, y], [ax, ay]) {
  return [x * ax + y * ay, y * ax - x * ay];
}

/**
 * @param {[number, number, number]} curve
 * @param {number} u
 */
function at([a, b, c], u) {
  return a + b * u + c * u * u;
}

/**
 * Least squares: the normal equations of three unknowns, by Cramer's rule.
 *
 * @param {Point[]} points
 * @returns {[number, number, number]}
 */
function parabola(points) {
  const sum = (/** @type {(point: Point) => number} */ of) => points.reduce((all, point) => all + of(point), 0);
  const [s0, s1, s2, s3, s4] = [0, 1, 2, 3, 4].map((power) => sum(([u]) => u ** power));
  const [t0, t1, t2] = [0, 1, 2].map((power) => sum(([u, v]) => v * u ** power));
  const whole = det(s0, s1, s2, s1, s2, s3, s2, s3, s4);
  return [
    det(t0, s1, s2, t1, s2, s3, t2, s3, s4) / whole,
    det(s0, t0, s2, s1, t1, s3, s2, t2, s4) / whole,
    det(s0, s1, t0, s1, s2, t1, s2, s3, t2) / whole,
  ];
}

/** @param {number[]} m of three rows */
function det(...m) {
  const [a, b, c, d, e, f, g, h, i] = m;
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

/**
 * The baselines above and below a stretch, as far off as it strays from the curve.
 *
 * @param {Bow} bow
 * @param {number} width
 * @returns {Spot[]}
 */
function beside({ origin, along, curve, over, under }, width) {
  const [a, , c] = curve;
  return [-(over + ABOVE), under + BELOW + ASCENT].map((off) => {
    const place = (/** @type {number} */ u, /** @type {number} */ v) => outOf([u, v + off], origin, along);
    const half = width / 2;
    const [from, to] = [place(-half, at(curve, -half)), place(half, at(curve, half))];
    // the control point of a parabola lies where the tangents of its ends meet: at u = 0, c·half² off the curve there
    const through = place(0, a - c * half * half);
    return { from, through, to, boxes: boxesOn((u) => place(u, at(curve, u) - ASCENT / 3), half) };
  });
}

/**
 * @param {Point} point
 * @param {Point} origin
 * @param {Point} along
 * @returns {Point}
 */
function outOf([u, v], [x, y], [ax, ay]) {
  return [x + u * ax - v * ay, y + u * ay + v * ax];
}

/**
 * What letters along a baseline cover, in small boxes, for a slanting name has a large one.
 *
 * @param {(u: number) => Point} place the middle of the letters
 * @param {number} half
 * @returns {Box[]}
 */
function boxesOn(place, half) {
  const count = Math.ceil(half / 5);
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = place(-half + ((i + 0.5) * 2 * half) / count);
    return [x - HALF, y - HALF, x + HALF, y + HALF];
  });
}

/**
 * Whether a box covers a point.
 *
 * @param {Box} box
 * @param {Point} point
 */
export function covers([left, top, right, bottom], [x, y]) {
  return left <= x && x <= right && top <= y && y <= bottom;
}
