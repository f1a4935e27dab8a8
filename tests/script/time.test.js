// The time rule of the page: half-open intervals, three certainties, days of the calendar.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as time from "../../layers/render/webmap/script/time.js";
import { day, record, told } from "./record.js";

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

test("a state is certain only between its latest start and its earliest end", () => {
  const state = told("T_ONE", "1950-01-01", "1950-12-31", {
    startLatest: day("1950-03-01"),
    endEarliest: day("1950-10-01"),
  });
  const said = ["1950-02-28", "1950-03-01", "1950-09-30", "1950-10-01"].map((d) =>
    time.certaintyOf(state, day(d), day("1990-01-01")),
  );
  assert.deepEqual(said, ["possible", "certain", "certain", "possible"]);
});

test("nothing is certain after the last day that was reviewed, nor possible", () => {
  const state = told("T_ONE", "1950-01-01", null);
  const reviewed = day("1990-06-30");
  assert.equal(time.certaintyOf(state, reviewed, reviewed), "certain");
  assert.equal(time.certaintyOf(state, reviewed + 1, reviewed), "not reviewed");
});

test("a start of which nobody knows the latest day is never certain", () => {
  const state = told("T_ONE", "1950-01-01", null, { startLatest: null });
  assert.equal(time.certaintyOf(state, day("1960-01-01"), day("1990-01-01")), "possible");
  assert.equal(time.certainPart(state, day("1990-01-01")), null);
});

test("the certain part of a state is exactly its certain days", () => {
  const reviewed = day("1950-01-20");
  for (const startLatest of [null, day("1950-01-01"), day("1950-01-05"), day("1950-01-25")]) {
    for (const endEarliest of [null, day("1950-01-03"), day("1950-01-15")]) {
      for (const to of ["1950-01-15", "1950-01-30", null]) {
        const state = told("T_ONE", "1950-01-01", to, { startLatest, endEarliest });
        const part = time.certainPart(state, reviewed);
        for (let d = day("1949-12-30"); d < day("1950-02-02"); d += 1) {
          const certain = time.holds(state, d) && time.certaintyOf(state, d, reviewed) === "certain";
          assert.equal(part !== null && time.holds(part, d), certain, `${iso(d)} of ${JSON.stringify(state)}`);
        }
      }
    }
  }
});

test("a party's own statement goes before the record's finding, for that party and those days only", () => {
  const { road } = record().entities;
  const status = (d, party) => time.stateOn(road, day(d), party)?.status ?? null;
  assert.equal(status("1955-06-01", "Armenia"), "C_CLOSED");
  assert.equal(status("1955-06-01", "Azerbaijan"), "C_OPEN");
  assert.equal(status("1955-06-01", ""), "C_OPEN");
  assert.equal(status("1956-01-01", "Armenia"), "C_OPEN");
  assert.equal(status("1980-05-05", ""), null);
});

test("a dated place is drawn while it has a status, an undated one on its feature's own days", () => {
  const { entities, features } = record();
  const shown = (i, d) => time.isShown(features[i], entities[features[i].entity], day(d), "");
  assert.deepEqual([shown(0, "1949-12-31"), shown(0, "1950-01-01")], [false, true]);
  assert.deepEqual([shown(2, "1970-02-28"), shown(2, "1970-03-01")], [false, true]);
});

test("a day is read from YYYY-MM-DD and written so again, long before 1970 too", () => {
  for (const text of ["1923-01-01", "1969-12-31", "1970-01-01", "2020-02-29", "2026-12-31"]) {
    assert.equal(iso(day(text)), text);
  }
  assert.equal(time.parseDay("1970-01-02"), 1);
  assert.equal(time.parseDay("1969-12-31"), -1);
});

test("what is no day is not read as another one", () => {
  for (const text of [
    "2022-02-30",
    "2021-02-29",
    "2022-13-01",
    "2022-00-10",
    "2022-1-1",
    "26.08.2022",
    "soon",
    "",
    "2022-08-26T00:00",
  ]) {
    assert.equal(time.parseDay(text), null, text);
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
