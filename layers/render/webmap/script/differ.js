// What differs between two days, or between what the parties state; no page is needed to know that.

import { addMonths, clampDay, onDay } from "./time.js";

/** @import { Day, Difference, Entity, Layout, Payload, State, View } from "./types.d.ts" */

const YEAR = 12;

/**
 * How many maps there are, and how they lie.
 *
 * @param {Pick<State, "compare" | "mode" | "maps">} state
 * @param {string[]} parties
 * @returns {Layout}
 */
export function layoutOf({ compare, mode, maps }, parties) {
  if (compare === null) return maps === "parties" && parties.length > 1 ? "parties" : "one";
  if (mode === "difference") return "one";
  return maps === "swipe" ? "swipe" : "beside";
}

/**
 * State that makes sense: the earlier day is the earlier one, and without one there is no difference to show.
 *
 * @template {Pick<State, "day" | "compare" | "mode">} Kind
 * @param {Kind} state
 * @param {Day} first day of the record
 * @returns {Kind}
 */
export function settled(state, first) {
  const { day, compare } = state;
  if (compare === null) return state.mode === "difference" ? { ...state, mode: "status" } : state;
  if (compare < day) return state;
  if (compare > day) return { ...state, day: compare, compare: day };
  return settled({ ...state, compare: day > first ? day - 1 : null }, first);
}

/**
 * The day with which one is compared if the reader names none: a year before, or the eve of the last change where that
 * year has none; null where the record has no earlier day.
 *
 * @param {Payload} data
 * @param {Day} day
 */
export function earlierDay(data, day) {
  if (day <= data.first) return null;
  const year = clampDay(data, addMonths(day, -YEAR));
  const last = data.changes.filter((change) => change <= day).pop() ?? day;
  return clampDay(data, Math.min(year, last - 1));
}

/**
 * Entities whose status is not the same in all views, with their status in each.
 *
 * @param {Pick<Payload, "entities">} data
 * @param {Pick<View, "day" | "party">[]} views
 * @param {Set<string>} hidden layers
 * @returns {Difference[]}
 */
export function differencesOf({ entities }, views, hidden) {
  return Object.entries(entities).flatMap(([id, entity]) => {
    const found = hidden.has(entity.layer) ? null : differenceOf(entity, views);
    return found ? [{ id, found }] : [];
  });
}

/**
 * Whether there is an entity whose status is not the same in all views.
 *
 * @param {Pick<Payload, "entities">} data
 * @param {Pick<View, "day" | "party">[]} views
 * @param {Set<string>} hidden layers
 */
export function doDiffer({ entities }, views, hidden) {
  return Object.values(entities).some((entity) => !hidden.has(entity.layer) && differenceOf(entity, views));
}

/**
 * The status of an entity in each view; null where it is the same.
 *
 * @param {Entity} entity
 * @param {Pick<View, "day" | "party">[]} views
 */
function differenceOf(entity, views) {
  const sameDay = views.every(({ day }) => day === views[0].day);
  if (sameDay && Object.keys(entity.spans).length < 2) return null; // no party states anything else
  const found = views.map(({ day, party }) => onDay(entity, day, party));
  return new Set(found.map((one) => one?.told.status)).size > 1 ? found : null;
}

/**
 * What is told apart now: the two days, or what the parties state.
 *
 * @param {State} state
 * @param {string[]} parties
 */
export function comparedOf({ day, compare, party }, parties) {
  if (compare === null) return parties.map((one) => ({ day, party: one }));
  return [compare, day].map((one) => ({ day: one, party }));
}
