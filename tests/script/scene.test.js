// What moves from view to view ends where starting anew would: looks, changes and counts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene, legendOf as sharedLegend } from "../../layers/render/webmap/script/scene.js";
import { isShown, onDay } from "../../layers/render/webmap/script/time.js";
import { dice } from "./dice.js";
import { day, record } from "./record.js";

const DATA = record();

function randomViews(number) {
  const roll = dice(7);
  const anyDay = () => DATA.first + roll(DATA.last - DATA.first + 1);
  return Array.from({ length: number }, () => {
    const view = { day: anyDay(), party: ["", "north", "south"][roll(3)], selected: null };
    const hidden = new Set(roll(4) ? [] : ["valleys"]);
    const kind = roll(3);
    if (kind === 0) return { ...view, hidden, agreement: false, before: anyDay() };
    return { ...view, hidden, agreement: kind === 1 };
  });
}

function legendOf(scene) {
  return sharedLegend([scene]).map((row) => [row.code, row.look.certainty, row.schematic, row.entities()]);
}

test("moving shows what starting anew shows, and tells every feature that looks different, and no other", () => {
  const moved = new Scene(DATA);
  let looks = DATA.features.map(() => null);
  for (const view of randomViews(400)) {
    moved.show(view);
    const told = new Set(moved.takeChanged());
    const anew = new Scene(DATA);
    anew.show(view);
    const next = DATA.features.map((_, i) => moved.lookOf(i));
    assert.deepEqual(
      next,
      DATA.features.map((_, i) => anew.lookOf(i)),
    );
    next.forEach((look, i) => {
      if (look?.style !== looks[i]?.style || look?.certainty !== looks[i]?.certainty) assert.ok(told.has(i));
    });
    assert.deepEqual(legendOf(moved), legendOf(anew));
    looks = next;
  }
});

test("a move within which nothing changes tells nothing", () => {
  const scene = new Scene(DATA);
  const view = { party: "", hidden: new Set(), selected: null, agreement: false };
  const changedOn = (/** @type {string} */ on) => {
    scene.show({ ...view, day: day(on) });
    return scene.takeChanged();
  };
  changedOn("1951-01-01");
  assert.deepEqual(changedOn("1952-01-01"), []);
  assert.deepEqual(changedOn("1960-01-01"), [1, 0]); // the road is possible from 1956
});

test("a feature is drawn exactly on the days that the time rule says", () => {
  const scene = new Scene(DATA);
  const view = { party: "south", hidden: new Set(), selected: null, agreement: false };
  for (let on = DATA.first; on <= DATA.last; on += 1) {
    scene.show({ ...view, day: on });
    DATA.features.forEach((feature, i) => {
      const entity = DATA.entities[feature.entity];
      const shown = isShown(feature, entity, on, "south");
      assert.equal(scene.lookOf(i) !== null, shown);
      if (shown) assert.equal(scene.lookOf(i).status, onDay(entity, on, "south")?.told.status ?? null);
    });
  }
});
