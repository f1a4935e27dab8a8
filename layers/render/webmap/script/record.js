// Questions to the record that need no page: its layers, what was said of a place, when something changes.

import { holds, onDay } from "./time.js";

/** @import { Country, Day, Entity, Event, Payload, Place, Told, View } from "./types.d.ts" */

/**
 * Keys of the layers that have something to draw, in the order of the record.
 *
 * @param {Payload} data
 */
export function layersOf({ entities, features }) {
  const drawn = new Set(features.map((feature) => entities[feature.entity].layer));
  return [...new Set(Object.values(entities).map((entity) => entity.layer))].filter((layer) => drawn.has(layer));
}

/** How far back events are marked, days. */
const YEAR = 365;
/** @type {WeakMap<Payload["entities"], Map<string, string>>} */
const GROUPS = new WeakMap();

/**
 * A layer stands under the first of its entities' groups.
 *
 * @param {Payload} data
 * @param {string} layer
 */
export function groupOf({ entities }, layer) {
  const known = GROUPS.get(entities) ?? groupsOf(entities);
  GROUPS.set(entities, known);
  return known.get(layer);
}

/**
 * By layer, the group.
 *
 * @param {Payload["entities"]} entities
 */
function groupsOf(entities) {
  const groups = new Map();
  for (const { layer, group } of Object.values(entities)) if (!groups.has(layer)) groups.set(layer, group);
  return groups;
}

/**
 * What a group is to the map: how its entities are drawn, and in which order.
 *
 * @param {Payload} data
 * @param {string} group
 */
export function roleOf({ groups }, group) {
  return groups.find(({ id }) => id === group)?.role ?? "context";
}

/**
 * The days on which something changes for some entities.
 *
 * @param {Payload} data
 * @param {Set<string>} ids of the entities
 */
export function changesOf({ changes, entities, features }, ids) {
  const days = new Set();
  for (const feature of features) {
    if (ids.has(feature.entity)) days.add(feature.from).add(feature.to);
  }
  for (const id of ids) {
    for (const told of entities[id].states) days.add(told.from).add(told.to);
  }
  return changes.filter((day) => days.has(day));
}

/**
 * What the parties said since the state began, the latest first, where they differ about more than the status.
 *
 * @param {Payload} data
 * @param {string} id of the entity
 * @param {Told | null} told its state on the day
 * @param {Day} day
 */
export function positionsOn({ positions }, id, told, day) {
  const since = told?.from ?? day;
  return positions
    .filter((position) => position.entities.includes(id) && since <= position.day && position.day <= day)
    .sort((a, b) => b.day - a.day);
}

/**
 * The events of a day, and those of the day on which the state began.
 *
 * @param {Payload} data
 * @param {string} id of the entity
 * @param {Told | null} told its state on the day
 * @param {Day} day
 */
export function eventsOn({ events }, id, told, day) {
  return events.filter((event) => event.entities.includes(id) && (event.day === day || event.day === told?.from));
}

/**
 * The names of an entity in the other languages, each once.
 *
 * @param {Entity} entity
 * @param {string} language
 */
export function otherNames({ names }, language) {
  const others = Object.entries(names).filter(([other]) => other !== language);
  return [...new Set(others.map(([, name]) => name))];
}

/**
 * @param {Payload} data
 * @param {string} id
 * @returns {Event}
 */
export function eventOf({ events }, id) {
  return /** @type {Event} */ (events.find((event) => event.id === id));
}

/**
 * Where an event happened: on each of its places that the record knows the position of.
 *
 * @param {Payload} data
 * @param {Event} event
 */
export function spotsOf({ entities }, event) {
  return event.entities.map((id) => entities[id].anchor).filter((anchor) => anchor !== null);
}

/**
 * The events that are marked on the map: the one that is told of, and if wanted those of the year up to the day, of
 * layers that are shown; the latest first.
 *
 * @param {Payload} data
 * @param {Pick<View, "day" | "hidden" | "event" | "events">} view
 */
export function markedEvents({ events, entities }, { day, hidden, event: chosen, events: wanted }) {
  const isShown = (/** @type {Event} */ event) => event.entities.some((id) => !hidden.has(entities[id].layer));
  const isRecent = (/** @type {Event} */ event) => day - YEAR < event.day && event.day <= day;
  return events
    .filter((event) => event.id === chosen || (wanted && isRecent(event) && isShown(event)))
    .sort((a, b) => b.day - a.day);
}

/**
 * The smallest area with a status on a day in which a settlement lies, or null.
 *
 * @param {Payload} data
 * @param {Place} town
 * @param {Day} day
 * @param {string} party
 */
export function areaAround(data, { around }, day, party) {
  for (const [id, atEdge] of around) {
    const feature = data.features.find((one) => one.id === id);
    const isStated = feature && holds(feature, day) && onDay(data.entities[feature.entity], day, party) !== null;
    if (isStated) return { feature, atEdge };
  }
  return null;
}

/**
 * @param {Payload} data
 * @param {string} id
 * @returns {Place}
 */
export function townOf({ places }, id) {
  return /** @type {Place} */ (places.find((place) => place.id === id));
}

/**
 * What a country is called on a day, by language.
 *
 * @param {Country} country
 * @param {Day} day
 */
export function nameOn({ name, dated }, day) {
  return dated.find((other) => holds(other, day))?.name ?? name;
}
