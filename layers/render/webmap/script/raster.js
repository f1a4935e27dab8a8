// Which pixels a feature covers in a view, computed once a view and feature. The picture is cut into square cells; what
// a feature covers of a cell is a piece: runs of pixels inside it, and the pixels at its outline, each with its coverage
// and how far from the outline, and how far along it, it lies. So a piece can be painted in any style.

/** @import { Outlines } from "./outlines.js" */

/**
 * The place of the picture in the plane of the map: `scale` and `originX`, `originY` give CSS pixels of the picture,
 * rounded as Leaflet rounds them; `ratio` device pixels a CSS pixel; `width` and `height` are device pixels.
 *
 * @typedef {object} Frame
 * @property {number} scale
 * @property {number} originX
 * @property {number} originY
 * @property {number} ratio
 * @property {number} width
 * @property {number} height
 */

/** Side of a cell in pixels; a place in it takes twice so many bits. */
export const CELL = 64;
export const BITS = 6;
/** Steps of a stored distance in a device pixel, and of a stored length in a CSS pixel. */
export const STEPS = 32;
export const LENGTHS = 16;
/** The stored distance of what lies too far from the outline to be coloured by it. */
export const FAR = 255;

/** Numbers that are added one by one. */
class Numbers {
  /** @param {Uint32ArrayConstructor | Uint16ArrayConstructor} type */
  constructor(type) {
    this.type = type;
    this.all = new type(1024);
    this.length = 0;
  }

  /** @param {number} number */
  push(number) {
    if (this.length === this.all.length) {
      const larger = new this.type(2 * this.length);
      larger.set(this.all);
      this.all = larger;
    }
    this.all[this.length++] = number;
  }
}

export class Raster {
  /**
   * @param {Outlines} outlines
   * @param {Frame} frame
   * @param {number} half half the width of the widest outline, in CSS pixels
   */
  constructor(outlines, frame, half) {
    this.outlines = outlines;
    this.frame = frame;
    this.across = Math.ceil(frame.width / CELL);
    this.down = Math.ceil(frame.height / CELL);
    const features = outlines.lines.length - 1;
    this.known = new Uint8Array(features);
    /** First piece and the piece after the last of each feature that is known. */
    this.first = new Uint32Array(features);
    this.after = new Uint32Array(features);
    /** The pieces of each cell, in no order. */
    this.cells = Array.from({ length: this.across * this.down }, () => /** @type {number[]} */ ([]));
    this.features = new Numbers(Uint32Array);
    this.cellOf = new Numbers(Uint32Array);
    /** Where the runs and the outline pixels of each piece begin; those of the next begin where they end. */
    this.runStarts = new Numbers(Uint32Array);
    this.edgeStarts = new Numbers(Uint32Array);
    /** Place in the cell | length << 12. */
    this.runs = new Numbers(Uint32Array);
    /** Place in the cell | coverage << 12 | distance << 20, and the length along the outline. */
    this.edges = new Numbers(Uint32Array);
    this.lengths = new Numbers(Uint16Array);
    this.runStarts.push(0);
    this.edgeStarts.push(0);
    this.reach = Math.min(half * frame.ratio + 0.5, (FAR - 1) / STEPS);
    this.sums = new Float32Array(0);
    this.distances = new Float32Array(0);
    this.along = new Float32Array(0);
  }

  /**
   * See to it that the pieces of a feature are known.
   *
   * @param {number} feature
   */
  add(feature) {
    if (this.known[feature]) return;
    this.known[feature] = 1;
    this.first[feature] = this.features.length;
    const box = this.boxOf(feature);
    if (box) this.draw(feature, box);
    this.after[feature] = this.features.length;
  }

  /**
   * Left, top, right and bottom in pixels of the picture, the latter two exclusive; null outside it.
   *
   * @param {number} feature
   */
  boxOf(feature) {
    const { scale, originX, originY, ratio, width, height } = this.frame;
    const [west, north, east, south] = this.outlines.boxes.subarray(4 * feature, 4 * feature + 4);
    const margin = this.reach + 1;
    const left = Math.max(0, Math.floor((west * scale - originX - 1) * ratio - margin));
    const top = Math.max(0, Math.floor((north * scale - originY - 1) * ratio - margin));
    const right = Math.min(width, Math.ceil((east * scale - originX + 1) * ratio + margin));
    const bottom = Math.min(height, Math.ceil((south * scale - originY + 1) * ratio + margin));
    return left < right && top < bottom ? { left, top, right, bottom } : null;
  }

