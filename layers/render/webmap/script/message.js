// What the page around the map may tell it: {type: "map:set", …}, read with care, for anyone can send anything.

import { inRecord, parseDay } from "./time.js";

/** @import { Payload, State } from "./types.d.ts" */
/** @typedef {Record<string, unknown>} Message */

const MAPS = ["beside", "swipe", "parties"];

/**
 * The fields that a message changes; one that is missing or makes no sense is left as it is.
 *
 * @param {Payload} data
 * @param {Message} message
 * @param {string[]} layers keys of all layers
 * @returns {Partial<State>}
 */
export function fieldsOf(data, message, layers) {
  const { day, compare, language, mode, maps, party, events, layers: shown } = message;
  const fields = /** @type {Partial<State>} */ ({});
  const wanted = parseDay(String(day));
  if (wanted !== null && inRecord(data, wanted)) fields.day = wanted;
  if (compare !== undefined) fields.compare = earlierOf(data, compare);
  if (isKey(data.languages, language)) fields.language = language;
  if (isOneOf([...data.modes, "difference"], mode)) fields.mode = /** @type {State["mode"]} */ (mode);
  if (isOneOf(MAPS, maps)) fields.maps = /** @type {State["maps"]} */ (maps);
  if (isOneOf(["", ...data.parties], party)) fields.party = party;
  if (typeof events === "boolean") fields.events = events;
  if (Array.isArray(shown)) fields.hidden = new Set(layers.filter((layer) => !shown.includes(layer)));
  return fields;
}

/**
 * The day that another is compared with; null ends the comparison, as does what is no day of the record.
 *
 * @param {Payload} data
 * @param {unknown} text
 */
function earlierOf(data, text) {
  const day = parseDay(String(text));
  return day !== null && inRecord(data, day) ? day : null;
}

/**
 * The entity whose card a message asks for, or null.
 *
 * @param {Payload} data
 * @param {Message} message
 */
export function entityOf(data, { select }) {
  return isKey(data.entities, select) ? select : null;
}

/**
 * The event whose card a message asks for, or null.
 *
 * @param {Payload} data
 * @param {Message} message
 */
export function eventAsked({ events }, { event }) {
  return events.find(({ id }) => id === event)?.id ?? null;
}

/**
 * The settlement whose card a message asks for, or null.
 *
 * @param {Payload} data
 * @param {Message} message
 */
export function townAsked({ places }, { town }) {
  return places.find(({ id }) => id === town)?.id ?? null;
}

/**
 * @param {object} table
 * @param {unknown} key
 * @returns {key is string}
 */
function isKey(table, key) {
  return typeof key === "string" && Object.hasOwn(table, key);
}

/**
 * @param {string[]} list
 * @param {unknown} value
 * @returns {value is string}
 */
function isOneOf(list, value) {
  return typeof value === "string" && list.includes(value);
}
