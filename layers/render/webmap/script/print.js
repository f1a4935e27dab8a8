// Printing: the map gets the size of the paper before the browser lays the page out, and its own again afterwards.

import { add } from "./dom.js";
import { creditsNow } from "./tiles.js";

/** Longer than the browser takes between the layout for paper and telling of it, milliseconds. */
const SETTLED_MS = 100;

/** @param {() => L.Map[]} maps those that are there when it is printed */
export function printing(maps) {
  /** @type {(() => void)[]} */
  let undo = [];
  const seen = lastSeen(maps);

  function before() {
    if (undo.length) return;
    const views = maps().map((map) => ({ map, bounds: seen(map), centre: map.getCenter(), zoom: map.getZoom() }));
    const credits = add(document.body, "p", { className: "credits" }, creditsNow().join(" · "));
    const shut = [...document.querySelectorAll("#panel:not([open])")];
    document.body.classList.add("printing");
    for (const box of shut) box.setAttribute("open", "");
    for (const { map, bounds } of views) fit(map, bounds);
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
 * @returns {(map: L.Map) => L.LatLngBounds}
 */
function lastSeen(maps) {
  /** @type {Map<L.Map, L.LatLngBounds>} */
  const known = new Map();
  const look = () => {
    if (!matchMedia("print").matches) for (const map of maps()) known.set(map, map.getBounds());
  };
  const [first] = maps();
  first.on("moveend resize", () => setTimeout(look, SETTLED_MS));
  look();
  return (map) => known.get(map) ?? map.getBounds();
}

/**
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 */
function fit(map, bounds) {
  map.invalidateSize({ animate: false });
  map.fitBounds(bounds, { animate: false });
}
