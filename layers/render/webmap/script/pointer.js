// What the pointer does on the map: it names what is under it, and a click opens its card.

import { choose } from "./card.js";
import { add } from "./dom.js";
import { hitsAt } from "./hits.js";
import { Outlines } from "./outlines.js";
import { DATA } from "./payload.js";
import { words } from "./store.js";
import { onDay } from "./time.js";

/** @import { Scene } from "./scene.js" */
/** @import { Feature, View } from "./types.d.ts" */

/** What lies over the map and is not of it. */
const OVER = ".leaflet-control, .leaflet-popup, .leaflet-marker-icon.event, .head";

/**
 * Let the pointer speak; return the function that tells all features at a point, the likeliest first.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 * @returns {(at: L.LatLng) => Feature[]}
 */
export function addPointer(map, scene) {
  const outlines = new Outlines(DATA.features);
  const tooltip = L.tooltip({ className: "hover" });
  /** @type {Feature | null} */
  let named = null;

  /** @param {number} i */
  function extentOf(i) {
    const look = scene.lookOf(i);
    if (!look) return null;
    const { type } = DATA.features[i].geometry;
    if (type.endsWith("Point")) return "point";
    return type.endsWith("Polygon") && look.style.fill ? "area" : "line";
  }
  /** @param {L.LatLng} at */
  function featuresAt(at) {
    const { x, y } = map.project(at, 0);
    return hitsAt(outlines, extentOf, x, y, map.getZoomScale(map.getZoom(), 0)).map((i) => DATA.features[i]);
  }
  function forget() {
    named = null;
    tooltip.remove();
    map.getContainer().style.cursor = "";
  }
  /** @param {L.LeafletMouseEvent} event */
  function name(event) {
    const busy = isOver(event) || /** @type {any} */ (map.dragging).moving();
    const feature = busy ? undefined : featuresAt(event.latlng)[0];
    if (!feature) return named ? forget() : undefined;
    if (feature !== named) tooltip.setContent(hoverLabel(feature, scene.view));
    tooltip.setLatLng(event.latlng);
    if (!named) tooltip.addTo(map);
    named = feature;
    map.getContainer().style.cursor = "pointer";
  }
  /** @param {L.LeafletMouseEvent} event */
  function open(event) {
    if (isOver(event)) return;
    const [wins = entityOf(event), ...others] = new Set(featuresAt(event.latlng).map(({ entity }) => entity));
    if (wins) choose(map, wins, { at: event.latlng, others });
  }
  map.on("mousemove", name);
  map.on("mouseout dragstart zoomstart", forget);
  map.on("click", open);
  return featuresAt;
}

/** @param {L.LeafletMouseEvent} event */
function isOver({ originalEvent: { target } }) {
  return target instanceof Element && target.closest(OVER) !== null;
}

/**
 * The entity of the path that was clicked by other means than a pointer.
 *
 * @param {L.LeafletMouseEvent} event
 */
function entityOf({ originalEvent: { target } }) {
  const id = target instanceof SVGElement ? target.dataset.feature : undefined;
  return DATA.features.find((feature) => feature.id === id)?.entity;
}

/**
 * @param {Feature} feature
 * @param {View | null} view that of the map under the pointer, which need not be the day of the page
 */
function hoverLabel(feature, view) {
  const entity = DATA.entities[feature.entity];
  const found = view && view.before === undefined ? onDay(entity, view.day, view.party) : null;
  const label = add(null, "div", {}, add(null, "strong", {}, words.title(feature.entity)));
  if (found) add(label, "div", {}, words.status(found.told.status) + words.hedge(found.certainty));
  if (feature.schematic) add(label, "div", { className: "quiet" }, words.say("schematicShort"));
  return label;
}
