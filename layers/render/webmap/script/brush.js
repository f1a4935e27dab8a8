// Paints the pieces of a raster: fill, hatch and outline, from the lowest feature to the uppermost, as SVG would.

import { BITS, CELL, FAR, LENGTHS, STEPS } from "./raster.js";

/** @import { Cell, Frame, Raster } from "./raster.js" */
/** @import { Style } from "./types.d.ts" */

/**
 * A style made ready for a number of device pixels a CSS pixel.
 *
 * @typedef {object} Ink
 * @property {boolean} filled
 * @property {number} opacity of the fill
 * @property {Uint32Array} solid pixels that are filled and nothing else, by the level of the hatch
 * @property {Uint8Array} colours red, green and blue of the fill, by the level of the hatch
 * @property {string} hatch its name; empty for none
 * @property {Uint8Array} stroke red, green and blue
 * @property {Uint8Array} outline by the stored distance, how much of a pixel the outline covers, of 255
 * @property {Uint32Array} rim by the stored distance, a pixel with the outline over the fill and nothing below
 * @property {Uint32Array} outer by the stored distance, a pixel with the outline and nothing below
 * @property {Float32Array | null} dash by the length along the outline, how much of it is there; null for a solid one
 */
/**
 * Where the colour of a hatch lies in a picture: on diagonals, by x + y and by y - x + width, or in a tile that is repeated, whose
 * row of pixels goes by y and whose column by x.
 *
 * @typedef {{ falling: Uint8Array, rising: Uint8Array }} Diagonals
 * @typedef {Diagonals | { tile: Uint8Array, rows: Uint16Array, columns: Uint16Array }} Hatch
 */

/** Side of the tile of a pattern, in CSS pixels (paint.js draws the same). */
const TILE = 8;
const DIAGONAL = Math.SQRT1_2;
const MASK = CELL * CELL - 1;

/** Levels of a colour on a diagonal; those of two that cross are two digits of one number. */
const LEVELS = 16;

/**
 * @param {Style} style
 * @param {number} opacity
 * @param {number[]} dash
 * @param {number} ratio device pixels a CSS pixel
 * @returns {Ink}
 */
export function inkOf(style, opacity, dash, ratio) {
  const colours = mixed(rgb(style.fill ?? "#000000"), rgb(style.hatch_colour ?? "#000000"));
  const alpha = Math.round(opacity * 255);
  const filled = style.fill !== null;
  const stroke = Uint8Array.from(rgb(style.stroke));
  const outline = outlineOf((style.width * ratio) / 2);
  return {
    filled,
    opacity,
    solid: Uint32Array.from({ length: LEVELS ** 2 }, (_, i) => packed(colours.subarray(3 * i, 3 * i + 3), alpha)),
    colours,
    hatch: style.hatch === "none" ? "" : style.hatch,
    stroke,
    outline,
    rim: Uint32Array.from(outline, (line) => over(filled ? packed(colours, alpha) : 0, stroke, 0, line)),
    outer: Uint32Array.from(outline, (line) => over(0, stroke, 0, line)),
    dash: dashOf(dash, ratio),
  };
}

/** @param {number} half half the width of an outline, in device pixels */
function outlineOf(half) {
  const covered = (/** @type {number} */ distance) => Math.max(0, Math.min(1, 2 * half, half + 0.5 - distance));
  return Uint8Array.from({ length: FAR + 1 }, (_, i) => (i === FAR ? 0 : Math.round(covered(i / STEPS) * 255)));
}

/**
 * Two colours mixed by level: what one or the other of two diagonals covers.
 *
 * @param {number[]} fill
 * @param {number[]} over
 */
function mixed(fill, over) {
  const most = LEVELS - 1;
  const shares = Array.from({ length: LEVELS ** 2 }, (_, i) => {
    return 1 - (1 - Math.floor(i / LEVELS) / most) * (1 - (i % LEVELS) / most);
  });
  return Uint8Array.from(shares.flatMap((share) => fill.map((part, c) => Math.round(part + (over[c] - part) * share))));
}

/**
 * @param {string} colour #rrggbb
 * @returns {number[]}
 */
function rgb(colour) {
  return [1, 3, 5].map((k) => Number.parseInt(colour.slice(k, k + 2), 16));
}

/**
 * A pixel as a number; all machines with a browser store its red byte first.
 *
 * @param {Uint8Array} colour
 * @param {number} alpha
 */
