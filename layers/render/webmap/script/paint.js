// Styles as paint: patterns of hatches, and small pictures for legend and card.

import { byId, svg } from "./dom.js";
import { DATA } from "./payload.js";

/** @import { Look, Style, Track } from "./types.d.ts" */
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
  const { casing, main, top } = strokesOf(style, opacity);
  for (const stroke of top ? [casing, main, top] : [casing, main]) addStroke(box, stroke);
}

/**
 * @param {SVGElement} box
 * @param {Stroke} stroke
 */
function addStroke(box, { color, weight, opacity, dashArray }) {
  const line = { stroke: color, "stroke-width": weight, "stroke-opacity": opacity };
  svg(box, "path", { d: "M0 7H26", ...line, ...(dashArray && { "stroke-dasharray": dashArray }) });
}

/**
 * The style of a railway: wide enough for two rails, and for a road between them where there is one.
 *
 * @param {Look["style"]} style
 * @param {Track} track
 */
export function trackStyle(style, track) {
  return { ...style, width: style.width + DATA.tracks[track].widened };
}

/**
 * What lies on the line of a railway: the gap between its rails, and the road in the middle of that, if there is one.
 *
 * @param {Stroke} main
 * @param {Track} track
 * @returns {{ core: Stroke, road: Stroke | null }}
 */
export function trackStrokes(main, track) {
  const { core, road } = DATA.tracks[track];
  const gap = { color: DATA.palette.casing, weight: main.weight * core, opacity: 1, dashArray: null };
  return { core: gap, road: road ? { ...main, weight: main.weight * road } : null };
}

/**
 * A small picture of a railway, whatever its status.
 *
 * @param {Track} track
 */
export function trackSwatch(track) {
  const plain = { dash: [], ticks: false, fill: null, hatch: "none", hatch_colour: null };
  const style = trackStyle({ ...plain, stroke: DATA.palette.muted, width: 3 }, track);
  const box = swatchOf(style);
  const { core, road } = trackStrokes(strokesOf(style, DATA.opacity.certain).main, track);
  for (const stroke of road ? [core, road] : [core]) addStroke(box, stroke);
  return box;
}

/**
 * The strokes of a line, from the lowest to the uppermost; `top` is null where its style has none: its ticks, or of one
 * that has changed the line itself, between edges of its colour before.
 *
 * @param {Look["style"]} style
 * @param {number} opacity that an area so sure is filled with; a line is laid on more strongly
 * @param {number} [scale] of all lengths
 * @param {number[]} [dash] instead of the style's own
 * @returns {{ casing: Stroke, main: Stroke, top: Stroke | null }}
 */
export function strokesOf(style, opacity, scale = 1, dash = style.dash) {
  const { stroke: color, width, was } = style;
  const [weight, ownOpacity] = [width * scale, opacity < DATA.opacity.certain ? opacity + 0.1 : 1];
  const casing = { color: DATA.palette.casing, weight: weight + 3, opacity: 0.9, dashArray: null };
  const dashArray = dash.map((length) => length * scale).join(" ") || null;
  const main = { color, weight, opacity: ownOpacity, dashArray };
  if (was) return { casing: { ...casing, color: was, weight: weight + 5 }, main: { ...casing, opacity: 1 }, top: main };
  const across = { weight: weight + 7 * scale, dashArray: `${1.4 * scale} ${9 * scale}` };
  return { casing, main, top: style.ticks ? { color, opacity: ownOpacity, ...across } : null };
}
