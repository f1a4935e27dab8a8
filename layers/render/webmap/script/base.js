// The base map: land, relief, water and lines of administration, below what the record draws.

import { DATA } from "./payload.js";
import { shape } from "./shapes.js";

/** @import { Payload, Shape } from "./types.d.ts" */

/** Tables of the base map that are drawn in their own way; each other one holds areas of administration. */
const KNOWN = ["countries", "sea", "lakes", "rivers"];

/**
 * Draw the base map, or plain land where the record has none.
 *
 * @param {L.Map} map with the panes "base", "relief" and "lines"
 */
export function addBaseMap(map) {
  const { base, relief, palette } = DATA;
  if (!base) map.getContainer().style.background = palette.land;
  else addTables(map, base);
  if (relief) addRelief(map, relief);
}

/**
 * @param {L.Map} map
 * @param {Record<string, Shape[]>} base
 */
function addTables(map, base) {
  const { palette } = DATA;
  const others = Object.keys(base).filter((name) => !KNOWN.includes(name));
  const water = { stroke: true, color: palette.shore, weight: 0.7, fillColor: palette.water, fillOpacity: 1 };
  const border = { color: palette.border, weight: 1.2, dashArray: "7 3 1.5 3", fill: false };
  addLand(map, base.countries);
  addAll(map, base.sea, "relief", water);
  addAll(map, base.lakes, "relief", water);
  addAll(map, base.rivers, "relief", { color: palette.shore, weight: 1.3, fill: false });
  for (const name of others) addAll(map, base[name], "lines", { color: palette.rayon, weight: 0.6, fill: false });
  addAll(map, base.countries, "lines", border);
}

/**
 * @param {L.Map} map
 * @param {Shape[] | undefined} shapes undefined where the base map has no such table
 * @param {string} pane
 * @param {L.PolylineOptions} options
 */
function addAll(map, shapes, pane, options) {
  for (const geometry of shapes ?? []) {
    shape(geometry, { pane, interactive: false, smoothFactor: 0.5, ...options }).addTo(map);
  }
}

/**
 * The countries that the record is about as land, the others paler.
 *
 * @param {L.Map} map
 * @param {Shape[]} shapes
 */
function addLand(map, shapes) {
  const { countries, highlight, palette } = DATA;
  shapes.forEach((geometry, i) => {
    const fillColor = highlight.includes(countries[i].iso) ? palette.land : palette.neighbour;
    shape(geometry, { pane: "base", interactive: false, stroke: false, fillColor, fillOpacity: 1 }).addTo(map);
  });
}

/**
 * @param {L.Map} map
 * @param {NonNullable<Payload["relief"]>} relief
 */
function addRelief(map, { image, bounds }) {
  const corners = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
  L.imageOverlay(image, corners, { pane: "relief", interactive: false, className: "relief" }).addTo(map);
}
