// The online map, if the page offers one: off until the reader switches it on, and nothing is asked before.

import { DATA, START } from "./payload.js";
import { onChange, state } from "./store.js";

/** What of the base map the online map takes the place of: panes (draw.js). */
const REPLACED = ["base", "relief", "lines"];

/** @param {L.Map} map with the panes of a drawing */
export function addTiles(map) {
  if (!START.tiles) return;
  const { url, zooms } = START.tiles;
  const layer = L.tileLayer(url, { pane: "tiles", minNativeZoom: zooms[0], maxNativeZoom: zooms[1] });
  /** @param {boolean} replaced */
  const replace = (replaced) => {
    for (const name of REPLACED) {
      const pane = /** @type {HTMLElement} */ (map.getPane(name));
      pane.style.display = replaced ? "none" : "";
    }
  };
  layer.on("tileload", () => replace(state.tiles)); // where there is no network, the base map stays
  const show = () => {
    if (state.tiles) return void layer.addTo(map);
    layer.remove();
    replace(false);
  };
  onChange((changed) => changed.has("tiles") && show());
  show();
}

/** Whom what is shown must be credited to. */
export function creditsNow() {
  return state.tiles && START.tiles ? [START.tiles.credit, ...DATA.attribution] : DATA.attribution;
}

/** The part of it that is always on the map. */
export function creditNow() {
  return state.tiles && START.tiles ? `${DATA.credit} · ${START.tiles.name}: ${START.tiles.credit}` : DATA.credit;
}
