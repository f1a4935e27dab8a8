// One Leaflet map of the record. `drawing(map)` fills it once; its `show(view)` only changes what looks different.

import { addCanvases } from "./areas.js";
import { addBaseMap } from "./base.js";
import { placeLabels } from "./labels.js";
import { eventMarks } from "./marks.js";
import { addMark, addPaths, hide, lineScale, restyle } from "./paths.js";
import { DATA } from "./payload.js";
import { addPointer } from "./pointer.js";
import { sceneOf } from "./scenes.js";
import { addTiles } from "./tiles.js";
import { holds } from "./time.js";

/** @import { Parts } from "./paths.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Drawing, Feature, View } from "./types.d.ts" */

/** By name, the base map's, the roles of groups and the labels: the height at which a pane lies. */
const PANES = {
  tiles: 205,
  base: 210,
  relief: 215,
  lines: 220,
  context: 400,
  territory: 410,
  zone: 420,
  route: 430,
  labels: 600,
  marks: 620,
};

/**
 * @param {L.Map} map
 * @param {number} place of the map among the maps
 * @returns {Drawing}
 */
export function drawing(map, place) {
  addPanes(map);
  addBaseMap(map);
  addTiles(map);
  const scene = sceneOf(place);
  const canvases = addCanvases(map, scene); // first, for in their panes they lie below the paths
  const parts = DATA.features.map((feature, i) => (canvases.holds(i) ? null : addPaths(map, feature)));
  const labels = placeLabels(map, scene);
  const events = eventMarks(map);
  const hitsAt = addPointer(map, scene);
  const places = placesOf(DATA.features);
  /** @type {Parts[]} */
  const outlines = [];
  /** @type {L.LayerGroup[]} */
  const marks = [];
  /** @type {string | null} */
  let selected = null;
  let scale = lineScale(map.getZoom());

  /** @param {View} view */
  function show(view) {
    scene.show(view);
    const changed = scene.takeChanged();
    canvases.renew(changed);
    if (view.selected !== selected) changed.push(...ofEntity(selected), ...ofEntity(view.selected));
    selected = view.selected;
    labels.show(view.day, changed);
    for (const i of changed) draw(i);
    mark(view);
    outlineSelected();
    events.show(view);
  }
  /** @param {View} view */
  function mark({ marked, day }) {
    for (const own of marks.splice(0)) own.remove();
    const features = marked.flatMap(ofEntity).map((i) => DATA.features[i]);
    marks.push(...features.filter((feature) => holds(feature, day)).map((feature) => addMark(map, feature)));
  }
  /** @param {string | null} entity */
  function ofEntity(entity) {
    return places.get(entity ?? "") ?? [];
  }
  /** @param {number} i */
  function draw(i) {
    const own = parts[i];
    if (!own) return;
    const feature = DATA.features[i];
    restyle(feature, own, { look: scene.lookOf(i), selected: feature.entity === selected, scale });
  }
  /** A canvas does not know what is selected: that has a path as well. */
  function outlineSelected() {
    for (const own of outlines.splice(0)) own.main.remove();
    for (const i of ofEntity(selected)) {
      const look = scene.lookOf(i);
      if (!look || parts[i]) continue;
      const own = addPaths(map, DATA.features[i]);
      const bare = { ...look, style: { ...look.style, fill: null } };
      restyle(DATA.features[i], own, { look: bare, selected: true, scale });
      outlines.push(own);
    }
  }
  function rescale() {
    scale = lineScale(map.getZoom());
    parts.forEach((own, i) => {
      if (own?.casing && scene.lookOf(i)) draw(i);
    });
  }
  for (const own of parts) if (own) hide(own, true);
  map.on("zoomend", () => lineScale(map.getZoom()) !== scale && rescale());
  tellOnRequest(map, scene);
  return { map, show, labels, hitsAt };
}

/**
 * Write what is drawn, feature -> status, to the element of the map when an event asks for it: a canvas has no elements
 * that a test could read.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 */
function tellOnRequest(map, scene) {
  const box = map.getContainer();
  box.addEventListener("tell-drawn", () => {
    const drawn = DATA.features.map(({ id }, i) => /** @type {const} */ ([id, scene.lookOf(i)]));
    const shown = drawn.filter(([, look]) => look).map(([id, look]) => [id, look?.status ?? ""]);
    box.dataset.drawn = JSON.stringify(Object.fromEntries(shown));
  });
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
