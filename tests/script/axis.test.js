// The scale of the time bar: day and share are each other's inverse, and no share gives a day outside the record.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf } from "../../layers/render/webmap/script/axis.js";
import { day } from "./record.js";

const BREAKS = [
  [day("1988-01-01"), 0.05],
  [day("2020-01-01"), 0.36],
];
const RECORDS = {
  "around both breaks": { first: day("1923-01-01"), last: day("2026-12-31") },
  "before the second break": { first: day("1945-01-01"), last: day("1995-12-31") },
  "between the breaks": { first: day("1990-01-01"), last: day("1999-12-31") },
  "from a break on": { first: day("1988-01-01"), last: day("2022-12-31") },
};

for (const [name, whole] of Object.entries(RECORDS)) {
  const axis = axisOf(whole, BREAKS);

  test(`a day comes back from its share (${name})`, () => {
    for (let d = whole.first; d <= whole.last; d += 1) assert.equal(axis.dayAt(axis.shareOf(d)), d);
  });

  test(`the ends of the bar are the ends of the record (${name})`, () => {
    assert.deepEqual([axis.shareOf(whole.first), axis.shareOf(whole.last)], [0, 1]);
    assert.deepEqual([axis.dayAt(0), axis.dayAt(1)], [whole.first, whole.last]);
  });

  test(`nothing leaves the record (${name})`, () => {
    for (const share of [-1, -0.0001, 1.0001, 7]) {
      assert.equal(axis.dayAt(share), share < 0 ? whole.first : whole.last);
    }
    assert.equal(axis.shareOf(whole.first - 4000), 0);
    assert.equal(axis.shareOf(whole.last + 4000), 1);
    for (let step = 0; step <= 10000; step += 1) {
      const d = axis.dayAt(step / 10000);
      assert.ok(Number.isInteger(d) && d >= whole.first && d <= whole.last, `${step}: ${d}`);
    }
  });

  test(`a later day stands further right (${name})`, () => {
    for (let d = whole.first; d < whole.last; d += 1) assert.ok(axis.shareOf(d) < axis.shareOf(d + 1));
  });
}

test("the years before a break are pressed together", () => {
  const axis = axisOf(RECORDS["around both breaks"], BREAKS);
  assert.equal(axis.shareOf(day("1988-01-01")), 0.05);
  assert.equal(axis.shareOf(day("2020-01-01")), 0.36);
});
