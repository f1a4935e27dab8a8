// Styles as paint: patterns of hatches, and small pictures for legend and card.

import { byId, svg } from "./dom.js";

/** @import { Style } from "./types.d.ts" */

/**
 * A colour, or the address of a pattern; patterns stand once in the page and are made when first asked for.
 *
 * @param {Style} style one with a fill
 */
export function paint(style) {
  const { hatch, fill, hatch_colour } = style;
  if (hatch === "none") return fill ?? "none";
  const id = ["hatch", hatch, fill, hatch_colour].join("-").replace(/#/g, "");
  if (!document.getElementById(id)) addPattern(id, hatch, fill ?? "none", hatch_colour ?? "none");
  return `url(#${id})`;
}

/**
 * @param {string} id
 * @param {string} hatch
 * @param {string} fill
 * @param {string} colour
 */
function addPattern(id, hatch, fill, colour) {
  const patternTransform = hatch === "dots" ? "" : "rotate(45)";
  const frame = { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform };
  const pattern = svg(byId("patterns"), "pattern", frame);
  svg(pattern, "rect", { width: 8, height: 8, fill });
  if (hatch === "stripes") svg(pattern, "rect", { width: 4, height: 8, fill: colour });
  if (hatch === "cross") svg(pattern, "path", { d: "M0 4H8M4 0V8", stroke: colour, "stroke-width": 0.9 });
  if (hatch === "dots") for (const at of [2, 6]) svg(pattern, "circle", { cx: at, cy: at, r: 0.9, fill: colour });
}

/**
 * A small picture of a style: a filled square for an area, a piece of line for the rest.
 *
 * @param {Style} style
 * @param {number} [opacity]
 */
export function swatchOf(style, opacity = 1) {
  const box = svg(null, "svg", { class: "swatch", width: 26, height: 14, "aria-hidden": "true" });
  if (style.fill) addSquare(box, style, opacity);
  else addLine(box, style, opacity);
  return box;
}

/**
 * @param {SVGElement} box
 * @param {Style} style
 * @param {number} opacity
 */
function addSquare(box, style, opacity) {
  const [fill, stroke] = [paint(style), style.stroke];
  svg(box, "rect", { x: 1, y: 1, width: 24, height: 12, fill, stroke, "fill-opacity": opacity });
}

/**
 * @param {SVGElement} box
 * @param {Style} style
 * @param {number} opacity
 */
function addLine(box, { stroke, width, dash, ticks }, opacity) {
  const line = { "stroke-width": Math.min(width, 3), "stroke-dasharray": dash.join(" "), "stroke-opacity": opacity };
  svg(box, "path", { d: "M0 7H26", stroke, ...line });
  if (ticks) svg(box, "path", { d: "M5 3V11M13 3V11M21 3V11", stroke, "stroke-width": 1.4 });
}
