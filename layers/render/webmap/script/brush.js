// Paints the pieces of a raster: fill, hatch and outline, from the lowest feature to the uppermost, as SVG would.

import { CELL, FAR, LENGTHS, STEPS } from "./raster.js";

/** @import { Raster } from "./raster.js" */
/** @import { Style } from "./types.d.ts" */

/**
 * A style made ready for a view. `across` and `bounds` say what share of each pixel the hatch colour takes, see `hatch`.
 *
 * @typedef {object} Ink
 * @property {number[] | null} fill red, green and blue
 * @property {number} opacity of the fill
 * @property {number} solid a pixel that is filled and nothing else, as it stands in the picture
 * @property {number[]} hatchColour
 * @property {((x: number, y: number) => number) | null} hatch
 * @property {number[]} stroke
 * @property {number} half half the width of the outline, in device pixels
 * @property {Float32Array | null} dash by the length along the outline, how much of it is there; null for a solid one
 */

/** Side of the tile of a pattern, in CSS pixels (paint.js draws the same). */
const TILE = 8;
const DIAGONAL = Math.SQRT1_2;
const MASK = CELL * CELL - 1;

/**
 * @param {Style} style
 * @param {number} opacity
 * @param {number[]} dash
 * @param {number} ratio device pixels a CSS pixel
 * @param {[x: number, y: number]} origin the place of the picture's corner in the layers of the map, in device pixels
 * @returns {Ink}
 */
