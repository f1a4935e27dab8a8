// The routes of the record: entities that are drawn as lines along which their names stand.

import { boundsOf } from "./shapes.js";

/** @import { Position } from "geojson" */
/** @import { Scene } from "./scene.js" */
/** @import { Payload } from "./types.d.ts" */
/** @typedef {{ entity: string, lines: Position[][] }} Route one that is drawn, and where */

/** @param {Payload} data */
export function routesOf({ features, entities }) {
  const own = features.flatMap(({ geometry, entity }, feature) => {
    const named = entities[entity].along ?? {};
    if (!Object.keys(named).length || !geometry.type.endsWith("LineString")) return [];
    const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
    return [{ feature, entity, lines: /** @type {Position[][]} */ (lines), bounds: boundsOf(geometry) }];
  });
  const places = new Set(own.map(({ feature }) => feature));
  let shown = "";

  /**
   * Whether others are drawn than when it was last asked.
   *
   * @param {number[]} changed places of the features that look different
   * @param {Scene} scene
   */
  function redrawn(changed, scene) {
    if (!places.size || !changed.some((feature) => places.has(feature))) return false;
    const now = own.flatMap(({ feature }) => (scene.lookOf(feature) ? [feature] : [])).join();
    const isOther = now !== shown;
    shown = now;
    return isOther;
  }
  /**
   * Those that are drawn in some part of the map.
   *
   * @param {Scene} scene
   * @param {L.LatLngBounds} view
   */
  function drawn(scene, view) {
    /** @type {Map<string, Route>} */
    const found = new Map();
    for (const { feature, entity, lines, bounds } of own) {
      if (!scene.lookOf(feature) || !view.intersects(bounds)) continue;
      const route = found.get(entity) ?? { entity, lines: [] };
      route.lines.push(...lines);
      found.set(entity, route);
    }
    return [...found.values()];
  }
  return { redrawn, drawn };
}
