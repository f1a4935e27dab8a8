// Which pixels a feature covers in a view, computed once a view and feature. The picture is cut into square cells; what
// a feature covers of a cell is a piece: runs of pixels inside it, and the pixels at its outline, each with its coverage
// and how far from the outline, and how far along it, it lies. So a piece can be painted in any style. After a pan the
// cells that stay in view are kept, and only the others are computed.

/** @import { Outlines } from "./outlines.js" */

/**
 * The place of the picture in the plane of the map: `scale` and `originX`, `originY` give CSS pixels of the picture,
 * rounded as Leaflet rounds them; `left` and `top` are its corner in the layers of the map, where patterns begin, in CSS
 * pixels; `ratio` device pixels a CSS pixel; `width` and `height` are device pixels.
 *
 * @typedef {object} Frame
 * @property {number} scale
 * @property {number} originX
 * @property {number} originY
 * @property {number} left
 * @property {number} top
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
    this.all = new type(32);
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

/** What lies in a square of the picture, a piece a feature. It goes with all that it holds once it is out of view. */
export class Cell {
  /** @param {number} born the generation of the raster in which it came into view */
  constructor(born) {
    this.born = born;
    this.painted = false;
    this.features = new Numbers(Uint32Array);
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
    /** The pieces, as they were last sorted. */
    this.sorted = /** @type {number[]} */ ([]);
  }

  /**
   * Make a piece of what has been pushed since the last one, if anything.
   *
   * @param {number} feature
   */
  endPiece(feature) {
    const { runs, edges, runStarts, edgeStarts } = this;
    const piece = this.features.length;
    if (runs.length === runStarts.all[piece] && edges.length === edgeStarts.all[piece]) return;
    this.features.push(feature);
    runStarts.push(runs.length);
    edgeStarts.push(edges.length);
  }

  /** The pieces from the lowest feature to the uppermost. */
  pieces() {
    const { sorted } = this;
    if (sorted.length !== this.features.length) {
      while (sorted.length < this.features.length) sorted.push(sorted.length);
      const { all } = this.features;
      sorted.sort((a, b) => all[a] - all[b]);
    }
    return sorted;
  }

