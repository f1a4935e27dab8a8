// The search of the page: the same folding and ranking as layers/wording/search.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { find, findEvents, fold, isCalled, nearest } from "../../layers/render/webmap/script/search.js";
import { record } from "./record.js";

const VECTORS = JSON.parse(readFileSync(new URL("../vectors/fold.json", import.meta.url), "utf8"));
const INDEX = {
  far_town: ["far town", "farthest town"],
  town: ["town", "old market"],
  townsend: ["townsend"],
  hill: ["market of the old hill"],
};

for (const [text, folded] of VECTORS) {
  test(`${JSON.stringify(text)} is folded to ${JSON.stringify(folded)}`, () => assert.equal(fold(text), folded));
}

test("an exact name comes before a beginning, that before a part, that before all its words", () => {
  assert.deepEqual(find(INDEX, "Town"), ["town", "townsend", "far_town"]);
  assert.deepEqual(find(INDEX, "old market"), ["town", "hill"]);
});

test("places that fit alike stay in the order of the record", () => {
  assert.deepEqual(find({ b: ["one x"], a: ["one y"] }, "one"), ["b", "a"]);
});

test("what has no letters finds nothing", () => {
  for (const query of ["", "  ", "- —"]) {
    assert.deepEqual(find(INDEX, query), []);
    assert.deepEqual(findEvents(record().events, query), []);
  }
});

test("of a query two hundred characters count, and a letter outside the first plane is one", () => {
  assert.deepEqual(find({ long: ["a".repeat(200)] }, "a".repeat(300)), ["long"]);
  assert.deepEqual(find({ long: ["𐐨".repeat(200)] }, "𐐨".repeat(300)), ["long"]);
});

test("an event is found by all its words, whatever their order", () => {
  const titles = (query) => findEvents(record().events, query).map(({ title }) => title);
  assert.deepEqual(titles("Təhvil handover"), ["Handover"]);
  assert.deepEqual(titles("handover visit"), []);
});

test("the nearest names are those that share most of their letters", () => {
  assert.deepEqual(nearest(INDEX, "twonsend")[0], "townsend");
  assert.deepEqual(nearest(INDEX, "odl markte")[0], "town");
  assert.equal(nearest(INDEX, "twonsend").length, 3);
});

test("what is found is called so only by a whole name, and nothing is by none", () => {
  const index = { ford: ["ford", "the ford"] };
  assert.ok(isCalled(index, "ford", "The FORD"));
  assert.ok(!isCalled(index, "ford", "for"));
  assert.ok(!isCalled(index, undefined, "ford"));
});
