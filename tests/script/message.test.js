// A message of the page around the map changes what it may, and only to what makes sense.

import assert from "node:assert/strict";
import { test } from "node:test";
import { entityOf, fieldsOf } from "../../layers/render/webmap/script/message.js";
import { day, record } from "./record.js";

const DATA = record();
const LAYERS = ["valleys", "roads", "lakes"];
const read = (message) => fieldsOf(DATA, message, LAYERS);

test("each field that makes sense is read", () => {
  const message = {
    day: "1955-01-01",
    compare: "1950-01-01",
    language: "az",
    mode: "difference",
    maps: "swipe",
    party: "north",
  };
  const days = { day: day("1955-01-01"), compare: day("1950-01-01") };
  assert.deepEqual(read(message), { ...message, ...days });
});

test("layers are what is shown; the others are hidden", () => {
  assert.deepEqual(read({ layers: ["roads"] }), { hidden: new Set(["valleys", "lakes"]) });
  assert.deepEqual(read({ layers: LAYERS }), { hidden: new Set() });
});

test("null ends a comparison, a message without it leaves it", () => {
  assert.deepEqual(read({ compare: null }), { compare: null });
  assert.deepEqual(read({}), {});
});

test("a day that is not of the record is compared with none", () => {
  for (const compare of ["1944-12-31", "soon", 7]) assert.deepEqual(read({ compare }), { compare: null });
});

test("no party is a choice too", () => {
  assert.deepEqual(read({ party: "" }), { party: "" });
});

test("what makes no sense is left as it is", () => {
  for (const value of ["1944-12-31", "1996-01-01", "1955-02-30", "soon", 7, null, {}, []]) {
    assert.deepEqual(read({ day: value }), {}, String(value));
  }
  for (const value of ["zz", "toString", "__proto__", 7, null, {}, ["az"]]) {
    assert.deepEqual(read({ language: value, mode: value, maps: value, party: value }), {}, String(value));
  }
  assert.deepEqual(read({ layers: "roads" }), {});
});

test("a card is opened for an entity of the record only", () => {
  assert.equal(entityOf(DATA, { select: "valley" }), "valley");
  for (const select of ["mountain", "constructor", null, undefined, 7]) assert.equal(entityOf(DATA, { select }), null);
});
