// The scale of the time bar: day and share are each other's inverse, no share gives a day outside the record, and the
// years below it do not overlap.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf, yearLabels } from "../../layers/render/webmap/script/axis.js";
import { day } from "./record.js";

const SCALES = {
  "a century pressed together": [
    ["1923-01-01", 0],
    ["1988-02-20", 0.12],
    ["2020-10-03", 0.37],
    ["2020-11-25", 0.54],
    ["2026-12-31", 1],
  ],
  "half a century": [
    ["1945-01-01", 0],
    ["1960-10-01", 0.38],
    ["1995-12-31", 1],
  ],
  "two ends": [
    ["1990-01-01", 0],
    ["1999-12-31", 1],
  ],
};

for (const [name, stops] of Object.entries(SCALES)) {
  const knots = stops.map(([text, share]) => [day(text), share]);
  const [first, last] = [knots[0][0], knots[knots.length - 1][0]];
  const axis = axisOf(knots);

  test(`a day comes back from its share (${name})`, () => {
    for (let d = first; d <= last; d += 1) assert.equal(axis.dayAt(axis.shareOf(d)), d);
  });

  test(`a knot stands at its share (${name})`, () => {
    for (const [d, share] of knots) assert.equal(axis.shareOf(d), share);
  });

  test(`nothing leaves the record (${name})`, () => {
    for (const share of [-1, -0.0001, 1.0001, 7]) assert.equal(axis.dayAt(share), share < 0 ? first : last);
    assert.equal(axis.shareOf(first - 4000), 0);
    assert.equal(axis.shareOf(last + 4000), 1);
    for (let step = 0; step <= 10000; step += 1) {
      const d = axis.dayAt(step / 10000);
      assert.ok(Number.isInteger(d) && d >= first && d <= last, `${step}: ${d}`);
    }
  });

  test(`a later day stands further right (${name})`, () => {
    for (let d = first; d < last; d += 1) assert.ok(axis.shareOf(d) < axis.shareOf(d + 1));
  });

  for (const width of [300, 700, 1400]) {
    test(`years stand ${width} pixels wide without overlap, where they begin (${name})`, () => {
      const x = (d) => axis.shareOf(d) * width;
      const labels = yearLabels({ first, last }, x, 38);
      assert.ok(labels.length > 1);
      labels.forEach((label, i) => {
        const start = Math.max(first, day(`${label.year}-01-01`));
        assert.equal(label.x, x(start));
        if (i) assert.ok(label.x - labels[i - 1].x >= 38, `${labels[i - 1].year} ${label.year}`);
      });
    });
  }
}

function yearsOf(first, last, width) {
  const record = { first: day(first), last: day(last) };
  const share = (d) => (d - record.first) / (record.last - record.first || 1);
  return yearLabels(record, (d) => share(d) * width, 38).map(({ year }) => year);
}

test("round years come first: centuries, then halves of them, decades, and so on", () => {
  assert.deepEqual(yearsOf("1803-05-01", "2101-01-01", 120), [1805, 1900, 2000, 2100]);
  assert.deepEqual(yearsOf("1803-05-01", "2101-01-01", 300), [1810, 1850, 1900, 1950, 2000, 2050, 2100]);
  assert.deepEqual(yearsOf("1991-01-01", "2009-12-31", 200), [1991, 1995, 2000, 2005, 2009]);
});

test("every year is written where there is room for all", () => {
  assert.deepEqual(yearsOf("1997-03-01", "2001-12-31", 500), [1997, 1998, 1999, 2000, 2001]);
});

test("a record within a year has that year, at its first day", () => {
  assert.deepEqual(yearsOf("1968-02-01", "1968-11-30", 300), [1968]);
  assert.deepEqual(yearsOf("1968-02-01", "1968-02-01", 300), [1968]);
});

test("a record of one day has an axis of that day", () => {
  const axis = axisOf([[day("1968-02-01"), 1]]);
  assert.deepEqual([axis.dayAt(0), axis.dayAt(0.7), axis.dayAt(1)], Array(3).fill(day("1968-02-01")));
});
