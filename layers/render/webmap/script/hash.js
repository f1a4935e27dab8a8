// The address of the offline page keeps what it shows, in the words of the page's own address (layers/page/permalink.py);
// in a frame it is only what the map begins with, for the page around keeps it.

import { obey, stateOf } from "./bridge.js";
import { START } from "./payload.js";
import { LAYERS, onChange, state } from "./store.js";
import { isoDay } from "./time.js";

const QUIET_MS = 250;

/** @param {L.Map} map */
export function hash(map) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const write = () => history.replaceState(null, "", `#${addressOf(map)}`);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(write, QUIET_MS);
  };
  const read = () => location.hash.length > 1 && obey(map, messageOf(location.hash.slice(1)));
  read();
  if (window.parent !== window) return;
  window.addEventListener("hashchange", read);
  onChange(later);
  map.on("moveend", later);
}

/**
 * What an address asks for, as a message; what it does not name is as it was when the page opened.
 *
 * @param {string} text
 */
function messageOf(text) {
  const asked = new URLSearchParams(text);
  const [lat, lon, zoom] = (asked.get("view") ?? "")
    .split(",")
    .map((part) => (part.trim() ? Number(part) : Number.NaN));
  return {
    day: asked.get("date") ?? isoDay(START.day),
    compare: asked.get("compare"),
    view: { lat, lon, zoom },
    layers: asked.get("layers")?.split(",") ?? LAYERS.filter((layer) => !START.hidden.includes(layer)),
    language: asked.get("lang") ?? START.language,
    party: asked.get("by") ?? START.party,
    mode: asked.get("colours") ?? "status",
    maps: asked.get("maps") ?? "beside",
    select: asked.get("place"),
    town: asked.get("town"),
    event: asked.get("event"),
    events: asked.get("events") === "1",
    within: asked.get("within") === "1",
  };
}

/** @param {L.Map} map */
function addressOf(map) {
  const { day, compare, view, layers, language, party, mode, maps, selected, town, event, events } = stateOf(map);
  /** @type {Record<string, string | false | null>} */
  const fields = {
    date: day,
    compare,
    view: `${view.lat},${view.lon},${view.zoom}`,
    layers: state.hidden.size > 0 && layers.join(","),
    lang: language,
    by: party || (START.party && ""),
    colours: mode !== "status" && mode,
    maps: maps !== "beside" && maps,
    place: selected,
    town,
    event,
    events: events && "1",
  };
  const told = Object.entries(fields).filter(([, value]) => typeof value === "string");
  const query = new URLSearchParams(/** @type {[string, string][]} */ (told));
  return query.toString().replaceAll("%2C", ",");
}
