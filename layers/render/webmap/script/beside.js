// The earlier day beside the later one: a second drawing, pan and zoom linked.

import { add, byId } from "./dom.js";
import { drawing } from "./draw.js";
import { state, words } from "./store.js";

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
 * Add what stands at the head of a map: its day, and whose word it shows if a party speaks; return a function that
 * writes both, the day if there is one.
 *
 * @param {L.Map} map
 */
export function addHead(map) {
  const box = add(map.getContainer(), "div", { className: "head" });
  const caption = add(box, "div", { className: "caption" });
  const banner = add(box, "div", { className: "banner", role: "status" });
  return (/** @type {Day | null} */ day) => {
    write(caption, day === null ? "" : words.day(day));
    write(banner, state.party && words.say(`statedBy:${state.party}`));
  };
}

/**
 * @param {HTMLElement} box hidden where it has nothing to say
 * @param {string} text
 */
function write(box, text) {
  box.hidden = !text;
  if (box.textContent !== text) box.textContent = text; // written anew, it would be read out anew
}
