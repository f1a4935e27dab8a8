// The picture of many areas: exact coverage, holes, the order of what overlaps, and equality of a move with a repaint.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inkOf, Picture } from "../../layers/render/webmap/script/brush.js";
import { Outlines } from "../../layers/render/webmap/script/outlines.js";
import { CELL, Raster, stepOf } from "../../layers/render/webmap/script/raster.js";
import { dice } from "./dice.js";

const SCALE = 2 ** 10;
const FRAME = { scale: SCALE, originX: 0, originY: 0, left: 0, top: 0, ratio: 1, width: 200, height: 150 };

/** Degrees of a place in pixels of the picture. */
function degrees([x, y]) {
  const turn = Math.PI * (1 - (2 * y) / (256 * SCALE));
  return [(x / (256 * SCALE) - 0.5) * 360, (Math.atan(Math.sinh(turn)) * 180) / Math.PI];
}

function polygon(...rings) {
  return { geometry: { type: "Polygon", coordinates: rings.map((ring) => [...ring, ring[0]].map(degrees)) } };
}

function box(x, y, width, height) {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function style(fields = {}) {
  const plain = { stroke: "#000000", width: 0, dash: [], ticks: false, hatch: "none", hatch_colour: null };
  return { ...plain, fill: "#ff0000", ...fields };
}

function ink(fields, opacity = 1, ratio = 1) {
  const own = style(fields);
  return inkOf(own, opacity, own.dash, ratio);
}

/** Paint features all over; `inks` by feature, null for what is not drawn. */
function painted(features, inks, frame = FRAME) {
  const raster = new Raster(new Outlines(features), frame, 0.6);
  features.forEach((_, i) => {
    if (inks[i]) raster.add(i);
  });
  const picture = new Picture(raster, new ArrayBuffer(4 * frame.width * frame.height));
  picture.renew((i) => inks[i]);
  const at = (x, y) => [0, 8, 16, 24].map((shift) => (picture.pixels[y * frame.width + x] >>> shift) & 255);
  return { raster, picture, at };
}

test("a square covers its pixels and no other", () => {
  const { picture, at } = painted([polygon(box(10, 20, 30, 40))], [ink()]);
  const red = picture.pixels.filter((pixel) => pixel === 0xff0000ff).length;
  assert.equal(red, 30 * 40);
  assert.deepEqual(at(10, 20), [255, 0, 0, 255]);
  assert.deepEqual(at(40, 60), [0, 0, 0, 0]);
});

test("a hole is not painted, whatever way the rings run", () => {
  const [outer, hole] = [box(5, 5, 60, 60), box(20, 20, 10, 10)];
  for (const rings of [
    [outer, hole],
    [outer.toReversed(), hole],
    [outer, hole.toReversed()],
  ]) {
    const { picture, at } = painted([polygon(...rings)], [ink()]);
    assert.equal(picture.pixels.filter((pixel) => pixel).length, 60 * 60 - 10 * 10);
    assert.deepEqual(at(25, 25), [0, 0, 0, 0]);
  }
});

test("the pixels of a slanted edge add up to the area", () => {
  const ring = [
    [10, 10],
    [110, 33],
    [40, 120],
  ];
  const { picture } = painted([polygon(ring)], [ink()]);
  const sum = picture.pixels.reduce((all, pixel) => all + (pixel >>> 24) / 255, 0);
  assert.ok(Math.abs(sum - (100 * 110 - 30 * 23) / 2) < 3, `${sum}`);
});

test("what lies partly outside the picture is painted as far as it lies in it", () => {
  const { picture } = painted([polygon(box(-50, -40, 400, 90))], [ink()]);
  assert.equal(picture.pixels.filter((pixel) => pixel === 0xff0000ff).length, 200 * 50);
});

test("an area at two device pixels a CSS pixel covers four times as many", () => {
  const frame = { ...FRAME, ratio: 2, width: 400, height: 300 };
  const { picture } = painted([polygon(box(10, 20, 30, 40))], [ink({}, 1, 2)], frame);
  assert.equal(picture.pixels.filter((pixel) => pixel).length, 4 * 30 * 40);
});

test("an outline is as wide as its style says, half on each side", () => {
  const { at } = painted([polygon(box(10, 20, 30, 40))], [ink({ width: 1.2, stroke: "#0000ff" })]);
  const [outside, inside] = [at(9, 40), at(10, 40)];
  assert.deepEqual(outside, [0, 0, 255, Math.round(0.6 * 255)]);
  assert.ok(inside[2] > 140 && inside[3] === 255);
  assert.deepEqual(at(12, 40), [255, 0, 0, 255]);
});

test("a dashed outline has gaps", () => {
  const { at } = painted([polygon(box(10, 20, 100, 40))], [ink({ fill: null, width: 1.2, dash: [4, 4] })]);
  const row = Array.from({ length: 100 }, (_, x) => at(10 + x, 20)[3]);
  assert.ok(row.includes(0) && row.some((alpha) => alpha > 140));
  assert.deepEqual(row.slice(8, 40), row.slice(16, 48));
});

test("stripes repeat along the diagonal and keep the opacity", () => {
  const { picture, at } = painted(
    [polygon(box(0, 0, 150, 150))],
    [ink({ hatch: "stripes", hatch_colour: "#00ff00" }, 0.5)],
  );
  assert.deepEqual(at(30, 40), at(40, 30));
  const inside = picture.pixels.filter((pixel) => pixel >>> 24 === 128);
  const green = inside.filter((pixel) => ((pixel >>> 8) & 255) > 200).length / inside.length;
  assert.ok(Math.abs(green - 0.5) < 0.1, `${green}`);
});

test("a later feature lies over an earlier one, and lets it through as far as it is not opaque", () => {
  const features = [polygon(box(0, 0, 50, 50)), polygon(box(20, 20, 50, 50))];
  const { at } = painted(features, [ink(), ink({ fill: "#0000ff" }, 0.5)]);
  assert.deepEqual(at(5, 5), [255, 0, 0, 255]);
  assert.deepEqual(at(30, 30), [127, 0, 128, 255]);
  assert.deepEqual(at(60, 60), [0, 0, 255, 128]);
});

test("areas that overlap anywhere in a cell are laid over each other there and only there", () => {
  const roll = dice(5);
  for (let n = 0; n < 40; n++) {
    const [one, other] = [0, 1].map(() => [roll(CELL), roll(20), 1 + roll(2 * CELL), 1 + roll(20)]);
    const inside = ([x, y, width, height], px, py) => px >= x && px < x + width && py >= y && py < y + height;
    const { at } = painted([polygon(box(...one)), polygon(box(...other))], [ink(), ink({ fill: "#0000ff" }, 0.5)]);
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 200; x++) {
        const under = inside(one, x, y) ? [255, 0, 0, 255] : [0, 0, 0, 0];
        const both = under[3] ? [127, 0, 128, 255] : [0, 0, 255, 128];
        assert.deepEqual(at(x, y), inside(other, x, y) ? both : under, `${one} ${other} at ${x}, ${y}`);
      }
    }
  }
});

