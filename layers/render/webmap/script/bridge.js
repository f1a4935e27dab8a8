// Messages with the page around the map, if there is one. In: {type: "map:set", …}; out: {type: "map:ready"}
// and {type: "map:state", …}, the latter once a move has ended. Both sides check who speaks.

import { choose, chooseEvent, chooseTown } from "./card.js";
import { entityOf, eventAsked, fieldsOf, townAsked } from "./message.js";
import { DATA } from "./payload.js";
import { change, LAYERS, onChange, quiet, quietly, state } from "./store.js";
import { isoDay } from "./time.js";

/** @import { Message } from "./message.js" */

const QUIET_MS = 250;

/** @param {L.Map} map */
export function bridge(map) {
  if (window.parent === window) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let known = "";

  /** Tell what is shown if it is not what the page knows already. */
  function tellState() {
    const message = stateOf(map);
    if (JSON.stringify(message) !== known) tell(message);
    known = JSON.stringify(message);
  }
  function later() {
    clearTimeout(timer);
    timer = setTimeout(tellState, QUIET_MS);
  }
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "map:set") return;
    quietly(() => obey(map, event.data));
    known = JSON.stringify(stateOf(map));
  });
  onChange(() => quiet || later());
  map.on("moveend", () => quiet || later());
  known = JSON.stringify(stateOf(map));
  tell({ type: "map:ready" });
}

/** @param {Message} message */
function tell(message) {
  window.parent.postMessage(message, "*"); // the frame has no origin, and cannot know that of the page
}

/** @param {L.Map} map */
export function stateOf(map) {
  const { lat, lng } = map.getCenter();
  const view = { lat: round(lat, 4), lon: round(lng, 4), zoom: round(map.getZoom(), 2) };
  const { compare, language, selected, town, event, events, party, mode, maps } = state;
  const { x, y } = map.getSize();
  const layers = LAYERS.filter((layer) => !state.hidden.has(layer));
  const days = { day: isoDay(state.day), compare: compare === null ? null : isoDay(compare) };
  const shown = { ...days, view, layers, language, selected, town, event, events, party, mode, maps };
  return { type: "map:state", size: [x, y], ...shown };
}

/**
 * @param {number} value
 * @param {number} digits
 */
function round(value, digits) {
  return Number(value.toFixed(digits));
}

/**
 * @param {L.Map} map
 * @param {Message} message
 */
export function obey(map, message) {
  const fields = fieldsOf(DATA, message, LAYERS);
  if (fields.hidden && isSame(fields.hidden, state.hidden)) delete fields.hidden;
  change(fields);
  look(map, message.view);
  const [event, town, place] = [eventAsked(DATA, message), townAsked(DATA, message), entityOf(DATA, message)];
  if (event) chooseEvent(map, event);
  else if (town) chooseTown(map, town);
  else if (place) choose(map, place);
}

/**
 * @param {Set<string>} a
 * @param {Set<string>} b
 */
function isSame(a, b) {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

/**
 * @param {L.Map} map
 * @param {any} view centre and zoom, or a box in degrees; anything else is not obeyed
 */
function look(map, view) {
  if (view?.bbox) {
    const [west, south, east, north] = view.bbox;
    map.fitBounds(L.latLngBounds([south, west], [north, east]), { animate: false });
  } else if (isView(view)) {
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  }
}

/** @param {any} view */
function isView(view) {
  const finite = [view?.lat, view?.lon, view?.zoom].every(Number.isFinite);
  return finite && Math.abs(view.lat) <= 85 && Math.abs(view.lon) <= 180;
}
