// What would touch on the map, put together.

/**
 * @template Thing
 * @typedef {{ x: number, y: number, things: Thing[] }} Cluster where its first thing is, and the things in their order
 */

/**
 * Each thing joins the first cluster that is nearer than `reach`, else begins one.
 *
 * @template Thing
 * @param {{ x: number, y: number, thing: Thing }[]} spots in pixels
 * @param {number} reach in pixels
 * @returns {Cluster<Thing>[]}
 */
export function clustersOf(spots, reach) {
  /** @type {Cluster<Thing>[]} */
  const clusters = [];
  for (const { x, y, thing } of spots) {
    const near = clusters.find((cluster) => Math.hypot(cluster.x - x, cluster.y - y) < reach);
    if (!near) clusters.push({ x, y, things: [thing] });
    else if (!near.things.includes(thing)) near.things.push(thing);
  }
  return clusters;
}