/** Inks of all kinds: plain, hatched, without a fill, dashed. */
function inksAt(ratio) {
  return [
    ink({ width: 1.2 }, 0.78, ratio),
    ink({ fill: "#00ff00", hatch: "cross", hatch_colour: "#333333" }, 0.45, ratio),
    ink({ fill: "#ffff00", hatch: "stripes", hatch_colour: "#333333", width: 1 }, 0.6, ratio),
    ink({ fill: null, width: 1.2, dash: [4, 3] }, 1, ratio),
    ink({ fill: "#0000ff", hatch: "dots", hatch_colour: "#ffffff", width: 0.8 }, 0.18, ratio),
  ];
}

for (const depth of [1, 5, 20]) {
  test(`a move leaves the picture that a repaint makes, ${depth} deep`, () => {
    const roll = dice(depth);
    const places = Array.from({ length: 12 }, () => [roll(180) - 10, roll(130) - 10, 10 + roll(90), 10 + roll(90)]);
    const features = places.flatMap(([x, y, width, height]) =>
      Array.from({ length: depth }, () => polygon(box(x + roll(5), y + roll(5), width, height))),
    );
    const inks = inksAt(1);
    const drawn = features.map(() => /** @type {ReturnType<typeof ink> | null} */ (null));
    const { raster, picture } = painted(features, drawn);
    for (let move = 0; move < 40; move++) {
      const changed = Array.from({ length: 1 + roll(6) }, () => roll(features.length));
      for (const i of changed) {
        drawn[i] = roll(2) ? inks[roll(inks.length)] : null;
        if (drawn[i]) raster.add(i);
        raster.touch(i);
      }
      picture.renew((i) => drawn[i]);
      assert.deepEqual(picture.pixels, painted(features, drawn).picture.pixels);
    }
  });
}

