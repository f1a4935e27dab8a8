// What is compared, with what, and what differs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart } from "../../layers/render/webmap/script/axis.js";
import { comparedOf, differencesOf, earlierDay, layoutOf, settled } from "../../layers/render/webmap/script/differ.js";
import { viewsOf } from "../../layers/render/webmap/script/looks.js";
import { day, record } from "./record.js";

const DATA = record();
const PARTIES = DATA.parties;
const NOTHING = new Set();
const STATE = { day: 9, compare: null, mode: "status", maps: "beside", party: "", hidden: NOTHING, selected: null };

test("two days make two maps, next to each other or under a divider, and their difference one", () => {
  const compared = { ...STATE, compare: 3 };
  assert.equal(layoutOf(STATE, PARTIES), "one");
  assert.equal(layoutOf(compared, PARTIES), "beside");
  assert.equal(layoutOf({ ...compared, maps: "swipe" }, PARTIES), "swipe");
  assert.equal(layoutOf({ ...compared, maps: "swipe", mode: "difference" }, PARTIES), "one");
});

test("there is a map for each party where there are several, and not while two days are compared", () => {
  const parted = { ...STATE, maps: "parties" };
  assert.equal(layoutOf(parted, PARTIES), "parties");
  assert.equal(layoutOf(parted, ["north"]), "one");
  assert.equal(layoutOf({ ...parted, compare: 3 }, PARTIES), "beside");
});

test("the first of two maps shows the day, the other the earlier one; of the parties' maps each its party", () => {
  const days = viewsOf({ ...STATE, compare: 3 }, PARTIES).map((view) => view.day);
  assert.deepEqual(days, [9, 3]);
  const parties = viewsOf({ ...STATE, maps: "parties", party: "south" }, PARTIES);
  assert.deepEqual(
    parties.map((view) => [view.day, view.party]),
    [
      [9, "north"],
      [9, "south"],
    ],
  );
  assert.equal(viewsOf({ ...STATE, compare: 3, mode: "difference" }, PARTIES)[0].before, 3);
});

test("of two days the earlier one is the earlier, whichever was chosen last", () => {
  assert.deepEqual(settled({ ...STATE, compare: 3 }, 0), { ...STATE, compare: 3 });
  assert.deepEqual(settled({ ...STATE, compare: 12 }, 0), { ...STATE, day: 12, compare: 9 });
});

test("the same day twice is compared with its eve, and the first day with nothing", () => {
  assert.deepEqual(settled({ ...STATE, compare: 9 }, 0), { ...STATE, compare: 8 });
  assert.deepEqual(settled({ ...STATE, day: 0, compare: 0 }, 0), { ...STATE, day: 0, compare: null });
});

test("without an earlier day there is no difference to show", () => {
  assert.equal(settled({ ...STATE, mode: "difference" }, 0).mode, "status");
  assert.equal(settled({ ...STATE, day: 0, compare: 0, mode: "difference" }, 0).mode, "status");
  assert.equal(settled({ ...STATE, compare: 3, mode: "difference" }, 0).mode, "difference");
});

test("a day is compared with that a year before, or with the eve of the last change if that is earlier", () => {
  assert.equal(earlierDay(DATA, day("1960-06-01")), day("1959-06-01"));
  assert.equal(earlierDay(DATA, day("1965-06-01")), day("1959-12-31"));
  assert.equal(earlierDay(DATA, day("1945-03-01")), DATA.first);
  assert.equal(earlierDay(DATA, DATA.first), null);
});

test("what has another status on the two days differs, with its status on each", () => {
  const views = comparedOf({ ...STATE, day: day("1961-01-01"), compare: day("1952-01-01") }, PARTIES);
  const [valley, ...others] = differencesOf(DATA, views, NOTHING);
  assert.deepEqual([valley.id, others], ["valley", []]);
  assert.deepEqual(
    valley.found.map((one) => one.told.status),
    ["T_ONE", "T_TWO"],
  );
  assert.deepEqual(differencesOf(DATA, views, new Set(["valleys"])), []);
});

test("what begins and what ends differs, and has no status on the other day", () => {
  const views = comparedOf({ ...STATE, day: day("1985-01-01"), compare: day("1946-01-01") }, PARTIES);
  const found = differencesOf(DATA, views, NOTHING);
  assert.deepEqual(
    found.map(({ id, found: each }) => [id, ...each.map((one) => one?.told.status)]),
    [["valley", undefined, "T_TWO"]],
  );
});

test("the parties differ where one states another status or is alone to state one", () => {
  const on = (text) => differencesOf(DATA, comparedOf({ ...STATE, day: day(text) }, PARTIES), NOTHING);
  const told = on("1955-06-01").map(({ id, found }) => [id, ...found.map((one) => one?.told.status)]);
  assert.deepEqual(told, [
    ["road", "C_CLOSED", "C_OPEN"],
    ["hill", undefined, "T_ONE"],
  ]);
  assert.deepEqual(on("1952-01-01"), []);
});

test("two texts stand above their points where there is room, and else apart and within it", () => {
  assert.deepEqual(apart([100, 300], [80, 80], 400, 10), [60, 260]);
  for (const points of [
    [0, 5],
    [395, 400],
    [200, 203],
    [0, 400],
  ]) {
    const [left, right] = apart(points, [80, 80], 400, 10);
    assert.ok(left >= 0 && left + 80 + 10 <= right && right + 80 <= 400, String(points));
  }
});