  /** @param {number} feature */
  holds(feature) {
    const [pieces, { all }] = [this.pieces(), this.features];
    let [low, high] = [0, pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[pieces[middle]] < feature) low = middle + 1;
      else high = middle;
    }
    return low < pieces.length && all[pieces[low]] === feature;
  }
}

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box the latter two exclusive */

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
    /** Grows with every move of the frame. */
    this.generation = 1;
    this.cells = Array.from({ length: this.across * this.down }, () => new Cell(1));
    /** The generation up to which the cells know each feature. */
    this.known = new Uint32Array(outlines.lines.length - 1);
    this.reach = Math.min(half * frame.ratio + 0.5, (FAR - 1) / STEPS);
    this.sums = new Float32Array(0);
    this.distances = new Float32Array(0);
    this.along = new Float32Array(0);
  }

  /**
   * Whether the frame can become this one by whole cells.
   *
   * @param {Frame} frame
   */
  canMoveTo(frame) {
    const isSame = (/** @type {(keyof Frame)[]} */ ...keys) => keys.every((key) => frame[key] === this.frame[key]);
    if (!isSame("scale", "ratio", "width", "height")) return false;
    return stepOf(frame.ratio) > 0 || isSame("originX", "originY");
  }

  /**
   * Move the frame, and keep the cells that stay in it. The pieces in the others are not known.
   *
   * @param {Frame} frame
   * @returns {[x: number, y: number]} by how many cells
   */
  moveTo(frame) {
    const { cells, across, down } = this;
    const by = (/** @type {"originX" | "originY"} */ key) => ((frame[key] - this.frame[key]) * frame.ratio) / CELL;
    const [byX, byY] = [by("originX"), by("originY")];
    this.frame = frame;
    if (!byX && !byY) return [0, 0];
    this.generation += 1;
    this.cells = cells.map((_, i) => {
      const [x, y] = [(i % across) + byX, Math.floor(i / across) + byY];
      const isInside = x >= 0 && x < across && y >= 0 && y < down;
      return isInside ? cells[y * across + x] : new Cell(this.generation);
    });
    return [byX, byY];
  }

  /**
   * See to it that the pieces of a feature are known in all cells; return whether there was anything to compute.
   *
   * @param {number} feature
   */
  add(feature) {
    const known = this.known[feature];
    if (known === this.generation) return false;
    this.known[feature] = this.generation;
    const box = this.boxOf(feature);
    const fresh = box && this.bornSince(known, box);
    if (fresh) this.draw(feature, known, fresh);
    return Boolean(fresh);
  }

  /**
   * Paint the cells of a feature anew when next the picture is painted.
   *
   * @param {number} feature
   */
  touch(feature) {
    const box = this.boxOf(feature);
    if (!box) return;
    this.eachCell(box, (cell) => {
      if (cell.painted && cell.holds(feature)) cell.painted = false;
    });
  }

  /**
   * In pixels of the picture; null outside it.
   *
   * @param {number} feature
   * @returns {Box | null}
   */
  boxOf(feature) {
    const { scale, originX, originY, ratio, width, height } = this.frame;
    const { boxes } = this.outlines;
    const k = 4 * feature;
    const margin = this.reach + 1 + ratio;
    const left = Math.max(0, Math.floor((boxes[k] * scale - originX) * ratio - margin));
    const right = Math.min(width, Math.ceil((boxes[k + 2] * scale - originX) * ratio + margin));
    if (left >= right) return null;
    const top = Math.max(0, Math.floor((boxes[k + 1] * scale - originY) * ratio - margin));
    const bottom = Math.min(height, Math.ceil((boxes[k + 3] * scale - originY) * ratio + margin));
    return top < bottom ? { left, top, right, bottom } : null;
  }

  /**
   * @param {Box} box
   * @param {(cell: Cell, x: number, y: number) => void} work
   */
  eachCell({ left, top, right, bottom }, work) {
    for (let y = top >> BITS; y << BITS < bottom; y++) {
      for (let x = left >> BITS; x << BITS < right; x++) work(this.cells[y * this.across + x], x, y);
    }
  }

  /**
   * The part of a box that holds all its cells born after a generation.
   *
   * @param {number} generation
   * @param {Box} box
   * @returns {Box | null}
   */
  bornSince(generation, box) {
    let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
    this.eachCell(box, ({ born }, x, y) => {
      if (born <= generation) return;
      [left, right] = [Math.min(left, x * CELL), Math.max(right, (x + 1) * CELL)];
      [top, bottom] = [Math.min(top, y * CELL), Math.max(bottom, (y + 1) * CELL)];
    });
    if (!right) return null;
    return {
      left: Math.max(left, box.left),
      top: Math.max(top, box.top),
      right: Math.min(right, box.right),
      bottom: Math.min(bottom, box.bottom),
    };
  }

  /**
   * @param {number} feature
   * @param {number} known the generation up to which the cells know it
   * @param {Box} box
   */
  draw(feature, known, box) {
    const { left, top } = box;
    const [width, height] = [box.right - left, box.bottom - top];
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
    this.sumRows(width, height);
    this.eachCell(box, (cell, x, y) => {
      if (cell.born > known) this.cut(feature, cell, x * CELL, y * CELL, box);
    });
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
   * Make of the sums how much of each pixel is covered.
   *
   * @param {number} width
   * @param {number} height
   */
  sumRows(width, height) {
    const { sums } = this;
    for (let row = 0; row < height; row++) {
      let sum = 0;
      for (let k = row * (width + 2), end = k + width; k < end; k++) {
        sum += sums[k];
        sums[k] = sum;
      }
    }
  }

  /**
   * Cut the piece of a cell out of what has been drawn of a feature.
   *
   * @param {number} feature
   * @param {Cell} cell
   * @param {number} x0 where the cell lies in the picture
   * @param {number} y0
   * @param {Box} box that has been drawn
   */
  cut(feature, cell, x0, y0, { left, top, right, bottom }) {
    const { sums, distances, along, reach } = this;
    const { runs, edges, lengths } = cell;
    const [fromX, toX] = [Math.max(x0, left), Math.min(x0 + CELL, right)];
    const [fromY, toY] = [Math.max(y0, top), Math.min(y0 + CELL, bottom)];
    for (let y = fromY; y < toY; y++) {
      let run = 0;
      let k = (y - top) * (right - left + 2) + fromX - left;
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
    cell.endPiece(feature);
  }
}

/**
 * CSS pixels that come to whole cells: a frame that is moved by so many keeps its cells. 0 where no few of them do.
 *
 * @param {number} ratio
 */
export function stepOf(ratio) {
  return CELL * ([1, 2, 3, 4].find((cells) => Number.isInteger(cells * ratio)) ?? 0);
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

/** Steps of a place in a pixel and of a coverage: sums of them are exact, so that a part is drawn as the whole is. */
const EXACT = 2 ** 16;

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
    const one = topX + exact((from - topY) * slope);
    const other = topX + exact((to - topY) * slope);
    sumSlice(sums, y * (width + 2), width, Math.min(one, other), Math.max(one, other), (to - from) * direction);
  }
}

/** @param {number} value */
function exact(value) {
  return Math.round(value * EXACT) / EXACT;
}

/**
 * Spread the height of an edge within one row over the pixels from x0 to x1.
 *
 * @param {Float32Array} sums
 * @param {number} row
 * @param {number} width
 * @param {number} x0
 * @param {number} x1
 * @param {number} height
 */
function sumSlice(sums, row, width, x0, x1, height) {
  const first = Math.floor(x0);
  if (first >= width) return;
  if (x1 <= first + 1) {
    const rest = first < 0 ? 0 : height * ((x0 + x1) / 2 - first);
    sums[row + Math.max(first, 0)] += height - rest;
    sums[row + Math.max(first, 0) + 1] += rest;
    return;
  }
  // how much of each pixel, and of each strip left of it, lies right of the edge; the sums take the differences
  let before = 0;
  const steep = height / (x1 - x0);
  const last = Math.min(Math.max(Math.ceil(x1), 0), width);
  for (let x = Math.max(first, 0); x < last; x++) {
    const [from, to] = [Math.max(x, x0), Math.min(x + 1, x1)];
    const covered = exact(steep * (from - x0 + (to - from) * (x + 1 - (from + to) / 2)));
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