  /**
   * @param {number} feature
   * @param {NonNullable<ReturnType<Raster["boxOf"]>>} box
   */
  draw(feature, { left, top, right, bottom }) {
    const [width, height] = [right - left, bottom - top];
    const size = (width + 2) * height;
    if (this.sums.length < size) {
      this.sums = new Float32Array(size);
      this.distances = new Float32Array(size);
      this.along = new Float32Array(size);
    }
    this.sums.fill(0, 0, size);
    this.distances.fill(Infinity, 0, size);
    const { lines } = this.outlines;
    for (let line = lines[feature]; line < lines[feature + 1]; line++) this.drawRing(line, left, top, width, height);
    this.cut(feature, left, top, width, height);
  }

  /**
   * @param {number} line
   * @param {number} left
   * @param {number} top
   * @param {number} width
   * @param {number} height
   */
  drawRing(line, left, top, width, height) {
    const { scale, originX, originY, ratio } = this.frame;
    const { xy, starts, holes } = this.outlines;
    const [start, end] = [starts[line], starts[line + 1]];
    // an outer ring counts up and a hole down, whatever way they run
    const sign = turns(xy, start, end) === Boolean(holes[line]) ? 1 : -1;
    let x = Math.round(xy[start] * scale - originX);
    let y = Math.round(xy[start + 1] * scale - originY);
    let length = 0;
    for (let k = start + 2; k < end; k += 2) {
      const nextX = Math.round(xy[k] * scale - originX);
      const nextY = Math.round(xy[k + 1] * scale - originY);
      if (nextX === x && nextY === y) continue;
      const [ax, ay, bx, by] = [x * ratio - left, y * ratio - top, nextX * ratio - left, nextY * ratio - top];
      sumEdge(this.sums, width, height, ax, ay, bx, by, sign);
      const own = Math.hypot(nextX - x, nextY - y);
      measureEdge(this.distances, this.along, width, height, ax, ay, bx, by, this.reach, length, own);
      length += own;
      x = nextX;
      y = nextY;
    }
  }

  /**
   * Cut what has been drawn of a feature into pieces.
   *
   * @param {number} feature
   * @param {number} left
   * @param {number} top
   * @param {number} width
   * @param {number} height
   */
  cut(feature, left, top, width, height) {
    const { sums } = this;
    for (let row = 0; row < height; row++) {
      let sum = 0;
      for (let k = row * (width + 2), end = k + width; k < end; k++) {
        sum += sums[k];
        sums[k] = sum;
      }
    }
    for (let cellY = top >> BITS; cellY << BITS < top + height; cellY++) {
      for (let cellX = left >> BITS; cellX << BITS < left + width; cellX++) {
        this.cutCell(feature, cellX, cellY, left, top, width, height);
      }
    }
  }

  /**
   * @param {number} feature
   * @param {number} cellX
   * @param {number} cellY
   * @param {number} left
   * @param {number} top
   * @param {number} width
   * @param {number} height
   */
  cutCell(feature, cellX, cellY, left, top, width, height) {
    const { sums, distances, along, reach, runs, edges, lengths } = this;
    const [x0, y0] = [cellX << BITS, cellY << BITS];
    const [fromX, toX] = [Math.max(x0, left), Math.min(x0 + CELL, left + width)];
    const [fromY, toY] = [Math.max(y0, top), Math.min(y0 + CELL, top + height)];
    const [firstRun, firstEdge] = [runs.length, edges.length];
    for (let y = fromY; y < toY; y++) {
      let run = 0;
      let k = (y - top) * (width + 2) + fromX - left;
      for (let x = fromX; x < toX; x++, k++) {
        const coverage = Math.min(255, Math.round(Math.abs(sums[k]) * 255));
        const far = distances[k] > reach;
        if (far && coverage === 255) {
          run += 1;
          continue;
        }
        const place = ((y - y0) << BITS) | (x - x0);
        if (run) runs.push((place - run) | (run << (2 * BITS)));
        run = 0;
        if (far && !coverage) continue;
        const distance = far ? FAR : Math.round(distances[k] * STEPS);
        edges.push(place | (coverage << 12) | (distance << 20));
        lengths.push(far ? 0 : Math.round(along[k] * LENGTHS) & 0xffff);
      }
      if (run) runs.push((((y - y0) << BITS) + toX - x0 - run) | (run << (2 * BITS)));
    }
    if (runs.length === firstRun && edges.length === firstEdge) return;
    const cell = cellY * this.across + cellX;
    this.cells[cell].push(this.features.length);
    this.features.push(feature);
    this.cellOf.push(cell);
    this.runStarts.push(runs.length);
    this.edgeStarts.push(edges.length);
  }
}

