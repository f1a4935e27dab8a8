// The outlines of features in the plane of the map at zoom 0, 256 units wide: projected once, scaled for each view.

/** @import { Position } from "geojson" */
/** @import { Feature, Shape } from "./types.d.ts" */

/** Rings of areas, lines and points of features, by the place of the feature in the list. */
export class Outlines {
  /** @param {Feature[]} features */
  constructor(features) {
    /** @type {number[]} */
    const xy = [];
    const [firstRings, starts, holes] = [[0], [0], /** @type {number[]} */ ([])];
    for (const { geometry } of features) {
      for (const [line, isHole] of linesOf(geometry)) {
        for (const position of line) xy.push(...project(position));
        starts.push(xy.length);
        holes.push(Number(isHole));
      }
      firstRings.push(holes.length);
    }
    /** x and y, one after the other. */
    this.xy = Float64Array.from(xy);
    /** Where the lines begin in `xy`; one more for the end. */
    this.starts = Uint32Array.from(starts);
    this.holes = Uint8Array.from(holes);
    /** The first line of each feature; one more for the end. */
    this.lines = Uint32Array.from(firstRings);
    /** West, north, east and south of each feature. */
    this.boxes = new Float64Array(4 * features.length);
    features.forEach((_, i) => {
      this.boxes.set(this.boxOf(i), 4 * i);
    });
  }

  /** @param {number} feature */
  boxOf(feature) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const end = this.starts[this.lines[feature + 1]];
    for (let k = this.starts[this.lines[feature]]; k < end; k += 2) {
      const [x, y] = [this.xy[k], this.xy[k + 1]];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    return box;
  }
}

/**
 * The rings or lines of a geometry, each with whether it is a hole.
 *
 * @param {Shape} geometry
 * @returns {[Position[], boolean][]}
 */
function linesOf({ type, coordinates }) {
  if (type === "Point") return [[[coordinates], false]];
  if (type === "MultiPoint" || type === "LineString") return [[coordinates, false]];
  if (type === "MultiLineString") return coordinates.map((line) => [line, false]);
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons.flatMap((rings) => rings.map((ring, i) => /** @type {[Position[], boolean]} */ ([ring, i > 0])));
}

/**
 * Spherical Mercator, as the map draws it.
 *
 * @param {Position} position longitude and latitude, degrees
 * @returns {[x: number, y: number]}
 */
export function project([lon, lat]) {
  const sine = Math.sin((Math.min(Math.max(lat, -85.0511287798), 85.0511287798) * Math.PI) / 180);
  return [256 * (lon / 360 + 0.5), 256 * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}
