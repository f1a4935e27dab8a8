// The earlier day beside the later one: a second drawing, pan and zoom linked.

import { add, byId } from "./dom.js";
import { drawing } from "./draw.js";
import { words } from "./store.js";

/** @import { Day, Drawing } from "./types.d.ts" */

/**
 * A drawing that follows another; made when first needed, then kept.
 *
 * @param {L.Map} first
 * @returns {Drawing}
 */
export function secondDrawing(first) {
  const options = { ...first.options, center: first.getCenter(), zoom: first.getZoom() };
  const map = L.map(byId("second"), options);
  map.attributionControl.remove();
  const second = drawing(map);
  link(first, map);
  return second;
}

/**
 * Let two maps show the same place; the one that moved by itself leads, so that neither answers the other.
 *
 * @param {L.Map} one
 * @param {L.Map} other
 */
function link(one, other) {
  /** @type {L.Map | null} */
  let leader = null;
  const follow = (/** @type {L.Map} */ from, /** @type {L.Map} */ to) => {
    from.on("move", () => {
      if (leader && leader !== from) return;
      leader = from;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      leader = null;
    });
  };
  follow(one, other);
  follow(other, one);
}

/**
 * Add a caption; return a function that writes a day into it, or hides it.
 *
 * @param {L.Map} map
 */
export function addCaption(map) {
  const box = add(map.getContainer(), "div", { className: "caption" });
  return (/** @type {Day | null} */ day) => {
    box.hidden = day === null;
    if (day !== null) box.textContent = words.day(day);
  };
}
