// What lies under a point: exactly, and in the order in which a reader is likely to mean it.

/** @import { Outlines } from "./outlines.js" */

/** How far from a line a point may lie, and from the middle of a round mark, in CSS pixels. */
const LINE = 6;
const MARK = 9;
/** An area of fewer pixels goes before a line. */
const SMALL = 1600;

/** @typedef {"point" | "line" | "area"} Extent a line is also the outline of an area without a fill */

/**
 * The features at a point: points, small areas, lines, areas; of lines the nearest first, of areas the smallest.
 *
 * @param {Outlines} outlines
 * @param {(feature: number) => Extent | null} extentOf null where it is not drawn
 * @param {number} x in the plane of the map at zoom 0
 * @param {number} y
 * @param {number} scale CSS pixels a unit of that plane
 * @returns {number[]}
 */
export function hitsAt(outlines, extentOf, x, y, scale) {
  /** @type {[feature: number, rank: number, measure: number][]} */
  const hits = [];
  const { boxes } = outlines;
  const reach = MARK / scale;
  for (let i = 0, k = 0; k < boxes.length; i++, k += 4) {
    if (x < boxes[k] - reach || y < boxes[k + 1] - reach || x > boxes[k + 2] + reach || y > boxes[k + 3] + reach)
      continue;
    const extent = extentOf(i);
    if (!extent) continue;
    if (extent === "area") {
      const area = Math.abs(sizeOf(outlines, i)) * scale * scale;
      if (isInside(outlines, i, x, y)) hits.push([i, area < SMALL ? 1 : 3, area]);
      continue;
    }
    const distance = distanceTo(outlines, i, x, y) * scale;
    if (distance <= (extent === "line" ? LINE : MARK)) hits.push([i, extent === "line" ? 2 : 0, distance]);
  }
  return hits.sort((a, b) => a[1] - b[1] || a[2] - b[2]).map(([feature]) => feature);
}

/**
 * Call something for each edge of a feature.
 *
 * @param {Outlines} outlines
 * @param {number} feature
 * @param {(ax: number, ay: number, bx: number, by: number) => void} edge
 */
function eachEdge({ xy, starts, lines }, feature, edge) {
  for (let line = lines[feature]; line < lines[feature + 1]; line++) {
    const end = starts[line + 1];
    for (let k = starts[line]; k + 2 < end; k += 2) edge(xy[k], xy[k + 1], xy[k + 2], xy[k + 3]);
  }
}

/**
 * @param {Outlines} outlines
 * @param {number} feature
 * @param {number} x
 * @param {number} y
 */
function isInside(outlines, feature, x, y) {
  let inside = false;
  eachEdge(outlines, feature, (ax, ay, bx, by) => {
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  });
  return inside;
}

/**
 * The extent of an area, holes left out.
 *
 * @param {Outlines} outlines
 * @param {number} feature
 */
function sizeOf({ xy, starts, lines, holes }, feature) {
  let all = 0;
  for (let line = lines[feature]; line < lines[feature + 1]; line++) {
    let ring = 0;
    const start = starts[line];
    for (let k = start; k + 2 < starts[line + 1]; k += 2) {
      ring += (xy[k] - xy[start]) * (xy[k + 3] - xy[start + 1]) - (xy[k + 2] - xy[start]) * (xy[k + 1] - xy[start + 1]);
    }
    all += (holes[line] ? -1 : 1) * Math.abs(ring / 2);
  }
  return all;
}

/**
 * @param {Outlines} outlines
 * @param {number} feature a line, an outline or a point
 * @param {number} x
 * @param {number} y
 */
function distanceTo(outlines, feature, x, y) {
  const { xy, starts, lines } = outlines;
  const first = starts[lines[feature]];
  let least = Math.hypot(xy[first] - x, xy[first + 1] - y);
  eachEdge(outlines, feature, (ax, ay, bx, by) => {
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy;
    const share = squared ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0;
    least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
  });
  return least;
}