/**
 * Whether a ring runs clockwise in a plane whose y goes down.
 *
 * @param {Float64Array} xy
 * @param {number} start
 * @param {number} end
 */
function turns(xy, start, end) {
  let area = 0;
  for (let k = start; k + 2 < end; k += 2) {
    area += (xy[k] - xy[start]) * (xy[k + 3] - xy[start + 1]) - (xy[k + 2] - xy[start]) * (xy[k + 1] - xy[start + 1]);
  }
  return area > 0;
}

/**
 * Add what an edge does to the sums along the rows: the sum up to a pixel is then how much of it lies inside. What is
 * left of the picture counts at its edge.
 *
 * @param {Float32Array} sums two wider than the picture
 * @param {number} width
 * @param {number} height
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {number} sign
 */
function sumEdge(sums, width, height, ax, ay, bx, by, sign) {
  if (ay === by) return;
  const down = ay < by;
  const [topX, topY, endX, endY] = down ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const direction = down ? sign : -sign;
  const slope = (endX - topX) / (endY - topY);
  const last = Math.min(height, Math.ceil(endY));
  for (let y = Math.max(0, Math.floor(topY)); y < last; y++) {
    const [from, to] = [Math.max(y, topY), Math.min(y + 1, endY)];
    const one = Math.min(Math.max(topX + (from - topY) * slope, 0), width);
    const other = Math.min(Math.max(topX + (to - topY) * slope, 0), width);
    sumSlice(sums, y * (width + 2), Math.min(one, other), Math.max(one, other), (to - from) * direction);
  }
}

/**
 * Spread the height of an edge within one row over the pixels from x0 to x1.
 *
 * @param {Float32Array} sums
 * @param {number} row
 * @param {number} x0
 * @param {number} x1
 * @param {number} height
 */
function sumSlice(sums, row, x0, x1, height) {
  const first = Math.floor(x0);
  if (x1 <= first + 1) {
    const rest = height * ((x0 + x1) / 2 - first);
    sums[row + first] += height - rest;
    sums[row + first + 1] += rest;
    return;
  }
  // how much of each pixel, and of each strip left of it, lies right of the edge; the sums take the differences
  let before = 0;
  const steep = height / (x1 - x0);
  const last = Math.ceil(x1);
  for (let x = first; x < last; x++) {
    const [from, to] = [Math.max(x, x0), Math.min(x + 1, x1)];
    const covered = steep * (from - x0 + (to - from) * (x + 1 - (from + to) / 2));
    sums[row + x] += covered - before;
    before = covered;
  }
  sums[row + last] += height - before;
}

/**
 * Keep for each pixel near an edge the least distance to it, and how far along the outline it lies.
 *
 * @param {Float32Array} distances two wider than the picture
 * @param {Float32Array} along
 * @param {number} width
 * @param {number} height
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {number} reach
 * @param {number} before the length of the outline up to the edge, in CSS pixels
 * @param {number} own the length of the edge, in CSS pixels
 */
function measureEdge(distances, along, width, height, ax, ay, bx, by, reach, before, own) {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const [left, right] = ax < bx ? [ax, bx] : [bx, ax];
  const [top, bottom] = ay < by ? [ay, by] : [by, ay];
  // along a row, the pixels within reach of the whole line
  const half = dy === 0 ? Infinity : (reach * Math.sqrt(squared)) / Math.abs(dy) + 0.5;
  const lastRow = Math.min(height, Math.ceil(bottom + reach));
  for (let y = Math.max(0, Math.floor(top - reach)); y < lastRow; y++) {
    const cy = y + 0.5;
    const middle = dy === 0 ? 0 : ax + ((cy - ay) / dy) * dx;
    const lastX = Math.min(width, Math.ceil(Math.min(right + reach, middle + half)));
    let x = Math.max(0, Math.floor(Math.max(left - reach, middle - half)));
    for (let at = y * (width + 2) + x; x < lastX; x++, at++) {
      const cx = x + 0.5;
      const share = Math.min(1, Math.max(0, ((cx - ax) * dx + (cy - ay) * dy) / squared));
      const [offX, offY] = [cx - ax - share * dx, cy - ay - share * dy];
      const distance = Math.sqrt(offX * offX + offY * offY);
      if (distance >= distances[at] || distance > reach) continue;
      distances[at] = distance;
      along[at] = before + share * own;
    }
  }
}
