// Names of places and countries, placed greedily: the largest first, each where it covers no other.

import { add } from "./dom.js";
import { DATA } from "./payload.js";
import { nameOn } from "./record.js";
import { state, words } from "./store.js";

/** @import { LatLngTuple, PointTuple } from "leaflet" */
/** @import { Country, Day, Place } from "./types.d.ts" */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Box in pixels of the map's layers */

/** By the class of a place: size of its letters in pixels, and the zoom from which it is named. */
const SIZES = new Map([
  [1, 13],
  [2, 12],
  [3, 11],
]);
const SMALLEST = 10.5;
const ZOOMS = new Map([
  [1, 0],
  [2, 7.2],
  [3, 8],
  [4, 8.8],
]);
const LAST_ZOOM = 9;

/** @param {L.Map} map */
export function placeLabels(map) {
  const group = L.layerGroup().addTo(map);
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

  let { day } = state;

  /**
   * Name the countries as on another day.
   *
   * @param {Day} shown
   */
  function show(shown) {
    const renamed = DATA.countries.some((country) => nameOn(country, shown) !== nameOn(country, day));
    day = shown;
    if (renamed) place();
  }
  function place() {
    group.clearLayers();
    /** @type {Box[]} */
    const taken = [];
    for (const country of DATA.countries) placeCountry(country, taken);
    for (const spot of DATA.places) {
      if (map.getZoom() >= (ZOOMS.get(spot.class) ?? LAST_ZOOM)) placeTown(spot, taken);
    }
  }
  /**
   * @param {Country} country
   * @param {Box[]} taken
   */
  function placeCountry(country, taken) {
    const { lat, lon } = country;
    const text = nameOn(country, day)[words.language];
    const width = widthOf(text, "600 13px") * 1.35 + 6;
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    taken.push([x - width / 2, y - 9, x + width / 2, y + 9]);
    mark([lat, lon], "country", text, [-width / 2, -9], width);
  }
  /**
   * @param {Place} place
   * @param {Box[]} taken
   */
  function placeTown({ lat, lon, name, class: size }, taken) {
    const text = name[words.language];
    const width = widthOf(text, `${size === 1 ? "600 " : ""}${SIZES.get(size) ?? SMALLEST}px`) + 4;
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    const offset = freeOffset(x, y, width, taken);
    if (!offset) return;
    taken.push(boxAt(x, y, width, offset), [x - 4, y - 4, x + 4, y + 4]);
    mark([lat, lon], `dot dot${size}`, "", [-3, -3], 6);
    mark([lat, lon], `town town${size}`, text, offset, width);
  }
  /**
   * @param {string} text
   * @param {string} font weight and size
   */
  function widthOf(text, font) {
    pen.font = `${font} 'Noto Sans'`;
    return pen.measureText(text).width;
  }
  /**
   * @param {LatLngTuple} at
   * @param {string} className
   * @param {string} text
   * @param {PointTuple} offset of its upper left corner, in pixels
   * @param {number} width
   */
  function mark(at, className, text, offset, width) {
    const html = add(null, "span", {}, text);
    // no height: the style sheet gives it
    const iconSize = /** @type {PointTuple} */ (/** @type {unknown} */ ([width, null]));
    const icon = L.divIcon({ className: `label ${className}`, html, iconSize, iconAnchor: [-offset[0], -offset[1]] });
    L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(group);
  }
  map.on("zoomend", place);
  document.fonts.ready.then(place);
  return { place, show };
}

/**
 * Where a town's name covers nothing, beside it or above or below; null where there is no room for it and its dot.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {Box[]} taken
 */
function freeOffset(x, y, width, taken) {
  const isFree = (/** @type {Box} */ box) => taken.every((other) => apart(other, box));
  if (!isFree([x - 3, y - 3, x + 3, y + 3])) return null;
  /** @type {PointTuple[]} */
  const offsets = [
    [5, -8],
    [-width - 5, -8],
    [-width / 2, -21],
    [-width / 2, 5],
  ];
  return offsets.find((offset) => isFree(boxAt(x, y, width, offset))) ?? null;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {PointTuple} offset
 * @returns {Box}
 */
function boxAt(x, y, width, [dx, dy]) {
  return [x + dx, y + dy, x + dx + width, y + dy + 16];
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function apart(a, b) {
  return a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
}
