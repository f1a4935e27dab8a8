// One Leaflet map of the record. `drawing(map)` fills it once; its `show(view)` only restyles.

import { addBaseMap } from "./base.js";
import { choose } from "./card.js";
import { add } from "./dom.js";
import { placeLabels } from "./labels.js";
import { paint } from "./paint.js";
import { DATA } from "./payload.js";
import { roleOf } from "./record.js";
import { Scene } from "./scene.js";
import { shape } from "./shapes.js";
import { state, words } from "./store.js";
import { onDay } from "./time.js";

/** @import { Drawing, Feature, Look, View } from "./types.d.ts" */
/** @typedef {{ main: L.Path } & Partial<Record<"casing" | "ticks" | "hit", L.Path>>} Parts paths of one feature */
/** @typedef {{ look: Look | null, selected: boolean, scale: number }} Drawn how a feature is drawn now */

/** By name, the base map's, the roles of groups and the labels: the height at which a pane lies. */
const PANES = {
  base: 210,
  relief: 215,
  lines: 220,
  context: 400,
  territory: 410,
  zone: 420,
  route: 430,
  labels: 600,
};
/** From the lowest path to the one that takes the pointer. */
const LINE_ROLES = /** @type {const} */ (["casing", "main", "ticks", "hit"]);
const AREA_ROLES = /** @type {const} */ (["main"]);

/**
 * @param {L.Map} map
 * @returns {Drawing}
 */
export function drawing(map) {
  addPanes(map);
  addBaseMap(map);
  const parts = DATA.features.map((feature) => addFeature(map, feature));
  const labels = placeLabels(map);
  const scene = new Scene(DATA);
  const places = placesOf(DATA.features);
  /** @type {string | null} */
  let selected = null;
  let scale = lineScale(map.getZoom());

  /** @param {View} view */
  function show(view) {
    const changed = scene.show(view);
    if (view.selected !== selected) changed.push(...ofEntity(selected), ...ofEntity(view.selected));
    selected = view.selected;
    for (const i of changed) draw(i);
  }
  /** @param {string | null} entity */
  function ofEntity(entity) {
    return places.get(entity ?? "") ?? [];
  }
  /** @param {number} i */
  function draw(i) {
    const feature = DATA.features[i];
    restyle(feature, parts[i], { look: scene.lookOf(i), selected: feature.entity === selected, scale });
  }
  function rescale() {
    scale = lineScale(map.getZoom());
    parts.forEach((own, i) => {
      if (own.hit && scene.lookOf(i)) draw(i);
    });
  }
  parts.forEach((own) => {
    hide(own, true);
  });
  map.on("zoomend", () => lineScale(map.getZoom()) !== scale && rescale());
  return { map, show, labels };
}

/**
 * By entity, the places of its features.
 *
 * @param {Feature[]} features
 */
function placesOf(features) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  features.forEach(({ entity }, i) => {
    const own = places.get(entity);
    if (own) own.push(i);
    else places.set(entity, [i]);
  });
  return places;
}

/** @param {L.Map} map */
function addPanes(map) {
  for (const [name, z] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(z);
    if (z < 400 || name === "labels") pane.style.pointerEvents = "none";
  }
}

/**
 * The paths of one feature: an area is one path; a line has a casing, itself, ticks and a hit path.
 *
 * @param {L.Map} map
 * @param {Feature} feature
 * @returns {Parts}
 */
