// What holds on a day, as the spans say it, and days of the calendar.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as time from "../../layers/render/webmap/script/time.js";
import { day, record } from "./record.js";

const iso = (number) => time.isoDay(number);

test("an interval holds on its first day and no longer on the day that ends it", () => {
  const interval = { from: 10, to: 20 };
  assert.deepEqual(
    [9, 10, 19, 20].map((d) => time.holds(interval, d)),
    [false, true, true, false],
  );
});

test("an open end holds for ever", () => {
  assert.equal(time.holds({ from: null, to: 20 }, -99999), true);
  assert.equal(time.holds({ from: 10, to: null }, 99999), true);
  assert.equal(time.holds({ from: 10, to: null }, 9), false);
});

const VECTORS = JSON.parse(readFileSync(new URL("../vectors/time.json", import.meta.url), "utf8"));

for (const [id, { states, spans }] of Object.entries(VECTORS.entities)) {
  const numbered = ([party, list]) => [party, list.map(([from, to, ...rest]) => [day(from), day(to), ...rest])];
  const entity = { states, spans: Object.fromEntries(Object.entries(spans).map(numbered)) };
  test(`what is said of the ${id} on a day is what the table says`, () => {
    const rows = VECTORS.rows.filter(([of]) => of === id);
    assert.ok(rows.length > 1);
    for (const [, text, party, expected] of rows) {
      const found = time.onDay(entity, day(text), party);
      const said = found && [found.told.status, found.certainty, found.agreement];
      assert.deepEqual(said, expected, `${text} ${party}`);
    }
  });
}

test("a party's own statement goes before the record's finding, for that party and those days only", () => {
  const { road } = record().entities;
  const status = (d, party) => time.onDay(road, day(d), party)?.told.status ?? null;
  assert.equal(status("1955-06-01", "north"), "C_CLOSED");
  assert.equal(status("1955-06-01", "south"), "C_OPEN");
  assert.equal(status("1955-06-01", ""), "C_OPEN");
  assert.equal(status("1956-01-01", "north"), "C_OPEN");
  assert.equal(status("1980-05-05", ""), null);
});

test("a party that is called as what every object has is no other than the rest", () => {
  assert.equal(time.onDay(record().entities.road, day("1955-06-01"), "constructor")?.told.status, "C_OPEN");
});

test("what a party states of a day is found by its days, and what the record finds is not among it", () => {
  const { road } = record().entities;
  const said = (d) => time.statementsOn(road, day(d)).map(({ status }) => status);
  assert.deepEqual(["1954-12-31", "1955-01-01", "1955-12-31", "1956-01-01"].map(said), [
    [],
    ["C_CLOSED"],
    ["C_CLOSED"],
    [],
  ]);
});

test("a dated place is drawn while it has a state, an undated one on its feature's own days", () => {
  const { entities, features } = record();
  const shown = (id, d, party = "") => {
    const feature = features.find((f) => f.id === id);
    return time.isShown(feature, entities[feature.entity], day(d), party);
  };
  assert.deepEqual([shown("valley", "1949-12-31"), shown("valley", "1950-01-01")], [false, true]);
  assert.deepEqual([shown("lake", "1970-02-28"), shown("lake", "1970-03-01")], [false, true]);
});

test("a place of which only a party states something is drawn only while that party speaks", () => {
  const { entities, features } = record();
  const hill = features.find((f) => f.id === "hill");
  const shown = (d, party) => time.isShown(hill, entities.hill, day(d), party);
  assert.deepEqual([shown("1956-01-01", ""), shown("1956-01-01", "north")], [false, false]);
  assert.deepEqual([shown("1954-12-31", "south"), shown("1955-01-01", "south")], [false, true]);
  assert.deepEqual([shown("1956-12-31", "south"), shown("1957-01-01", "south")], [true, false]);
});

test("a day is read from YYYY-MM-DD and written so again, long before 1970 too", () => {
  for (const text of ["0062-03-01", "1923-01-01", "1969-12-31", "1970-01-01", "2020-02-29", "2026-12-31"]) {
    assert.equal(iso(day(text)), text);
  }
  assert.equal(time.parseDay("1970-01-02"), 1);
  assert.equal(time.parseDay("1969-12-31"), -1);
});

const DAYS = JSON.parse(readFileSync(new URL("../vectors/days.json", import.meta.url), "utf8")).days;

test("a day is understood as the table says, and what could be another day is not guessed", () => {
  assert.ok(DAYS.length > 50);
  for (const [text, expected] of DAYS) {
    const found = time.parseDay(text);
    assert.equal(found === null ? null : iso(found), expected, JSON.stringify(text));
  }
});

test("a month on is the same day of it, or its last where it is shorter", () => {
  const after = (text, months) => iso(time.addMonths(day(text), months));
  assert.equal(after("2022-08-26", 1), "2022-09-26");
  assert.equal(after("2022-01-31", 1), "2022-02-28");
  assert.equal(after("2020-01-31", 1), "2020-02-29");
  assert.equal(after("2020-03-31", -1), "2020-02-29");
  assert.equal(after("2020-02-29", 12), "2021-02-28");
  assert.equal(after("2020-12-15", 1), "2021-01-15");
  assert.equal(after("1968-01-15", -1), "1967-12-15");
  assert.equal(after("0062-01-31", 1), "0062-02-28");
});

test("a day outside the record is held to its first or last", () => {
  const whole = { first: 10, last: 20 };
  assert.deepEqual(
    [9, 10, 15, 20, 21].map((d) => time.clampDay(whole, d)),
    [10, 10, 15, 20, 20],
  );
  assert.deepEqual(
    [9, 10, 20, 21].map((d) => time.inRecord(whole, d)),
    [false, true, true, false],
  );
});
