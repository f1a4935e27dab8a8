import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, spaced, spotOn } from "../../layers/render/webmap/script/courses.js";

const anywhere = () => true;

test("lines that meet end to end are one, whichever way they run", () => {
  const [a, b, c] = ["a", "b", "c"].map((_, i) => [
    [i, 0],
    [i + 1, 0],
  ]);
  const away = [
    [9, 9],
    [8, 8],
  ];
  const whole = joined([a, away, [...c].reverse(), b]);
  assert.deepEqual(
    whole.map((line) => line.length),
    [4, 2],
  );
  assert.deepEqual([whole[0][0], whole[0][3]].sort(), [
    [0, 0],
    [3, 0],
  ]);
  assert.deepEqual(joined([]), []);
});

test("points on a line are evenly spaced over its bends", () => {
  const line = spaced([
    [0, 0],
    [10, 0],
    [10, 6],
  ]);
  assert.deepEqual(line, [
    [0, 0],
    [4, 0],
    [8, 0],
    [10, 2],
  ]);
});

test("a name stands above a straight line, in its middle and off it", () => {
  const spot = spotOn(straight(400, 0), 100, anywhere);
  assert.ok(spot);
  assert.equal(Math.round(spot.from[1]), -8);
  assert.ok(Math.abs((spot.from[0] + spot.to[0]) / 2 - 200) < 9);
  assert.ok(spot.boxes.every(([, , , bottom]) => bottom < 0));
});

test("a line that is shorter than the name has none", () => {
  assert.equal(spotOn(straight(90, 0), 100, anywhere), null);
});

test("a name is never upside down, whichever way the line runs", () => {
  for (const turn of [0, 40, 70, 110, 180, 220, 290, 330]) {
    const spot = spotOn(straight(300, turn), 100, anywhere);
    assert.ok(spot, `${turn}°`);
    assert.ok(spot.from[0] < spot.to[0], `${turn}°`);
  }
});

test("no name is written along a line that is too steep or too crooked", () => {
  assert.equal(spotOn(straight(300, 90), 100, anywhere), null);
  const zigzag = spaced(Array.from({ length: 20 }, (_, i) => [i * 20, (i % 2) * 40]));
  assert.equal(spotOn(zigzag, 100, anywhere), null);
});

test("a name follows a bend", () => {
  const arch = spaced(Array.from({ length: 31 }, (_, i) => [i * 5, -0.003 * i * 5 * (150 - i * 5)]));
  const spot = spotOn(arch, 120, anywhere);
  assert.ok(spot);
  const chord = (spot.from[1] + spot.to[1]) / 2;
  assert.ok(spot.through[1] < chord - 10);
});

test("a name goes below where there is no room above, and where there is none at all it is left out", () => {
  const below = spotOn(straight(100, 0), 90, (boxes) => boxes.every(([, top]) => top > 0));
  assert.ok(below);
  assert.ok(below.from[1] > 9);
  assert.equal(
    spotOn(straight(400, 0), 100, () => false),
    null,
  );
});

/**
 * @param {number} long
 * @param {number} degrees
 */
function straight(long, degrees) {
  const turn = (degrees * Math.PI) / 180;
  return spaced([
    [0, 0],
    [long * Math.cos(turn), long * Math.sin(turn)],
  ]);
}
