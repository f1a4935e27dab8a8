// What a click means where several things lie under the pointer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hitsAt } from "../../layers/render/webmap/script/hits.js";
import { Outlines, project } from "../../layers/render/webmap/script/outlines.js";

function box(west, south, east, north) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return ring;
}

/** Pixels a unit of the plane: a degree is about 182 pixels. */
const SCALE = 256;
const FEATURES = [
  ["district", "Polygon", [box(0, 0, 2, 2), box(1.5, 1.5, 1.8, 1.8)]],
  ["town", "Polygon", [box(0.95, 0.95, 1.05, 1.05)]],
  [
    "road",
    "LineString",
    [
      [0, 1],
      [2, 1],
    ],
  ],
  ["village", "Point", [0.5, 0.5]],
  ["outline", "Polygon", [box(0.2, 0.2, 1.9, 1.9)]],
];
const OUTLINES = new Outlines(FEATURES.map(([, type, coordinates]) => ({ geometry: { type, coordinates } })));
const EXTENTS = ["area", "area", "line", "point", "line"];

function at(lon, lat, hidden = []) {
  const [x, y] = project([lon, lat]);
  const extentOf = (i) => (hidden.includes(FEATURES[i][0]) ? null : EXTENTS[i]);
  return hitsAt(OUTLINES, extentOf, x, y, SCALE).map((i) => FEATURES[i][0]);
}

const PIXEL = 1 / 182;

test("a small area goes before the road that crosses it, and that before the large area", () => {
  assert.deepEqual(at(1, 1), ["town", "road", "district"]);
});

test("a road is hit within six pixels, not beyond", () => {
  assert.deepEqual(at(0.6, 1 + 5 * PIXEL), ["road", "district"]);
  assert.deepEqual(at(0.6, 1 + 8 * PIXEL), ["district"]);
});

test("a point goes before everything", () => {
  assert.deepEqual(at(0.5 + 4 * PIXEL, 0.5), ["village", "district"]);
});

test("an area is hit where it is, not in its hole nor outside", () => {
  assert.deepEqual(at(1.65, 1.65), []);
  assert.deepEqual(at(2.2, 1), []);
});

test("an area without a fill is hit at its outline", () => {
  assert.deepEqual(at(0.2 + 3 * PIXEL, 0.7), ["outline", "district"]);
});

test("what is not drawn is not hit", () => {
  assert.deepEqual(at(1, 1, ["town", "district"]), ["road"]);
});
