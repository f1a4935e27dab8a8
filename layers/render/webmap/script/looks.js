// How each feature looks in a view, and what the legend says of it; no page is needed to know that.

import { roleOf } from "./record.js";
import { isShown, onDay } from "./time.js";

/** @import { Day, Feature, Found, Look, Payload, State, Style, View } from "./types.d.ts" */

/**
 * @typedef {object} LegendRow
 * @property {string | null} code a status, a kind of agreement or a change; null for what has no dated status
 * @property {Look} look of the first feature that the row stands for
 * @property {Set<string>} entities
 * @property {boolean} schematic whether one of its features is
 */

/**
 * What the first drawing shows; `before` is set only where the difference of two days is drawn.
 *
 * @param {State} state
 * @returns {View}
 */
export function viewOf({ day, compare, mode, party, hidden, selected }) {
  const view = { day, party, hidden, selected, agreement: mode === "agreement" };
  return mode === "difference" && compare !== null ? { ...view, before: compare, agreement: false } : view;
}

/**
 * The style of a feature's status and how surely it had it, or null where it is not drawn.
 *
 * @param {Payload} data
 * @param {Feature} feature
 * @param {View} view
 * @returns {Look | null}
 */
export function lookOf(data, feature, view) {
  const entity = data.entities[feature.entity];
  if (view.hidden.has(entity.layer)) return null;
  if (view.before !== undefined) return differenceLook(data, feature, view.before, view);
  if (!isShown(feature, entity, view.day, view.party)) return null;
  const found = onDay(entity, view.day, view.party);
  if (!found) return { style: data.context, status: null, certainty: "certain" };
  const { status } = found.told;
  const style = view.agreement ? agreementStyle(data, found) : data.styles[status];
  return { style, status, certainty: found.certainty };
}

/**
 * Areas keep their fill; a line takes the colour and keeps the pattern of its status.
 *
 * @param {Payload} data
 * @param {Found} found
 * @returns {Style}
 */
function agreementStyle(data, { told, agreement }) {
  const style = data.agreement[agreement];
  const own = data.styles[told.status];
  return own.fill ? style : { ...own, stroke: style.stroke };
}

/**
 * Unchanged features are muted; a changed one is striped, or cased, with its colour before.
 *
 * @param {Payload} data
 * @param {Feature} feature
 * @param {Day} earlier
 * @param {View} view
 * @returns {Look | null}
 */
function differenceLook(data, feature, earlier, view) {
  const [before, after] = [earlier, view.day].map((day) => statusOn(data, feature, day, view.party));
  if (before === null && after === null) return null;
  if (before === after) return { style: mutedStyle(data, feature), status: "unchanged", certainty: "certain" };
  const style = changedStyle(data, data.styles[before ?? ""], data.styles[after ?? ""]);
  return { style, status: `${before ?? "none"}>${after ?? "none"}`, certainty: "certain" };
}

/**
 * The status of a feature that is drawn on a day, "none" where it has none, null where it is not drawn.
 *
 * @param {Payload} data
 * @param {Feature} feature
 * @param {Day} day
 * @param {string} party
 */
function statusOn(data, feature, day, party) {
  const entity = data.entities[feature.entity];
  if (!isShown(feature, entity, day, party)) return null;
  return onDay(entity, day, party)?.told.status ?? "none";
}

/**
 * @param {Payload} data
 * @param {Style | undefined} was undefined where there was no status before
 * @param {Style | undefined} is
 * @returns {Look["style"]}
 */
function changedStyle({ palette, context }, was, is) {
  const own = is ?? was ?? context;
  return {
    ...own,
    was: was?.stroke,
    changed: true,
    hatch: "stripes",
    fill: own.fill && (is?.fill ?? palette.land),
    hatch_colour: was?.fill ?? palette.land,
  };
}

/**
 * @param {Payload} data
 * @param {Feature} feature
 * @returns {Style}
 */
function mutedStyle(data, { entity, geometry }) {
  const area = geometry.type.endsWith("Polygon") && roleOf(data, data.entities[entity].group) === "territory";
  return area ? data.muted : { ...data.muted, fill: null };
}

/**
 * The rows of the legend: what is drawn in a view, in the order of the style table, each with its entities.
 *
 * @param {Payload} data
 * @param {View} view
 * @returns {LegendRow[]}
 */
export function legendRows(data, view) {
  /** @type {Map<string, LegendRow>} */
  const rows = new Map();
  for (const feature of data.features) {
    const look = lookOf(data, feature, view);
    if (!look) continue;
    const code = legendCode(data, feature, look, view);
    const key = `${code}|${look.certainty}`;
    const row = rows.get(key) ?? { code, look, entities: new Set(), schematic: false };
    rows.set(key, row);
    row.entities.add(feature.entity);
    row.schematic ||= feature.schematic;
  }
  const place = placesIn([...Object.keys(data.agreement), ...Object.keys(data.styles)]);
  return [...rows.values()].sort((a, b) => place(a.code) - place(b.code));
}

/**
 * @param {Payload} data
 * @param {Feature} feature
 * @param {Look} look
 * @param {View} view
 */
function legendCode(data, feature, look, view) {
  const entity = data.entities[feature.entity];
  const found = view.agreement ? onDay(entity, view.day, view.party) : null;
  return found ? found.agreement : look.status;
}

/**
 * The place of a code in an order; what is not in it stands with the last.
 *
 * @param {string[]} order
 */
function placesIn(order) {
  const places = new Map(order.map((code, i) => [code, i]));
  return (/** @type {string | null} */ code) => places.get(code ?? "") ?? order.length - 1;
}