for (const ratio of [1, 2, 3, 1.25]) {
  test(`a picture that was moved about is the one drawn anew, at ${ratio} device pixels a CSS pixel`, () => {
    const [roll, step] = [dice(ratio * 100), stepOf(ratio)];
    const features = Array.from({ length: 60 }, () => {
      const [x, y, size] = [roll(2200) - 600, roll(2200) - 600, 8 + roll(roll(4) ? 150 : 1500)];
      const corner = () => [x + roll(size), y + roll(size)];
      const ring = Array.from({ length: 3 + roll(40) }, corner);
      return polygon(ring, ...(roll(3) ? [] : [[corner(), corner(), corner()]]));
    });
    const inks = inksAt(ratio);
    const drawn = features.map(() => (roll(3) ? inks[roll(inks.length)] : null));
    const size = { width: 5 * CELL * Math.ceil(ratio), height: 4 * CELL * Math.ceil(ratio) };
    let layers = [7, -3];
    const frameAt = ([x, y]) => {
      const [originX, originY] = [x * step, y * step];
      return { ...FRAME, ...size, ratio, originX, originY, left: originX - layers[0], top: originY - layers[1] };
    };
    let at = [0, 0];
    const { raster, picture } = painted(features, drawn, frameAt(at));
    for (let move = 0; move < 40; move++) {
      // there and back along an axis, somewhere near, and now and then far away
      const near = [roll(5) - 2, roll(5) - 2];
      const by = move % 8 === 7 ? [roll(20) - 10, roll(20) - 10] : [[1, 0], [-1, 0], [0, -1], [0, 1], near][move % 5];
      at = at.map((place, i) => (Math.abs(place + by[i]) > 12 ? 0 : place + by[i]));
      if (!roll(8)) layers = [roll(900), roll(900)]; // as where the map is set somewhere else
      const frame = frameAt(at);
      assert.ok(raster.canMoveTo(frame));
      picture.moveTo(frame);
      for (let n = roll(4); n > 0; n--) {
        const i = roll(features.length);
        drawn[i] = roll(2) ? inks[roll(inks.length)] : null;
        if (drawn[i]) raster.add(i);
        raster.touch(i);
      }
      features.forEach((_, i) => {
        if (drawn[i]) raster.add(i);
      });
      picture.renew((i) => drawn[i]);
      const anew = painted(features, drawn, frame).picture.pixels;
      assert.ok(picture.pixels.every((pixel, i) => pixel === anew[i]));
    }
  });
}

test("after a move only the cells that came into view are computed", () => {
  const frame = { ...FRAME, width: 4 * CELL, height: 2 * CELL };
  const { raster } = painted([polygon(box(0, 0, 4 * CELL, 2 * CELL))], [ink()], frame);
  const drawn = [];
  const { draw } = raster;
  raster.draw = (feature, known, part) => {
    drawn.push(part);
    draw.call(raster, feature, known, part);
  };
  raster.add(0);
  assert.deepEqual(drawn, []);
  const kept = raster.cells[1];
  raster.moveTo({ ...frame, originX: -CELL });
  raster.add(0);
  assert.deepEqual(drawn, [{ left: CELL - 4, top: 0, right: CELL, bottom: 2 * CELL }]);
  assert.equal(raster.cells[2], kept);
});

test("a frame of other device pixels, scale or size is drawn anew", () => {
  const { raster } = painted([polygon(box(0, 0, 10, 10))], [ink()]);
  for (const other of [{ ratio: 2 }, { scale: 2 * SCALE }, { width: 264 }]) {
    assert.equal(raster.canMoveTo({ ...FRAME, ...other }), false);
  }
  assert.deepEqual([1, 2, 3, 1.25, 1.5, 1.1].map(stepOf), [64, 64, 64, 256, 128, 0]);
});

test("a small area touches only the cells that it lies in", () => {
  const { raster } = painted([polygon(box(CELL + 5, 5, 10, 10))], [ink()]);
  assert.deepEqual(
    raster.cells.map((cell) => cell.pieces().length),
    [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
});
