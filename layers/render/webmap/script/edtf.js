// Uncertain days in words: "8 or 9 May 1701" instead of [1701-05-08,1701-05-09]. Only what records write is put into
// words; any other EDTF expression is said as it stands, beside the day that the record works with.

import { dayOf, parseDay, partsOfDay } from "./time.js";

/** @import { Day } from "./types.d.ts" */
/** @import { Words } from "./words.js" */

const PLAIN = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/;
const SET = /^\[([^[\]]+)\]$/;

/**
 * @param {Words} words
 * @param {Day} day the day that the record works with
 * @param {string} edtf empty where the day is exact
 * @param {number} [shift] by how many days full days are moved: -1 for the last day before a boundary
 */
export function inWords(words, day, edtf, shift = 0) {
  if (!edtf) return words.day(day + shift);
  return ofOne(words, edtf, shift) ?? ofSet(words, edtf, shift) ?? `${words.day(day + shift)} (${edtf})`;
}

/**
 * A year, a month or a day, sure or about; null for anything else.
 *
 * @param {Words} words
 * @param {string} edtf
 * @param {number} shift
 */
function ofOne(words, edtf, shift) {
  const match = edtf.match(PLAIN);
  if (!match) return null;
  const [, year, month, date, mark] = match;
  const day = dayOf(Number(year), Number(month ?? 1) - 1, Number(date ?? 1));
  const written = date ? words.day(day + shift) : month ? words.month(day) : year;
  return mark ? words.say("about", { day: written }) : written;
}

/**
 * One of several days, or one between two; null where an end is open or no day.
 *
 * @param {Words} words
 * @param {string} edtf
 * @param {number} shift
 */
function ofSet(words, edtf, shift) {
  const inner = edtf.match(SET)?.[1];
  if (!inner) return null;
  const parts = inner.split(/,|\.\./).map((text) => parseDay(text));
  if (parts.length < 2 || parts.includes(null)) return null;
  const days = /** @type {Day[]} */ (parts).map((day) => day + shift);
  if (days.length === 2 && inner.includes(",")) return pair(words, "or", days[0], days[1]);
  return words.say("between", { days: pair(words, "and", Math.min(...days), Math.max(...days)) });
}

/**
 * Two days; month and year are said once where they are the same.
 *
 * @param {Words} words
 * @param {"or" | "and"} joint
 * @param {Day} first
 * @param {Day} last
 */
function pair(words, joint, first, last) {
  const [from, to] = [partsOfDay(first), partsOfDay(last)];
  const join = (/** @type {string | number} */ a, /** @type {string | number} */ b) => `${a} ${words.say(joint)} ${b}`;
  const together = from.year === to.year && from.month === to.month;
  return together ? words.day(last, join(from.date, to.date)) : join(words.day(first), words.day(last));
}
