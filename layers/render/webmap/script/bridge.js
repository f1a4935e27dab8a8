// Messages with the page around the map, if there is one. In: {type: "map:set", …}, and {type: "map:ask"} from a page that
// came later than the map; out: {type: "map:ready"} and {type: "map:state", …}, the latter once a move has ended. Both sides
// check who speaks.

import { choose, chooseEvent, chooseTown } from "./card.js";
import { byId } from "./dom.js";
import { entityOf, eventAsked, fieldsOf, townAsked } from "./message.js";
import { DATA } from "./payload.js";
import { change, LAYERS, onChange, quiet, quietly, state } from "./store.js";
import { isoDay } from "./time.js";
import { allTold } from "./told.js";

/** @import { Message } from "./message.js" */

/** What follows so soon is one doing: its first step is told at once, the rest when it has come to an end. */
const QUIET_MS = 250;
/** Pixels of the day and the credits on paper, those between two parts of the legend, and how high that is there, in two
 * wider columns, for its height here. */
const PAPER = { below: 120, gap: 10, share: 0.38 };

/** @param {L.Map} map */
export function bridge(map) {
  if (window.parent === window) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let known = "";
  let busy = false;

  /** Tell what is shown if it is not what the page knows already; return whether it was not. */
  function tellState() {
    const message = stateOf(map);
    const isNews = JSON.stringify(message) !== known;
    if (isNews) tell(message);
    known = JSON.stringify(message);
    return isNews;
  }
  function moved() {
    if (!busy) queueMicrotask(tellState); // after all that one change brings about
    busy = true;
    clearTimeout(timer);
    timer = setTimeout(settled, QUIET_MS);
  }
  /** The page needs a moment to answer: what follows its answer closer would be a step of its own in its history. */
  function settled() {
    busy = tellState();
    if (busy) timer = setTimeout(settled, QUIET_MS);
  }
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    if (event.data?.type === "map:ask") greet();
    if (event.data?.type !== "map:set") return;
    quietly(() => obey(map, event.data));
    known = JSON.stringify(stateOf(map));
  });
  onChange(() => quiet || moved());
  map.on("moveend", () => quiet || moved());
  known = JSON.stringify(stateOf(map));
  const tellPaper = paper();
  function greet() {
    tell({ type: "map:ready" });
    tellPaper();
  }
  greet();
}

/** Tell what the page needs when it is printed whenever that has changed; return what tells it soon. */
function paper() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell({ type: "map:paper", height: heightOnPaper(), told: allTold() }), QUIET_MS);
  };
  new ResizeObserver(soon).observe(byId("panel"));
  onChange(soon);
  return soon;
}

/** How high map and legend are on paper, in CSS pixels; rather too much than too little. */
function heightOnPaper() {
  const rows = document.querySelectorAll("#panel .body > div:first-child > :is(.row, .note)");
  const legend = [...rows].reduce((sum, row) => sum + row.scrollHeight + PAPER.gap, 0);
  const map = Number.parseFloat(getComputedStyle(document.body).getPropertyValue("--on-paper"));
  return map + PAPER.below + legend * PAPER.share;
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
  // what the page around the map offers itself is not offered twice, and what it prints itself not printed
  if (typeof message.within === "boolean") document.body.classList.toggle("within", message.within);
  document.body.classList.toggle("told", window.parent !== window);
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
