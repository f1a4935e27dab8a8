// The axis of the time bar: a scale over the whole record that gives room to the days on which much changed
// (layers/render/webmap/axis.py), and the years that stand below it.

import { clampDay, dayOf, partsOfDay } from "./time.js";

/** @import { Day } from "./types.d.ts" */

/**
 * @typedef {object} Axis
 * @property {(day: Day) => number} shareOf share of the bar, 0 to 1, at which a day stands
 * @property {(share: number) => Day} dayAt its inverse: the whole day nearest to a share
 */

/** Years that can be divided by an earlier one of these are labelled first. */
const ROUND = [1000, 100, 50, 10, 5, 1];

/**
 * A scale that is linear between knots; it never leaves the record, whatever it is asked.
 *
 * @param {[Day, number][]} knots day and its share, both ascending, from the first day to the last
 * @returns {Axis}
 */
export function axisOf(knots) {
  const days = knots.map(([day]) => day);
  const shares = knots.map(([, share]) => share);
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

/**
 * Where two texts stand, each as near to the middle of its point as it can, within the room and apart from each other.
 *
 * @param {[number, number]} points ascending
 * @param {[number, number]} widths
 * @param {number} room that there is for both
 * @param {number} gap least room between them
 * @returns {[left: number, right: number]} their left ends
 */
export function apart([one, other], [first, second], room, gap) {
  const least = Math.max(0, one - first / 2);
  const most = Math.min(room, other + second / 2) - second;
  const missing = least + first + gap - most;
  if (missing <= 0) return [least, most];
  const left = Math.min(Math.max(0, least - missing / 2), room - first - gap - second);
  return [left, left + first + gap];
}

/**
 * The years to write below the axis, from left to right, each where it begins: round ones first, and none nearer to
 * another than `room`.
 *
 * @param {{ first: Day, last: Day }} record
 * @param {(day: Day) => number} xOf where a day stands
 * @param {number} room
 */
export function yearLabels(record, xOf, room) {
  const years = yearsOf(record).map((year) => ({ year, x: xOf(clampDay(record, dayOf(year, 0, 1))) }));
  /** @type {typeof years} */
  const labels = [];
  for (const label of years.sort((a, b) => roundness(a.year) - roundness(b.year) || a.year - b.year)) {
    if (labels.every(({ x }) => Math.abs(x - label.x) >= room)) labels.push(label);
  }
  return labels.sort((a, b) => a.year - b.year);
}

/** @param {{ first: Day, last: Day }} record */
function yearsOf({ first, last }) {
  const [from, to] = [first, last].map((day) => partsOfDay(day).year);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/**
 * 0 for the roundest years.
 *
 * @param {number} year
 */
function roundness(year) {
  return ROUND.findIndex((step) => year % step === 0);
}