function addFeature(map, feature) {
  const pane = roleIn(feature);
  /** @type {L.PolylineOptions} */
  const options = { pane, smoothFactor: 0.4, lineJoin: "round", lineCap: "butt" };
  const roles = feature.geometry.type.endsWith("LineString") ? LINE_ROLES : AREA_ROLES;
  const top = roles[roles.length - 1];
  const addPath = (/** @type {boolean} */ interactive) =>
    shape(feature.geometry, { ...options, interactive }).addTo(map);
  /** @type {any} */
  const paths = Object.fromEntries(roles.map((role) => [role, addPath(role === top)]));
  const parts = /** @type {Parts} */ (paths);
  const hit = parts[top] ?? parts.main;
  hit.bindTooltip(() => hoverLabel(feature), { sticky: true, className: "hover", pane: "tooltipPane" });
  hit.on("click", (event) => choose(map, feature.entity, event.latlng));
  elementOf(parts.main).dataset.feature = feature.id;
  return parts;
}

/** @param {Feature} feature */
function roleIn(feature) {
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

/** @param {Feature} feature */
function hoverLabel(feature) {
  const entity = DATA.entities[feature.entity];
  const found = state.mode === "difference" ? null : onDay(entity, state.day, state.party);
  const label = add(null, "div", {}, add(null, "strong", {}, words.title(feature.entity)));
  if (found) add(label, "div", {}, words.status(found.told.status) + words.hedge(found.certainty));
  if (feature.schematic) add(label, "div", { className: "quiet" }, words.say("schematicShort"));
  return label;
}

/**
 * @param {Parts} parts
 * @param {boolean} hidden
 */
function hide(parts, hidden) {
  for (const part of Object.values(parts)) elementOf(part).style.display = hidden ? "none" : "";
}

/**
 * @param {Feature} feature
 * @param {Parts} parts
 * @param {Drawn} drawn
 */
function restyle(feature, parts, { look, selected, scale }) {
  hide(parts, !look);
  const { dataset } = elementOf(parts.main);
  dataset.status = look?.status ?? "";
  dataset.certainty = look?.certainty ?? "";
  if (!look) return;
  if (parts.hit) restyleLine(feature, /** @type {Required<Parts>} */ (parts), look, selected, scale);
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
    dashArray: dashArray(dash),
    opacity: 1,
    fill: Boolean(style.fill) || feature.geometry.type === "Point",
    fillColor: style.fill ? paint(style) : DATA.palette.paper,
    fillOpacity: DATA.opacity[certainty],
  });
}

/**
 * Leaflet takes null, not undefined, for a solid line; its types do not know that.
 *
 * @param {number[]} lengths
 */
function dashArray(lengths) {
  return /** @type {string} */ (lengths.length ? lengths.join(" ") : null);
}

/**
 * Lines grow with the zoom, so that they neither drown a small map nor thin out on a large one.
 *
 * @param {number} zoom
 */
function lineScale(zoom) {
  return Math.min(1.25, Math.max(0.6, 0.6 + (zoom - 6.5) * 0.2));
}

/**
 * @param {Feature} feature
 * @param {Required<Parts>} parts
 * @param {Look} look
 * @param {boolean} selected
 * @param {number} scale
 */
function restyleLine(feature, { casing, main, ticks, hit }, { style, certainty }, selected, scale) {
  const weight = style.width * scale;
  const opacity = certainty === "certain" ? 1 : DATA.opacity[certainty] + 0.1;
  const schematic = feature.schematic && roleIn(feature) === "route";
  casing.setStyle({
    color: selected ? DATA.palette.accent : (style.was ?? DATA.palette.casing),
    weight: weight + (selected || style.changed ? 5 : 3),
    opacity: schematic && !selected ? 0.45 : 0.9,
  });
  const own = style.dash.map((length) => length * scale);
  const dash = !own.length && schematic ? DATA.schematicDash.map((length) => length * 2 * scale) : own;
  main.setStyle({ color: style.stroke, weight, opacity, dashArray: dashArray(dash) });
  elementOf(ticks).style.display = style.ticks ? "" : "none";
  const across = { weight: weight + 7 * scale, dashArray: `${1.4 * scale} ${9 * scale}` };
  ticks.setStyle({ color: style.stroke, opacity, ...across });
  hit.setStyle({ color: "#000", weight: 16, opacity: 0 });
}
