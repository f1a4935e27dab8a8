// How what a feature is looks in a view; no page is needed to know that.

import { layoutOf } from "./differ.js";
import { roleOf } from "./record.js";

/** @import { Kind } from "./timeline.js" */
/** @import { Feature, Look, Payload, State, Style, View } from "./types.d.ts" */

/**
 * What the first drawing shows; `before` is set only where the difference of two days is drawn.
 *
 * @param {State} state
 * @returns {View}
 */
export function viewOf({ day, compare, mode, party, hidden, selected, event, events }) {
  const view = { day, party, hidden, selected, event, events, agreement: mode === "agreement", marked: [] };
  return mode === "difference" && compare !== null ? { ...view, before: compare, agreement: false } : view;
}

/**
 * What each map shows: of two days the later one first, for it is the day of the page.
 *
 * @param {State} state
 * @param {string[]} parties
 * @returns {View[]}
 */
export function viewsOf(state, parties) {
  const view = viewOf(state);
  const layout = layoutOf(state, parties);
  if (layout === "parties") return parties.map((party) => ({ ...view, party }));
  return layout === "one" || state.compare === null ? [view] : [view, { ...view, day: state.compare }];
}

/**
 * The style of a feature and how surely it has its status, or null where it is not drawn.
 *
 * @param {Payload} data
 * @param {Kind | null} now what the feature is on the day of the view; null where it is not drawn on a day
 * @param {Kind | null} then what it was before, where the view is the difference of two days
 * @param {View} view
 * @param {boolean} muted as `isMutedArea` says
 * @returns {Look | null}
 */
export function lookOfKinds(data, now, then, view, muted) {
  if (view.before !== undefined) return differenceLook(data, then, now, muted);
  if (!now) return null;
  const { status, certainty, agreement } = now;
  if (status === null) return { style: data.context, status, certainty };
  const own = data.styles[status];
  const style = view.agreement ? agreementStyle(own, data.agreement[agreement ?? ""]) : own;
  return { style, status, certainty };
}

/**
 * Areas keep their fill; a line takes the colour and keeps the pattern of its status.
 *
 * @param {Style} own
 * @param {Style} agreed
 * @returns {Style}
 */
function agreementStyle(own, agreed) {
  return own.fill ? agreed : { ...own, stroke: agreed.stroke };
}

/**
 * Unchanged features are muted; a changed one is striped, or edged, with its colour before.
 *
 * @param {Payload} data
 * @param {Kind | null} then
 * @param {Kind | null} now
 * @param {boolean} muted
 * @returns {Look | null}
 */
function differenceLook(data, then, now, muted) {
  if (!then && !now) return null;
  const [before, after] = [then, now].map((kind) => kind && (kind.status ?? "none"));
  if (before === after) return { style: mutedStyle(data, muted), status: "unchanged", certainty: "certain" };
  const style = changedStyle(data, data.styles[before ?? ""], data.styles[after ?? ""]);
  return { style, status: `${before ?? "none"}>${after ?? "none"}`, certainty: "certain" };
}

/** A line that is no more: dots of its colour. */
const GONE = [1.5, 4];

/**
 * @param {Payload} data
 * @param {Style | undefined} was undefined where there was no status before
 * @param {Style | undefined} is
 * @returns {Look["style"]}
 */
function changedStyle({ palette, context }, was, is) {
  const own = is ?? (was && { ...was, dash: was.fill ? was.dash : GONE, ticks: false }) ?? context;
  return {
    ...own,
    was: is && was?.stroke,
    hatch: "stripes",
    fill: own.fill && (is?.fill ?? palette.land),
    hatch_colour: was?.fill ?? palette.land,
  };
}

/**
 * @param {Payload} data
 * @param {boolean} muted
 * @returns {Style}
 */
function mutedStyle({ muted: style }, muted) {
  return muted ? style : { ...style, fill: null };
}

/**
 * Whether a feature that has not changed is filled in the difference of two days.
 *
 * @param {Payload} data
 * @param {Feature} feature
 */
export function isMutedArea(data, { entity, geometry }) {
  return geometry.type.endsWith("Polygon") && roleOf(data, data.entities[entity].group) === "territory";
}

/**
 * The row of the legend in which a look stands: a status, a kind of agreement or a change; null without dated status.
 *
 * @param {Look} look
 * @param {Kind | null} now
 * @param {View} view
 */
export function legendCode(look, now, { agreement }) {
  return (agreement && now?.agreement) || look.status;
}
