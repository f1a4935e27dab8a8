// The axis of the time bar: a scale over the whole record that presses some of its years together.

/** @import { Day } from "./types.d.ts" */

/**
 * @typedef {object} Axis
 * @property {(day: Day) => number} shareOf share of the bar, 0 to 1, at which a day stands
 * @property {(share: number) => Day} dayAt its inverse: the whole day nearest to a share
 */

/**
 * A scale that is linear between breaks; it never leaves the record, whatever it is asked.
 *
 * @param {{ first: Day, last: Day }} record
 * @param {[Day, number][]} breaks day and its share, both ascending; those outside the record are left out
 * @returns {Axis}
 */
export function axisOf({ first, last }, breaks) {
  const inner = breaks.filter(([day]) => first < day && day < last);
  /** @type {[Day, number][]} */
  const stops = [[first, 0], ...inner, [last, 1]];
  const days = stops.map(([day]) => day);
  const shares = stops.map(([, share]) => share);
  return {
    shareOf: (day) => between(days, shares, day),
    dayAt: (share) => Math.round(between(shares, days, share)),
  };
}

/**
 * Linear interpolation, held to the ends.
 *
 * @param {number[]} from ascending
 * @param {number[]} to ascending, as long as `from`
 * @param {number} value
 */
function between(from, to, value) {
  const end = from.findIndex((stop, i) => i > 0 && value <= stop);
  if (end < 0) return to[to.length - 1];
  const share = (value - from[end - 1]) / (from[end] - from[end - 1]);
  return to[end - 1] + Math.max(0, share) * (to[end] - to[end - 1]);
}
