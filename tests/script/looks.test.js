// How features look in the views of status, agreement and difference, and the rows of the legend.

import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../layers/render/webmap/script/looks.js";
import { legendOf, Scene } from "../../layers/render/webmap/script/scene.js";
import { day, record } from "./record.js";

const DATA = record();
const [VALLEY, ROAD, HILL, LAKE] = DATA.features;

function view(text, fields = {}) {
  return { day: day(text), party: "", hidden: new Set(), selected: null, agreement: false, ...fields };
}

function sceneOf(data, shown) {
  const scene = new Scene(data);
  scene.show(shown);
  return scene;
}

function lookOf(data, feature, shown) {
  return sceneOf(data, shown).lookOf(data.features.indexOf(feature));
}

function legendRows(data, shown) {
  return legendOf([sceneOf(data, shown)]).map((row) => ({ ...row, entities: row.entities() }));
}

test("the view of a state is that of its day; two days make a difference only in that mode", () => {
  const state = { day: 9, compare: 3, mode: "status", party: "", hidden: new Set(), language: "en", selected: null };
  assert.equal(viewOf(state).before, undefined);
  assert.equal(viewOf({ ...state, mode: "difference" }).before, 3);
  assert.equal(viewOf({ ...state, mode: "difference", compare: null }).before, undefined);
  assert.equal(viewOf({ ...state, mode: "agreement" }).agreement, true);
});

test("a feature has the style of its status on the day", () => {
  const eve = lookOf(DATA, VALLEY, view("1959-12-31"));
  assert.deepEqual(eve, { style: DATA.styles.T_ONE, status: "T_ONE", certainty: "certain" });
  assert.equal(lookOf(DATA, VALLEY, view("1960-01-01")).status, "T_TWO");
  assert.equal(lookOf(DATA, VALLEY, view("1990-07-01")).certainty, "not reviewed");
});

test("what is hidden or not there on the day is not drawn", () => {
  assert.equal(lookOf(DATA, VALLEY, view("1949-12-31")), null);
  assert.equal(lookOf(DATA, VALLEY, view("1955-01-01", { hidden: new Set(["valleys"]) })), null);
});

test("what only a party states is drawn where that party speaks, and in no other view", () => {
  assert.equal(lookOf(DATA, HILL, view("1956-01-01")), null);
  assert.equal(lookOf(DATA, HILL, view("1956-01-01", { party: "north" })), null);
  assert.equal(lookOf(DATA, HILL, view("1956-01-01", { party: "south" })).status, "T_ONE");
});

test("a road that is possibly open looks so", () => {
  assert.equal(lookOf(DATA, ROAD, view("1955-12-31")).certainty, "certain");
  assert.equal(lookOf(DATA, ROAD, view("1956-01-01")).certainty, "possible");
});

test("what has no dated status is drawn as context", () => {
  assert.deepEqual(lookOf(DATA, LAKE, view("1975-01-01")), { style: DATA.context, status: null, certainty: "certain" });
});

test("the same look on two days is the same style, so that nothing is drawn again", () => {
  const [one, other] = ["1951-01-01", "1952-01-01"].map((d) => lookOf(DATA, VALLEY, view(d)));
  assert.equal(one.style, other.style);
});

test("in the view of agreement an area takes the whole style, a line the colour only", () => {
  const area = lookOf(DATA, VALLEY, view("1965-06-01", { agreement: true }));
  assert.equal(area.style, DATA.agreement.A_AGREE);
  assert.equal(area.status, "T_TWO");
  const line = lookOf(DATA, ROAD, view("1955-06-01", { agreement: true }));
  assert.deepEqual(line.style, { ...DATA.styles.C_OPEN, stroke: DATA.agreement.A_CONTRADICT.stroke });
});

test("the difference of two days mutes what is the same", () => {
  const area = lookOf(DATA, VALLEY, view("1965-01-01", { before: day("1961-01-01") }));
  assert.deepEqual(area, { style: DATA.muted, status: "unchanged", certainty: "certain" });
  const line = lookOf(DATA, ROAD, view("1965-01-01", { before: day("1961-01-01") }));
  assert.equal(line.style.fill, null);
});

