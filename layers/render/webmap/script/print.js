// Printing: the map gets the size of the paper before the browser lays the page out, and its own again afterwards.

import { add } from "./dom.js";
import { creditsNow } from "./tiles.js";

/** @import { Drawing } from "./types.d.ts" */
/** @typedef {{ bounds: L.LatLngBounds, centre: L.LatLng, zoom: number }} Seen */

/** Longer than the browser takes between the layout for paper and telling of it, milliseconds. */
const SETTLED_MS = 100;

/** @param {() => Drawing[]} drawings those that are there when it is printed */
export function printing(drawings) {
  /** @type {(() => void)[]} */
  let undo = [];
  const seen = lastSeen(() => drawings().map(({ map }) => map));

  function before() {
    if (undo.length) return;
    const views = drawings().map(({ map, labels }) => ({ map, labels, ...seen(map) }));
    const credits = add(document.body, "p", { className: "credits" }, creditsNow().join(" · "));
    const shut = [...document.querySelectorAll("#panel:not([open])")];
    document.body.classList.add("printing");
    for (const box of shut) box.setAttribute("open", "");
    for (const { map, labels, bounds } of views) {
      fit(map, bounds);
      labels.place(); // at once, for the browser does not wait
    }
    undo = [
      () => document.body.classList.remove("printing"),
      () => credits.remove(),
      ...shut.map((box) => () => box.removeAttribute("open")),
      ...views.map(({ map, centre, zoom }) => () => {
        map.invalidateSize({ animate: false });
        map.setView(centre, zoom, { animate: false });
      }),
    ];
  }
  function after() {
    for (const step of undo) step();
    undo = [];
  }
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
}

/**
 * What a map shows on the screen. Inside a page that is printed a frame has the size of its place on the paper before it
 * is told so; what it shows then is not what the reader sees.
 *
 * @param {() => L.Map[]} maps
 * @returns {(map: L.Map) => Seen}
 */
function lastSeen(maps) {
  /** @type {Map<L.Map, Seen>} */
  const known = new Map();
  const now = (/** @type {L.Map} */ map) => ({
    bounds: map.getBounds(),
    centre: map.getCenter(),
    zoom: map.getZoom(),
  });
  const look = () => {
    if (!matchMedia("print").matches) for (const map of maps()) known.set(map, now(map));
  };
  const [first] = maps();
  first.on("moveend resize", () => setTimeout(look, SETTLED_MS));
  look();
  return (map) => known.get(map) ?? now(map);
}

/**
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 */
function fit(map, bounds) {
  map.invalidateSize({ animate: false });
  map.fitBounds(bounds, { animate: false });
}
