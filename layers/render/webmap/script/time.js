// Days, and what holds on one. The time rule stands in layers/record/timeslice.py: it has computed the spans in which
// a day is looked up here. Days are whole numbers since 1970-01-01, so that no time zone can move them.

/** @import { Day, Entity, Feature, Found, Interval } from "./types.d.ts" */

const MS = 86400000;

/**
 * @param {Interval} interval
 * @param {Day} day
 */
export function holds({ from, to }, day) {
  return (from === null || from <= day) && (to === null || day < to);
}

/**
 * The spans of an entity as a party states them, earliest first; those of the record where it states no other.
 *
 * @param {Entity} entity
 * @param {string} party empty for the record alone
 */
export function spansOf({ spans }, party) {
  return Object.hasOwn(spans, party) ? spans[party] : spans[""];
}

/**
 * What is said of an entity on a day, or null where it has no state then.
 *
 * @param {Entity} entity
 * @param {Day} day
 * @param {string} party
 * @returns {Found | null}
 */
export function onDay(entity, day, party) {
  const spans = spansOf(entity, party);
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle][1] <= day) low = middle + 1;
    else high = middle;
  }
  if (low === spans.length || day < spans[low][0]) return null;
  const [, , state, certainty, agreement] = spans[low];
  return { told: entity.states[state], certainty, agreement };
}

/**
 * What the parties themselves state for a day.
 *
 * @param {Entity} entity
 * @param {Day} day
 */
export function statementsOn({ states }, day) {
  return states.filter((told) => told.party !== null && holds(told, day));
}

/**
 * Whether a feature is drawn: its own days, and a state on that day if its entity is dated at all.
 *
 * @param {Feature} feature
 * @param {Entity} entity the feature's own
 * @param {Day} day
 * @param {string} party
 */
export function isShown(feature, entity, day, party) {
  return holds(feature, day) && (!entity.dated || onDay(entity, day, party) !== null);
}

/**
 * @param {Day} day
 * @returns {string} YYYY-MM-DD
 */
export function isoDay(day) {
  return new Date(day * MS).toISOString().slice(0, 10);
}

const YEAR_FIRST = /^(?<y>\d{4})(?<mark>[-/])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})$/;
const DAY_FIRST = /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>\d{4})$/;
const DAY_MONTH = /^(?<d>\d{1,2})\.? (?<name>[a-z]+)\.? (?<y>\d{4})$/i;
const MONTH_DAY = /^(?<name>[a-z]+)\.? (?<d>\d{1,2}),? (?<y>\d{4})$/i;
const MONTHS = "january february march april may june july august september october november december".split(" ");

/**
 * The day that a reader's text names, or null where it names none or could name two; tests/vectors/days.json is the
 * table of what is understood, which layers/record/dates.py holds too.
 *
 * @param {string} text
 * @returns {Day | null}
 */
export function parseDay(text) {
  const plain = inAscii(text);
  const found = [YEAR_FIRST, DAY_FIRST, DAY_MONTH, MONTH_DAY].map((form) => plain.match(form)?.groups).find(Boolean);
  if (!found) return null;
  const [year, month, date] = [Number(found.y), found.name ? monthOf(found.name) : Number(found.m), Number(found.d)];
  const day = dayOf(year, month - 1, date);
  const parts = partsOfDay(day);
  // what is beyond the end of a month has gone on into the next
  return year && parts.month === month - 1 && parts.date === date ? day : null;
}

/**
 * The number of an English month, whole or by its first three letters; 0 for any other word.
 *
 * @param {string} name
 */
function monthOf(name) {
  const wanted = name.toLowerCase();
  return MONTHS.findIndex((month) => [month, month.slice(0, 3), month === "september" && "sept"].includes(wanted)) + 1;
}

/**
 * Without blanks around it, with the dashes and the digits of any script as those of ASCII.
 *
 * @param {string} text
 */
function inAscii(text) {
  const plain = text.normalize("NFKC").trim().replace(/\s+/g, " ");
  return plain.replace(/[\p{Pd}\u2212]/gu, "-").replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}

/**
 * The value of a decimal digit: those of a script follow each other in Unicode from nought on.
 *
 * @param {string} digit
 */
function digitOf(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

/**
 * Year, month (0 to 11) and day of the month.
 *
 * @param {Day} day
 */
export function partsOfDay(day) {
  const date = new Date(day * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
}

/**
 * @param {{ first: Day, last: Day }} record
 * @param {Day} day
 */
export function inRecord({ first, last }, day) {
  return day >= first && day <= last;
}

/**
 * @param {{ first: Day, last: Day }} record
 * @param {Day} day
 */
export function clampDay({ first, last }, day) {
  return Math.min(Math.max(day, first), last);
}

/**
 * The same day of another month; the last of the month where that month is shorter.
 *
 * @param {Day} day
 * @param {number} months
 */
export function addMonths(day, months) {
  const { year, month, date } = partsOfDay(day);
  return Math.min(dayOf(year, month + months, date), dayOf(year, month + months + 1, 0));
}

/**
 * The day of a date; what is beyond the end of a month or a year goes on in the next.
 *
 * @param {number} year
 * @param {number} month 0 to 11
 * @param {number} date
 * @returns {Day}
 */
export function dayOf(year, month, date) {
  return new Date(0).setUTCFullYear(year, month, date) / MS; // Date.UTC takes year 99 for 1999
}