test("the difference of two days stripes what has changed with its colour before", () => {
  const { style, status } = lookOf(DATA, VALLEY, view("1960-01-01", { before: day("1959-12-31") }));
  assert.equal(status, "T_ONE>T_TWO");
  assert.equal(style.hatch, "stripes");
  assert.deepEqual([style.fill, style.hatch_colour], [DATA.styles.T_TWO.fill, DATA.styles.T_ONE.fill]);
  assert.deepEqual([style.stroke, style.was], [DATA.styles.T_TWO.stroke, DATA.styles.T_ONE.stroke]);
});

test("what comes and what goes is a change from or to nothing", () => {
  const comes = lookOf(DATA, VALLEY, view("1955-01-01", { before: day("1945-01-01") }));
  assert.equal(comes.status, "none>T_ONE");
  assert.equal(comes.style.hatch_colour, DATA.palette.land);
  const goes = lookOf(DATA, ROAD, view("1990-01-01", { before: day("1955-01-01") }));
  assert.equal(goes.status, "C_OPEN>none");
  assert.equal(goes.style.stroke, DATA.styles.C_OPEN.stroke);
  assert.ok(goes.style.dash[0] < goes.style.dash[1], "a line that is no more is dotted");
  assert.equal(goes.style.was, undefined, "and has no edges, as one has that has changed");
  assert.equal(lookOf(DATA, VALLEY, view("1946-01-01", { before: day("1945-01-01") })), null);
});

test("what has no dated status and comes between two days is drawn in the colours of context", () => {
  const { style, status } = lookOf(DATA, LAKE, view("1975-01-01", { before: day("1955-01-01") }));
  assert.equal(status, "none>none");
  assert.equal(style.stroke, DATA.context.stroke);
});

test("the legend stands in the order of the style table, what is in no table last", () => {
  const data = { ...DATA, features: [LAKE, ROAD, VALLEY] };
  const rows = legendRows(data, view("1975-01-01"));
  assert.deepEqual(
    rows.map((row) => row.code),
    ["T_TWO", "C_OPEN", null],
  );
});

test("the legend in the view of agreement stands from agreement to contradiction", () => {
  const rows = legendRows({ ...DATA, features: [ROAD, VALLEY] }, view("1955-06-01", { agreement: true }));
  assert.deepEqual(
    rows.map((row) => row.code),
    ["A_ALONE", "A_CONTRADICT"],
  );
});

test("a row names each entity once and says whether anything in it is schematic", () => {
  const data = { ...DATA, features: [VALLEY, { ...VALLEY, id: "valley_2" }, ROAD] };
  const [valley, road] = legendRows(data, view("1955-01-01"));
  assert.deepEqual([...valley.entities], ["valley"]);
  assert.deepEqual([valley.schematic, road.schematic], [false, true]);
});

test("the same status, certain and not, has two rows", () => {
  const spans = { "": DATA.entities.valley.spans[""].map(([from, to, i]) => [from, to, i, "possible", "A_ALONE"]) };
  const entities = { ...DATA.entities, other: { ...DATA.entities.valley, spans } };
  const features = [VALLEY, { ...VALLEY, id: "other", entity: "other" }];
  const rows = legendRows({ ...DATA, entities, features }, view("1955-01-01"));
  assert.deepEqual(
    rows.map(({ code, look }) => [code, look.certainty]),
    [
      ["T_ONE", "certain"],
      ["T_ONE", "possible"],
    ],
  );
});

test("a layer that is hidden is not in the legend", () => {
  const rows = legendRows(DATA, view("1955-01-01", { hidden: new Set(["valleys", "roads"]) }));
  assert.deepEqual(rows, []);
});

test("one legend of two days has each row once, with what it stands for on either", () => {
  const entities = { ...DATA.entities, dale: DATA.entities.valley };
  const data = { ...DATA, entities, features: [VALLEY, ROAD, { ...VALLEY, id: "dale", entity: "dale" }] };
  const [eve, day] = ["1959-12-31", "1960-01-01"].map((text) => sceneOf(data, view(text)));
  const rows = legendOf([day, eve]).map((row) => [row.code, row.entities(), row.count]);
  assert.deepEqual(rows, [
    ["T_ONE", ["valley", "dale"], 2],
    ["T_TWO", ["valley", "dale"], 2],
    ["C_OPEN", ["road"], 2],
  ]);
});