function packed([red, green, blue], alpha) {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * A pattern as a browser draws it: a tile in device pixels, turned without steps.
 *
 * @param {string} hatch
 * @param {Frame} frame
 * @returns {Hatch}
 */
function hatchOf(hatch, frame) {
  const { ratio, width, height } = frame;
  const [left, top, side] = [frame.left * ratio, frame.top * ratio, TILE * ratio];
  const diagonal = (/** @type {(at: number) => number} */ line, /** @type {number} */ first) =>
    Uint8Array.from({ length: width + height }, (_, i) => Math.round(line((first + i) * DIAGONAL) * (LEVELS - 1)));
  const none = () => 0;
  if (hatch === "stripes") {
    const line = turned(side, (from) => between(from, 0, side / 2));
    return { falling: diagonal(line, left + top + 1), rising: diagonal(none, 0) };
  }
  if (hatch === "cross") {
    const half = 0.45 * ratio;
    const line = turned(side, (from) => between(from, side / 2 - half, side / 2 + half));
    return { falling: diagonal(line, left + top + 1), rising: diagonal(line, top - left - width) };
  }
  const { tile, side: cell } = dots(ratio);
  return {
    tile,
    rows: Uint16Array.from({ length: height }, (_, y) => modulo(y + top, cell) * cell),
    columns: Uint16Array.from({ length: width }, (_, x) => modulo(x + left, cell)),
  };
}

/**
 * How much of the pixel from a place on lies between two others.
 *
 * @param {number} from
 * @param {number} low
 * @param {number} high
 */
function between(from, low, high) {
  return Math.max(0, Math.min(from + 1, high) - Math.max(from, low));
}

/** @param {number} ratio */
function dots(ratio) {
  const side = Math.round(TILE * ratio);
  const tile = Uint8Array.from({ length: side * side }, (_, i) => {
    const [u, v] = [((i % side) + 0.5) / ratio, (Math.floor(i / side) + 0.5) / ratio];
    const distance = Math.min(Math.hypot(u - 2, v - 2), Math.hypot(u - 6, v - 6));
    return Math.round(Math.max(0, Math.min(1, (0.9 - distance) * ratio + 0.5)) * (LEVELS - 1));
  });
  return { tile, side };
}

/**
 * @param {number} value
 * @param {number} by
 */
function modulo(value, by) {
  return value - by * Math.floor(value / by);
}

/**
 * What a row of pixels gives between their middles, repeated for ever.
 *
 * @param {number} side
 * @param {(from: number) => number} covered how much of the pixel from there on is covered
 * @returns {(at: number) => number}
 */
function turned(side, covered) {
  const count = Math.round(side);
  const pixels = Float32Array.from({ length: count + 1 }, (_, i) => covered(i % count));
  return (at) => {
    const place = modulo(at - 0.5, side);
    const first = Math.min(Math.floor(place), count - 1);
    const share = place - first;
    return pixels[first] * (1 - share) + pixels[first + 1] * share;
  };
}

/**
 * @param {number[]} dash on and off lengths in CSS pixels
 * @param {number} ratio
 */
function dashOf(dash, ratio) {
  if (!dash.length) return null;
  const lengths = dash.length % 2 ? [...dash, ...dash] : dash;
  const period = lengths.reduce((sum, length) => sum + length, 0);
  return Float32Array.from({ length: Math.round(period * LENGTHS) }, (_, i) => drawnAt(lengths, i / LENGTHS, ratio));
}

/**
 * How much of a dashed line is there, its ends half a pixel soft.
 *
 * @param {number[]} lengths
 * @param {number} at
 * @param {number} ratio
 */
function drawnAt(lengths, at, ratio) {
  const period = lengths.reduce((sum, length) => sum + length, 0);
  let [start, most] = [0, 0];
  for (let k = 0; k < lengths.length; k += 2) {
    for (const shift of [-period, 0, period]) {
      const inside = Math.min(at - start - shift, start + shift + lengths[k] - at);
      most = Math.max(most, Math.min(1, inside * ratio + 0.5));
    }
    start += lengths[k] + lengths[k + 1];
  }
  return most;
}

/** A picture of a raster; what is painted stands in `pixels`, not premultiplied. */
export class Picture {
  /**
   * @param {Raster} raster
   * @param {ArrayBuffer} bytes of an image of the raster's size
   */
  constructor(raster, bytes) {
    this.raster = raster;
    this.pixels = new Uint32Array(bytes);
    this.width = raster.frame.width;
    this.height = raster.frame.height;
    this.hatches = /** @type {Record<string, Hatch>} */ ({});
    /** Which pixels of the cell that is being painted are not empty, a bit each, two words a row. */
    this.marks = new Uint32Array((CELL * CELL) / 32);
  }

  /**
   * Move the frame to another that the raster can move to; what has come into view is empty until it is painted. Return
   * whether the picture has moved.
   *
   * @param {Frame} frame
   */
  moveTo(frame) {
    const { raster, pixels, width } = this;
    const isAnchored = (/** @type {Frame} */ { originX, originY, left, top }) =>
      originX - left === raster.frame.originX - raster.frame.left &&
      originY - top === raster.frame.originY - raster.frame.top;
    // where the layers of the map begin elsewhere, so do the hatches
    const kept = isAnchored(frame);
    const [byX, byY] = raster.moveTo(frame);
    const by = (byY * width + byX) * CELL;
    if (by) pixels.copyWithin(Math.max(0, -by), Math.max(0, by), Math.max(0, pixels.length + Math.min(0, by)));
    if (by || !kept) this.hatches = {};
    this.clear(this.stale());
    for (const cell of raster.cells) cell.painted &&= kept;
    return by !== 0;
  }

  /**
   * Paint the cells that are not; return which.
   *
   * @param {(feature: number) => Ink | null} inkOf
   * @param {(cell: number) => boolean} [isWanted] others are left as they are
   */
  renew(inkOf, isWanted = () => true) {
    const stale = this.stale().filter(isWanted);
    this.clear(stale);
    for (const i of stale) this.paint(i, inkOf);
    return stale;
  }

  /** The places of the cells that are not painted, ascending. */
  stale() {
    const { cells } = this.raster;
    return Array.from(cells.keys()).filter((i) => !cells[i].painted);
  }

  /**
   * Paint an empty cell.
   *
   * @param {number} i its place in the raster
   * @param {(feature: number) => Ink | null} inkOf
   */
  paint(i, inkOf) {
    const { across, cells } = this.raster;
    const [cell, left, top] = [cells[i], (i % across) * CELL, Math.floor(i / across) * CELL];
    this.marks.fill(0);
    for (const piece of cell.pieces()) {
      const ink = inkOf(cell.features.all[piece]);
      if (!ink) continue;
      if (ink.filled) this.fill(cell, piece, ink, left, top);
      this.edge(cell, piece, ink, left, top);
    }
    cell.painted = true;
  }

  /**
   * Empty cells, those of a row that lie side by side at once.
   *
   * @param {number[]} cells their places, ascending
   */
  clear(cells) {
    const { raster, width, height, pixels } = this;
    for (let k = 0, first = 0; k < cells.length; k++) {
      const isLast = cells[k + 1] !== cells[k] + 1 || cells[k + 1] % raster.across === 0;
      if (!isLast) continue;
      const [left, top] = [(cells[first] % raster.across) * CELL, Math.floor(cells[k] / raster.across) * CELL];
      const right = Math.min(((cells[k] % raster.across) + 1) * CELL, width);
      const bottom = Math.min(top + CELL, height);
      for (let y = top; y < bottom; y++) pixels.fill(0, y * width + left, y * width + right);
      first = k + 1;
    }
  }

  /** @param {string} name */
  hatchOf(name) {
    this.hatches[name] ??= hatchOf(name, this.raster.frame);
    return this.hatches[name];
  }

  /**
   * @param {Cell} cell
   * @param {number} piece
   * @param {Ink} ink
   * @param {number} left
   * @param {number} top
   */
  fill(cell, piece, ink, left, top) {
    const { width, pixels } = this;
    const { solid } = ink;
    const hatch = ink.hatch && this.hatchOf(ink.hatch);
    const alpha = Math.round(ink.opacity * 255);
    const runs = cell.runs.all;
    const end = cell.runStarts.all[piece + 1];
    for (let k = cell.runStarts.all[piece]; k < end; k++) {
      const place = runs[k] & MASK;
      const y = top + (place >>> BITS);
      const from = left + (place & (CELL - 1));
      const length = runs[k] >>> (2 * BITS);
      const to = from + length;
      if (this.mark(place, length) && !hatch) {
        pixels.fill(solid[0], y * width + from, y * width + to);
        continue;
      }
      for (let x = from, p = y * width + from; x < to; x++, p++) {
        const level = hatch ? this.levelAt(hatch, x, y) : 0;
        pixels[p] = pixels[p] ? over(pixels[p], ink.colours, 3 * level, alpha) : solid[level];
      }
    }
  }

  /**
   * Mark a run of pixels of the cell as not empty; return whether all of them were.
   *
   * @param {number} place
   * @param {number} length within one row
   */
  mark(place, length) {
    const { marks } = this;
    const word = (place >>> BITS) << 1;
    const from = place & (CELL - 1);
    const [left, right] = [bits(from, from + length), bits(from - 32, from + length - 32)];
    const empty = ((marks[word] & left) | (marks[word + 1] & right)) === 0;
    marks[word] |= left;
    marks[word + 1] |= right;
    return empty;
  }

  /**
   * @param {Hatch} hatch
   * @param {number} x
   * @param {number} y
   */
  levelAt(hatch, x, y) {
    if ("falling" in hatch) return hatch.falling[x + y] * LEVELS + hatch.rising[y - x + this.width];
    return hatch.tile[hatch.rows[y] + hatch.columns[x]];
  }

  /**
   * The pixels at the outline: a share of the fill, and the outline over it.
   *
   * @param {Cell} cell
   * @param {number} piece
   * @param {Ink} ink
   * @param {number} left
   * @param {number} top
   */
  edge(cell, piece, ink, left, top) {
    const { width, pixels, marks } = this;
    const [edges, lengths] = [cell.edges.all, cell.lengths.all];
    const { filled, opacity, colours, stroke, outline, rim, outer, dash } = ink;
    const hatch = ink.hatch && this.hatchOf(ink.hatch);
    const plain = !hatch && !dash;
    const end = cell.edgeStarts.all[piece + 1];
    for (let k = cell.edgeStarts.all[piece]; k < end; k++) {
      const edge = edges[k];
      const place = edge & MASK;
      const x = left + (place & (CELL - 1));
      const y = top + (place >>> BITS);
      const p = y * width + x;
      const coverage = (edge >>> 12) & 255;
      marks[place >>> 5] |= 1 << (place & 31);
      const under = pixels[p];
      if (plain && !under && (coverage === 0 || coverage === 255)) {
        pixels[p] = coverage ? rim[edge >>> 20] : outer[edge >>> 20];
        continue;
      }
      let line = outline[edge >>> 20];
      if (line && dash) line = Math.round(line * dash[lengths[k] % dash.length]);
      let pixel = under;
      if (filled && coverage && line < 255) {
        const c = hatch ? 3 * this.levelAt(hatch, x, y) : 0;
        pixel = over(pixel, colours, c, Math.round(opacity * coverage));
      }
      pixels[p] = over(pixel, stroke, 0, line);
    }
  }
}

/**
 * A word with the bits from one to another, of which the latter is not set; what is beyond the word counts as its end.
 *
 * @param {number} from
 * @param {number} to
 */
function bits(from, to) {
  if (to <= 0 || from >= 32) return 0;
  return (to >= 32 ? -1 : (1 << to) - 1) & (from <= 0 ? -1 : -1 << from);
}

/**
 * A pixel with a colour laid over it.
 *
 * @param {number} under
 * @param {Uint8Array} colours
 * @param {number} c where its red, green and blue stand there
 * @param {number} alpha 0 to 255
 */
function over(under, colours, c, alpha) {
  if (alpha === 0) return under;
  let red = colours[c];
  let green = colours[c + 1];
  let blue = colours[c + 2];
  if (!under || alpha === 255) return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  const whole = alpha + ((under >>> 24) * (255 - alpha)) / 255;
  const share = alpha / whole;
  const oldRed = under & 255;
  const oldGreen = (under >>> 8) & 255;
  const oldBlue = (under >>> 16) & 255;
  red = (oldRed + (red - oldRed) * share + 0.5) | 0;
  green = (oldGreen + (green - oldGreen) * share + 0.5) | 0;
  blue = (oldBlue + (blue - oldBlue) * share + 0.5) | 0;
  return ((((whole + 0.5) | 0) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
