// The one place in the page that knows the time rule: half-open intervals, and the same three certainties
// as layers/timeslice.py. Days are whole numbers since 1970-01-01, so that no time zone can move them.

/** @import { Certainty, Day, Entity, Feature, Interval, Told } from "./types.d.ts" */

const MS = 86400000;

/**
 * @param {Interval} interval
 * @param {Day} day
 */
export function holds({ from, to }, day) {
  return (from === null || from <= day) && (to === null || day < to);
}

/**
 * @param {Told} told
 * @param {Day} day a day on which it holds
 * @param {Day} reviewed the last day that somebody has reviewed
 * @returns {Certainty}
 */
export function certaintyOf(told, day, reviewed) {
  if (day > reviewed) return "not reviewed";
  const begun = told.startLatest !== null && told.startLatest <= day;
  const ended = told.endEarliest !== null && told.endEarliest <= day;
  return begun && !ended ? "certain" : "possible";
}

/**
 * The days of an interval on which `certaintyOf` says certain, or null where there is none.
 *
 * @param {Told} told
 * @param {Day} reviewed
 * @returns {{ from: Day, to: Day } | null}
 */
export function certainPart(told, reviewed) {
  if (told.startLatest === null) return null;
  const from = Math.max(told.from, told.startLatest);
  const to = Math.min(told.endEarliest ?? Infinity, told.to ?? Infinity, reviewed + 1);
  return from < to ? { from, to } : null;
}

/**
 * What the parties themselves state for a day.
 *
 * @param {Entity} entity
 * @param {Day} day
 */
export function statementsOn(entity, day) {
  return entity.rivals.filter((told) => holds(told, day));
}

/**
 * The state of an entity on a day, or null; a party's own statement goes before the record's finding.
 *
 * @param {Entity} entity
 * @param {Day} day
 * @param {string} party empty for the record's finding alone
 * @returns {Told | null}
 */
export function stateOn(entity, day, party) {
  const stated = party && statementsOn(entity, day).find((told) => told.party === party);
  return stated || entity.states.find((told) => holds(told, day)) || null;
}

/**
 * Whether a feature is drawn: its own days, and a status on that day if its entity is dated at all.
 *
 * @param {Feature} feature
 * @param {Entity} entity the feature's own
 * @param {Day} day
 * @param {string} party
 */
export function isShown(feature, entity, day, party) {
  const dated = entity.states.length > 0;
  return holds(feature, day) && (!dated || stateOn(entity, day, party) !== null);
}

/**
 * @param {Day} day
 * @returns {string} YYYY-MM-DD
 */
export function isoDay(day) {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/**
 * A day from YYYY-MM-DD, or null for anything else; 2022-02-30 is nothing else's day.
 *
 * @param {string} text
 * @returns {Day | null}
 */
export function parseDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || isoDay(time / MS) !== text ? null : time / MS;
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
  const last = Date.UTC(year, month + months + 1, 0);
  const wanted = Date.UTC(year, month + months, date);
  return Math.min(wanted, last) / MS;
}
