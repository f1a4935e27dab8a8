// What the page asks the record.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  areaAround,
  changesOf,
  eventsOn,
  groupOf,
  layersOf,
  markedEvents,
  nameOn,
  otherNames,
  positionsOn,
  roleOf,
  spotsOf,
} from "../../layers/render/webmap/script/record.js";
import { day, record } from "./record.js";

const DATA = record();

test("layers are those with something to draw, in the order of the record", () => {
  assert.deepEqual(layersOf(DATA), ["valleys", "roads", "hills", "lakes"]);
  assert.equal(groupOf(DATA, "hills"), "areas");
});

test("a group is drawn after its role, and as context where it is not known", () => {
  assert.deepEqual(
    ["areas", "roads", "around", "elsewhere"].map((group) => roleOf(DATA, group)),
    ["territory", "route", "context", "context"],
  );
});

test("changes are those of the entities in question, by state, statement and shape", () => {
  const of = (...ids) => changesOf(DATA, new Set(ids));
  assert.deepEqual(of("valley"), [day("1960-01-01")]);
  assert.deepEqual(of("lake"), [day("1970-03-01")]);
  assert.deepEqual(of("valley", "road", "lake"), DATA.changes);
  assert.deepEqual(of(), []);
});

test("positions are those since the state began and until the day, the latest first", () => {
  const said = (text, state) => positionsOn(DATA, "valley", state, day(text)).map((position) => position.words);
  const [one, two] = DATA.entities.valley.states;
  assert.deepEqual(said("1962-01-01", two), ["then", "first"]);
  assert.deepEqual(said("1961-12-31", two), ["first"]);
  assert.deepEqual(said("1959-06-01", one), ["early"]);
  assert.deepEqual(said("1963-01-01", null), ["later"]);
  assert.deepEqual(positionsOn(DATA, "road", two, day("1970-01-01")), []);
});

test("events are those of the day and of the day on which the state began", () => {
  const titles = (text) => eventsOn(DATA, "valley", DATA.entities.valley.states[1], day(text)).map((e) => e.title);
  assert.deepEqual(titles("1964-01-01"), ["Handover"]);
  assert.deepEqual(titles("1965-07-01"), ["Handover", "Visit"]);
});

test("other names are those of the other languages, each once", () => {
  assert.deepEqual(otherNames(DATA.entities.valley, "en"), ["Dərə", "Долина"]);
});

test("the events of the year up to the day are marked where wanted, those of hidden layers are not", () => {
  const marked = (text, fields = {}) => {
    const view = { day: day(text), hidden: new Set(), event: null, events: true, ...fields };
    return markedEvents(DATA, view).map(({ id }) => id);
  };
  assert.deepEqual(marked("1960-01-01"), ["handover"]);
  assert.deepEqual(marked("1960-12-30"), ["handover"]);
  assert.deepEqual(marked("1960-12-31"), []);
  assert.deepEqual(marked("1959-12-31"), []);
  assert.deepEqual(marked("1960-01-01", { hidden: new Set(["valleys"]) }), []);
  assert.deepEqual(marked("1960-01-01", { events: false }), []);
});

test("the event that is told of is marked whatever else is, and the latest is first", () => {
  const view = { day: day("1965-07-01"), hidden: new Set(["valleys"]), event: "handover", events: false };
  assert.deepEqual(
    markedEvents(DATA, view).map(({ id }) => id),
    ["handover"],
  );
  const all = { ...view, hidden: new Set(), events: true };
  assert.deepEqual(
    markedEvents(DATA, all).map(({ id }) => id),
    ["visit", "handover"],
  );
});

test("an event happened on each of its places whose position is known", () => {
  const entities = { ...DATA.entities, valley: { ...DATA.entities.valley, anchor: [40, 46] } };
  const event = { ...DATA.events[0], entities: ["valley", "hill"] };
  assert.deepEqual(spotsOf({ ...DATA, entities }, event), [[40, 46]]);
});

test("a settlement lies in the smallest area around it that has a status on the day", () => {
  const features = [
    { ...DATA.features[0], id: "small", entity: "hill" },
    { ...DATA.features[0], id: "large", entity: "valley" },
  ];
  const around = [
    ["small", true],
    ["large", false],
  ];
  const found = (text, party) => areaAround({ ...DATA, features }, { around }, day(text), party);
  assert.equal(found("1956-01-01", "").feature.id, "large");
  assert.deepEqual([found("1956-01-01", "south").feature.id, found("1956-01-01", "south").atEdge], ["small", true]);
  assert.equal(found("1949-01-01", ""), null);
});

test("a country bears the name of another day through its last day, and today's from the next", () => {
  const [name, earlier] = [{ en: "Valley" }, { en: "Valley SSR" }];
  const country = { iso: "VA", lat: 0, lon: 0, name, dated: [{ from: null, to: day("1991-10-18"), name: earlier }] };
  assert.equal(nameOn(country, day("1950-01-01")), earlier);
  assert.equal(nameOn(country, day("1991-10-17")), earlier);
  assert.equal(nameOn(country, day("1991-10-18")), name);
});
