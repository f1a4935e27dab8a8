// Printing: the map gets the size of the paper before the browser lays the page out, and its own again afterwards.

import { add } from "./dom.js";
import { creditsNow } from "./tiles.js";

/** @param {() => L.Map[]} maps those that are there when it is printed */
export function printing(maps) {
  /** @type {(() => void)[]} */
  let undo = [];

  function before() {
    if (undo.length) return;
    const views = maps().map((map) => ({ map, bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom() }));
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
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 */
function fit(map, bounds) {
  map.invalidateSize({ animate: false });
  map.fitBounds(bounds, { animate: false });
}
