// The base map: land, relief, water and lines of administration, below what the record draws.

import { DATA } from "./payload.js";
import { shape } from "./shapes.js";

/** Countries whose land the record is about; the rest is drawn as their neighbours. */
const OWN = new Set(["AM", "AZ"]);

/** @param {L.Map} map with the panes "base", "relief" and "lines" */
export function addBaseMap(map) {
  const { palette } = DATA;
  addLand(map);
  addRelief(map);
  const water = { stroke: true, color: palette.shore, weight: 0.7, fillColor: palette.water, fillOpacity: 1 };
  addAll(map, "sea", "relief", water);
  addAll(map, "lakes", "relief", water);
  addAll(map, "rivers", "relief", { color: palette.shore, weight: 1.3, fill: false });
  addAll(map, "rayons", "lines", { color: palette.rayon, weight: 0.6, fill: false });
  addAll(map, "provinces", "lines", { color: palette.rayon, weight: 0.6, fill: false });
  addAll(map, "countries", "lines", { color: palette.border, weight: 1.2, dashArray: "7 3 1.5 3", fill: false });
}

/**
 * @param {L.Map} map
 * @param {string} name of the table
 * @param {string} pane
 * @param {L.PolylineOptions} options
 */
function addAll(map, name, pane, options) {
  for (const geometry of DATA.base[name]) {
    shape(geometry, { pane, interactive: false, smoothFactor: 0.5, ...options }).addTo(map);
  }
}

/** @param {L.Map} map */
function addLand(map) {
  const { base, countries, palette } = DATA;
  base.countries.forEach((geometry, i) => {
    const fillColor = OWN.has(countries[i].iso) ? palette.land : palette.neighbour;
    shape(geometry, { pane: "base", interactive: false, stroke: false, fillColor, fillOpacity: 1 }).addTo(map);
  });
}

/** @param {L.Map} map */
function addRelief(map) {
  const { image, bounds } = DATA.relief;
  const corners = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
  L.imageOverlay(image, corners, { pane: "relief", interactive: false, className: "relief" }).addTo(map);
}
