// Styles as paint: patterns of hatches, and small pictures for legend and card.

import { byId, svg } from "./dom.js";
import { DATA } from "./payload.js";

/** @import { Look, Style } from "./types.d.ts" */
/** @typedef {{ color: string, weight: number, opacity: number, dashArray: string | null }} Stroke */

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
 * @param {Look["style"]} style
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
 * A line as the map draws it: its casing, itself, and ticks where its style has them.
 *
 * @param {SVGElement} box
 * @param {Look["style"]} style
 * @param {number} opacity
 */
function addLine(box, style, opacity) {
  const { casing, main, ticks } = strokesOf(style, opacity);
  for (const { color, weight, opacity: own, dashArray } of ticks ? [casing, main, ticks] : [casing, main]) {
    const line = { stroke: color, "stroke-width": weight, "stroke-opacity": own };
    svg(box, "path", { d: "M0 7H26", ...line, ...(dashArray && { "stroke-dasharray": dashArray }) });
  }
}

/**
 * The style of a railway: wide enough for two rails.
 *
 * @param {Look["style"]} style
 */
export function railStyle(style) {
  return { ...style, width: style.width + DATA.rail.widened };
}

/** A small picture of a railway, whatever its status. */
export function railSwatch() {
  const { palette, rail } = DATA;
  const plain = { dash: [], ticks: false, fill: null, hatch: "none", hatch_colour: null };
  const style = railStyle({ ...plain, stroke: palette.muted, width: 3 });
  const box = swatchOf(style);
  svg(box, "path", { d: "M0 7H26", stroke: palette.casing, "stroke-width": style.width * rail.core });
  return box;
}

/**
 * The strokes of a line, from the lowest to the uppermost; `ticks` is null where its style has none. The casing of one
 * that has changed has its colour before.
 *
 * @param {Look["style"]} style
 * @param {number} opacity that an area so sure is filled with; a line is laid on more strongly
 * @param {number} [scale] of all lengths
 * @param {number[]} [dash] instead of the style's own
 * @returns {{ casing: Stroke, main: Stroke, ticks: Stroke | null }}
 */
export function strokesOf(style, opacity, scale = 1, dash = style.dash) {
  const { stroke: color, width, was, changed } = style;
  const [weight, ownOpacity] = [width * scale, opacity < DATA.opacity.certain ? opacity + 0.1 : 1];
  const casing = { color: was ?? DATA.palette.casing, weight: weight + (changed ? 5 : 3), opacity: 0.9 };
  const across = { weight: weight + 7 * scale, dashArray: `${1.4 * scale} ${9 * scale}` };
  return {
    casing: { ...casing, dashArray: null },
    main: { color, weight, opacity: ownOpacity, dashArray: dash.map((length) => length * scale).join(" ") || null },
    ticks: style.ticks ? { color, opacity: ownOpacity, ...across } : null,
  };
}
