// Features as paths of SVG, and their styles.

import { paint, strokesOf, trackStrokes, trackStyle } from "./paint.js";
import { DATA } from "./payload.js";
import { roleOf } from "./record.js";
import { shape } from "./shapes.js";

/** @import { Stroke } from "./paint.js" */
/** @import { Feature, Look } from "./types.d.ts" */
/** @typedef {{ main: L.Path } & Partial<Record<"casing" | "core" | "road" | "top", L.Path>>} Parts paths of one feature */
/** @typedef {Parts & Record<"casing" | "top", L.Path>} LineParts */
/** @typedef {{ look: Look | null, selected: boolean, scale: number }} Drawn how a feature is drawn now */

/** From the lowest path to the uppermost. */
const LINE_ROLES = /** @type {const} */ (["casing", "main", "top"]);
const TRACK_ROLES = /** @type {const} */ (["casing", "main", "core", "road", "top"]);
const AREA_ROLES = /** @type {const} */ (["main"]);

/**
 * Add the paths of one feature: an area is one path; a line has a casing, itself and what lies on top, that of a railway a core
 * between its rails, and maybe a road in that, as well. They do not take the pointer (pointer.js).
 *
 * @param {L.Map} map
 * @param {Feature} feature
 * @returns {Parts}
 */
export function addPaths(map, feature) {
  /** @type {L.PolylineOptions} */
  const options = { pane: roleIn(feature), smoothFactor: 0.4, lineJoin: "round", lineCap: "butt", interactive: false };
  const lineRoles = DATA.entities[feature.entity].track ? TRACK_ROLES : LINE_ROLES;
  const roles = feature.geometry.type.endsWith("LineString") ? lineRoles : AREA_ROLES;
  const paths = roles.map((role) => [role, shape(feature.geometry, options).addTo(map)]);
  const parts = /** @type {Parts} */ (Object.fromEntries(paths));
  elementOf(parts.main).dataset.feature = feature.id;
  return parts;
}

/**
 * Outline a feature whatever it looks like, for the maps beside each other differ about it: dark on a pale line.
 *
 * @param {L.Map} map
 * @param {Feature} feature
 */
export function addMark(map, feature) {
  const options = { pane: roleIn(feature), smoothFactor: 0.4, interactive: false, fill: false, radius: 14, opacity: 1 };
  const { paper, ink } = DATA.palette;
  const strokes = [
    { color: paper, weight: 6 },
    { color: ink, weight: 2.5, dashArray: "7 4", className: "mark" },
  ];
  return L.layerGroup(strokes.map((stroke) => shape(feature.geometry, { ...options, ...stroke }))).addTo(map);
}

/** @param {Feature} feature */
export function roleIn(feature) {
  return roleOf(DATA, DATA.entities[feature.entity].group);
}

/**
 * The element of a path that is on the map.
 *
 * @param {L.Path} path
 */
function elementOf(path) {
  return /** @type {SVGElement} */ (path.getElement());
}

/**
 * @param {Parts} parts
 * @param {boolean} hidden
 */
export function hide(parts, hidden) {
  for (const part of Object.values(parts)) elementOf(part).style.display = hidden ? "none" : "";
}

/**
 * @param {Feature} feature
 * @param {Parts} parts
 * @param {Drawn} drawn
 */
export function restyle(feature, parts, { look, selected, scale }) {
  hide(parts, !look);
  const { dataset } = elementOf(parts.main);
  dataset.status = look?.status ?? "";
  dataset.certainty = look?.certainty ?? "";
  if (!look) return;
  if (parts.casing) restyleLine(feature, /** @type {LineParts} */ (parts), look, selected, scale);
  else restyleArea(feature, parts.main, look, selected);
}

/**
 * @param {Feature} feature
 * @param {L.Path} path
 * @param {Look} look
 * @param {boolean} selected
 */
function restyleArea(feature, path, { style, certainty }, selected) {
  const dash = feature.schematic ? DATA.schematicDash : style.dash;
  path.setStyle({
    color: selected ? DATA.palette.ink : style.stroke,
    weight: style.width + (selected ? 1.6 : 0),
    dashArray: /** @type {string} */ (dash.join(" ") || null),
    opacity: 1,
    fill: Boolean(style.fill) || feature.geometry.type === "Point",
    fillColor: style.fill ? paint(style) : DATA.palette.paper,
    fillOpacity: DATA.opacity[certainty],
  });
}

/**
 * Lines grow with the zoom, so that they neither drown a small map nor thin out on a large one.
 *
 * @param {number} zoom
 */
export function lineScale(zoom) {
  return Math.min(1.25, Math.max(0.6, 0.6 + (zoom - 6.5) * 0.2));
}

/**
 * @param {Feature} feature
 * @param {LineParts} parts
 * @param {Look} look
 * @param {boolean} selected
 * @param {number} scale
 */
function restyleLine(feature, { casing, main, core, road, top }, look, selected, scale) {
  const { certainty } = look;
  const track = look.style.was ? "" : DATA.entities[feature.entity].track;
  const style = track ? trackStyle(look.style, track) : look.style;
  const schematic = feature.schematic && roleIn(feature) === "route";
  const dash = !style.dash.length && schematic ? DATA.schematicDash.map((length) => length * 2) : style.dash;
  const strokes = strokesOf(style, DATA.opacity[certainty], scale, dash);
  casing.setStyle(leafletStroke(strokes.casing));
  if (selected) casing.setStyle({ color: DATA.palette.accent, weight: style.width * scale + 5 });
  else if (schematic && !style.was) casing.setStyle({ opacity: 0.45 });
  main.setStyle(leafletStroke(strokes.main));
  const between = track ? trackStrokes(strokes.main, track) : null;
  core?.setStyle(between ? leafletStroke(between.core) : { opacity: 0 });
  road?.setStyle(between?.road ? leafletStroke(between.road) : { opacity: 0 });
  elementOf(top).style.display = strokes.top ? "" : "none";
  if (strokes.top) top.setStyle(leafletStroke(strokes.top));
}

/**
 * Leaflet takes null, not undefined, for a solid line; its types do not know that.
 *
 * @param {Stroke} stroke
 */
function leafletStroke(stroke) {
  return /** @type {L.PathOptions} */ (stroke);
}