export function inkOf(style, opacity, dash, ratio, origin) {
  const fill = style.fill === null ? null : rgb(style.fill);
  return {
    fill,
    opacity,
    solid: fill ? packed(fill, Math.round(opacity * 255)) : 0,
    hatchColour: rgb(style.hatch_colour ?? "#000000"),
    hatch: fill ? hatchOf(style.hatch, ratio, origin) : null,
    stroke: rgb(style.stroke),
    half: (style.width * ratio) / 2,
    dash: dashOf(dash, ratio),
  };
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
 * @param {number[]} colour
 * @param {number} alpha
 */
function packed([red, green, blue], alpha) {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * How much of a pattern's colour lies on a pixel, as a browser draws it: the tile in device pixels, turned without steps.
 *
 * @param {string} hatch
 * @param {number} ratio
 * @param {[x: number, y: number]} origin
 */
function hatchOf(hatch, ratio, [left, top]) {
  const side = TILE * ratio;
  if (hatch === "stripes") {
    const line = turned(side, (from) => Math.max(0, Math.min(from + 1, side / 2) - from));
    return (/** @type {number} */ x, /** @type {number} */ y) => line((x + left + y + top + 1) * DIAGONAL);
  }
  if (hatch === "cross") {
    const [low, high] = [side / 2 - 0.45 * ratio, side / 2 + 0.45 * ratio];
    const line = turned(side, (from) => Math.max(0, Math.min(from + 1, high) - Math.max(from, low)));
    return (/** @type {number} */ x, /** @type {number} */ y) => {
      const [u, v] = [x + left + y + top + 1, y + top - x - left];
      return 1 - (1 - line(u * DIAGONAL)) * (1 - line(v * DIAGONAL));
    };
  }
  if (hatch !== "dots") return null;
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    const [u, v] = [modulo(x + left + 0.5, side) / ratio, modulo(y + top + 0.5, side) / ratio];
    const distance = Math.min(Math.hypot(u - 2, v - 2), Math.hypot(u - 6, v - 6));
    return Math.max(0, Math.min(1, (0.9 - distance) * ratio + 0.5));
  };
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
   * @param {Uint8ClampedArray<ArrayBuffer>} bytes of an image of the raster's size
   */
  constructor(raster, bytes) {
    this.raster = raster;
    this.bytes = bytes;
    this.pixels = new Uint32Array(bytes.buffer);
    this.width = raster.frame.width;
    this.height = raster.frame.height;
    /** Whether the pieces of a cell stand from the lowest feature to the uppermost, by their number. */
    this.sorted = new Uint32Array(raster.cells.length);
  }

  /**
   * Paint a cell anew.
   *
   * @param {number} cell
   * @param {(feature: number) => Ink | null} inkOf
   */
  paint(cell, inkOf) {
    const { raster, width, height, pixels } = this;
    const [left, top] = [(cell % raster.across) * CELL, Math.floor(cell / raster.across) * CELL];
    const right = Math.min(left + CELL, width);
    const bottom = Math.min(top + CELL, height);
    for (let y = top; y < bottom; y++) pixels.fill(0, y * width + left, y * width + right);
    for (const piece of this.piecesOf(cell)) {
      const ink = inkOf(raster.features.all[piece]);
      if (!ink) continue;
      if (ink.fill) this.fill(piece, ink, left, top);
      this.edge(piece, ink, left, top);
    }
  }

  /** @param {number} cell */
  piecesOf(cell) {
    const pieces = this.raster.cells[cell];
    if (this.sorted[cell] !== pieces.length) {
      const { all } = this.raster.features;
      pieces.sort((a, b) => all[a] - all[b]);
      this.sorted[cell] = pieces.length;
    }
    return pieces;
  }

  /**
   * @param {number} piece
   * @param {Ink} ink
   * @param {number} left
   * @param {number} top
   */
  fill(piece, ink, left, top) {
    const { width, pixels, raster } = this;
    const runs = raster.runs.all;
    const end = raster.runStarts.all[piece + 1];
    for (let k = raster.runStarts.all[piece]; k < end; k++) {
      const place = runs[k] & MASK;
      const length = runs[k] >>> 12;
      const [x, y] = [left + (place & (CELL - 1)), top + (place >>> 6)];
      const start = y * width + x;
      if (ink.hatch) this.hatch(start, length, x, y, ink);
      else {
        for (let p = start; p < start + length; p++) {
          if (pixels[p]) this.over(p, ink.fill, ink.opacity);
          else pixels[p] = ink.solid;
        }
      }
    }
  }

  /**
   * @param {number} start
   * @param {number} length
   * @param {number} x
   * @param {number} y
   * @param {Ink} ink
   */
  hatch(start, length, x, y, ink) {
    for (let k = 0; k < length; k++) this.overHatch(start + k, x + k, y, ink, 1);
  }

  /**
   * @param {number} p
   * @param {number} x
   * @param {number} y
   * @param {Ink} ink
   * @param {number} coverage
   */
  overHatch(p, x, y, { fill, hatch, hatchColour, opacity }, coverage) {
    const share = hatch ? hatch(x, y) : 0;
    const [red, green, blue] = /** @type {number[]} */ (fill);
    MIXED[0] = red + (hatchColour[0] - red) * share;
    MIXED[1] = green + (hatchColour[1] - green) * share;
    MIXED[2] = blue + (hatchColour[2] - blue) * share;
    this.over(p, MIXED, opacity * coverage);
  }

  /**
   * The pixels at the outline: a share of the fill, and the outline over it.
   *
   * @param {number} piece
   * @param {Ink} ink
   * @param {number} left
   * @param {number} top
   */
  edge(piece, ink, left, top) {
    const { width, raster } = this;
    const [edges, lengths] = [raster.edges.all, raster.lengths.all];
    const { fill, hatch, opacity, stroke, half, dash } = ink;
    const most = Math.min(1, 2 * half);
    const end = raster.edgeStarts.all[piece + 1];
    for (let k = raster.edgeStarts.all[piece]; k < end; k++) {
      const edge = edges[k];
      const place = edge & MASK;
      const x = left + (place & (CELL - 1));
      const y = top + ((place >>> 6) & (CELL - 1));
      const p = y * width + x;
      const coverage = (edge >>> 12) & 255;
      const distance = edge >>> 20;
      let outline = distance === FAR ? 0 : Math.min(most, half + 0.5 - distance / STEPS);
      if (outline > 0 && dash) outline *= dash[lengths[k] % dash.length];
      if (fill && coverage && outline < 1) {
        if (hatch) this.overHatch(p, x, y, ink, coverage / 255);
        else this.over(p, fill, (opacity * coverage) / 255);
      }
      if (outline > 0) this.over(p, stroke, outline);
    }
  }

  /**
   * Lay a colour over a pixel.
   *
   * @param {number} p
   * @param {number[] | null} colour
   * @param {number} alpha
   */
  over(p, colour, alpha) {
    if (!colour) return;
    const { bytes } = this;
    const k = 4 * p;
    const under = (bytes[k + 3] / 255) * (1 - alpha);
    const whole = alpha + under;
    const share = alpha / whole;
    bytes[k] += (colour[0] - bytes[k]) * share;
    bytes[k + 1] += (colour[1] - bytes[k + 1]) * share;
    bytes[k + 2] += (colour[2] - bytes[k + 2]) * share;
    bytes[k + 3] = whole * 255;
  }
}

/** A colour that is computed for each pixel anew. */
const MIXED = [0, 0, 0];
