// What lies under a click: what is small wins over the wide invisible line of a road and over a large area, and the
// rest is offered in the card.

import { choose } from "./card.js";

/** Up to this width and height, in pixels, an area is small. */
const SMALL = 40;

/**
 * Open the card of what a reader has pointed at.
 *
 * @param {L.Map} map
 * @param {string} entity the one whose shape took the click
 * @param {L.LeafletMouseEvent} event
 */
export function pick(map, entity, { latlng, originalEvent: { clientX, clientY } }) {
  const shapes = document.elementsFromPoint(clientX, clientY).filter((element) => entityOf(element));
  const small = shapes.filter(isSmallArea).sort((a, b) => sizeOf(a) - sizeOf(b));
  const [wins, ...others] = new Set([...small.map(entityOf), entity, ...shapes.map(entityOf)]);
  choose(map, String(wins), { at: latlng, others: others.map(String) });
}

/** @param {Element} element */
function entityOf(element) {
  return element instanceof SVGElement ? element.dataset.entity : undefined;
}

/** @param {Element} shape */
function isSmallArea(shape) {
  return shape.getAttribute("fill") !== "none" && sizeOf(shape) < SMALL;
}

/** @param {Element} shape */
function sizeOf(shape) {
  const { width, height } = shape.getBoundingClientRect();
  return Math.max(width, height);
}
