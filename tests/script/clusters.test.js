// What would touch on the map is put together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clustersOf } from "../../layers/render/webmap/script/clusters.js";

const spot = (x, y, thing) => ({ x, y, thing });

test("what is nearer than the reach is one, at the place of the first", () => {
  const clusters = clustersOf([spot(0, 0, "a"), spot(9, 0, "b"), spot(10, 0, "c")], 10);
  assert.deepEqual(clusters, [
    { x: 0, y: 0, things: ["a", "b"] },
    { x: 10, y: 0, things: ["c"] },
  ]);
});

test("a thing that is twice in one place is counted once, and stays in each of two", () => {
  const clusters = clustersOf([spot(0, 0, "a"), spot(1, 0, "a"), spot(99, 0, "a")], 10);
  assert.deepEqual(
    clusters.map(({ things }) => things),
    [["a"], ["a"]],
  );
});
