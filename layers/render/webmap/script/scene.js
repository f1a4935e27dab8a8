// How every feature looks in a view. From view to view only those are told that look different, and how many features
// look alike is counted along: the legend and the drawing need not go through the record.

import { isMutedArea, legendCode, lookOfKinds } from "./looks.js";
import { Moment, Timeline } from "./timeline.js";

/** @import { LegendRow, Look, Payload, SharedRow, View } from "./types.d.ts" */
/** @typedef {{ look: Look | null, code: string | null, count: number, schematic: number }} Class looks alike */

/** @type {WeakMap<Payload, Map<string, Timeline>>} */
const TIMELINES = new WeakMap();
/** @type {Class} */
const NOT_DRAWN = { look: null, code: null, count: 0, schematic: 0 };
const CERTAINTIES = ["certain", "possible", "not reviewed"];

/**
 * Made when first needed, for a timeline is not small.
 *
 * @param {Payload} data
 * @param {string} party
 */
function timelineOf(data, party) {
  const known = TIMELINES.get(data) ?? new Map();
  TIMELINES.set(data, known);
  const timeline = known.get(party) ?? new Timeline(data, party);
  known.set(party, timeline);
  return timeline;
}

export class Scene {
  /** @param {Payload} data */
  constructor(data) {
    this.data = data;
    const { features, entities } = data;
    /** The place of each feature's class among `classes`. */
    this.classOf = new Uint16Array(features.length);
    this.classes = [NOT_DRAWN];
    this.layers = features.map(({ entity }) => entities[entity].layer);
    this.schematic = Uint8Array.from(features, ({ schematic }) => Number(schematic));
    this.muted = Uint8Array.from(features, (feature) => Number(isMutedArea(data, feature)));
    this.hidden = new Uint8Array(features.length);
    this.everything = Uint32Array.from(features, (_, i) => i);
    /** What looks different since it was last taken. */
    this.changed = /** @type {number[]} */ ([]);
    /** @type {View | null} */
    this.view = null;
    this.now = new Moment(timelineOf(data, ""));
    this.earlier = this.now;
    /** By the kinds then and now, the class, for each kind of view. */
    this.tables = /** @type {Map<string, number[][]>} */ (new Map());
    this.table = /** @type {number[][]} */ ([]);
  }

  /** @param {number} feature its place in the payload */
  lookOf(feature) {
    return this.classes[this.classOf[feature]].look;
  }

  /** @param {View} view */
  show(view) {
    const anew = !this.view || !isOneKind(this.view, view);
    this.view = view;
    if (anew) this.startAnew(view);
    const touched = [this.now.moveTo(view.day)];
    if (view.before !== undefined) touched.push(this.earlier.moveTo(view.before));
    for (const features of anew ? [this.everything] : touched) this.renew(features);
  }

  /** The features that look different since this was last asked, as places in the payload. */
  takeChanged() {
    const { changed } = this;
    this.changed = [];
    return changed;
  }

  /** @param {View} view */
  startAnew({ party, hidden, agreement, before }) {
    const timeline = timelineOf(this.data, party);
    this.now = new Moment(timeline);
    this.earlier = new Moment(timeline);
    const name = [party, agreement, before !== undefined].join();
    this.table = this.tables.get(name) ?? [];
    this.tables.set(name, this.table);
    this.layers.forEach((layer, i) => {
      this.hidden[i] = Number(hidden.has(layer));
    });
  }

  /** @param {Uint32Array} features */
  renew(features) {
    for (const i of features) {
      const [old, next] = [this.classOf[i], this.hidden[i] ? 0 : this.numberOf(i)];
      if (old === next) continue;
      this.classOf[i] = next;
      this.count(old, i, -1);
      this.count(next, i, 1);
      this.changed.push(i);
    }
  }

  /**
   * @param {number} number of a class
   * @param {number} feature
   * @param {1 | -1} by
   */
  count(number, feature, by) {
    this.classes[number].count += by;
    this.classes[number].schematic += by * this.schematic[feature];
  }

  /** @param {number} feature */
  numberOf(feature) {
    const now = this.now.kinds[feature];
    const then = this.view?.before === undefined ? 0 : this.earlier.kinds[feature];
    this.table[then] ??= [];
    const [row, key] = [this.table[then], 2 * now + this.muted[feature]];
    row[key] ??= this.addClass(now, then, Boolean(this.muted[feature]));
    return row[key];
  }

  /**
   * @param {number} now
   * @param {number} then
   * @param {boolean} muted
   */
  addClass(now, then, muted) {
    const view = /** @type {View} */ (this.view);
    const { kinds } = this.now.timeline;
    const look = lookOfKinds(this.data, kinds[now], kinds[then], view, muted);
    if (!look) return 0;
    const code = legendCode(look, kinds[now], view);
    const like = (/** @type {Class} */ one) => one.code === code && isSameLook(one.look, look);
    const known = this.classes.findIndex(like);
    return known > 0 ? known : this.classes.push({ look, code, count: 0, schematic: 0 }) - 1;
  }

  /**
   * The rows of the legend: what is drawn.
   *
   * @returns {LegendRow[]}
   */
  legend() {
    /** @type {Map<string, LegendRow>} */
    const rows = new Map();
    this.classes.forEach(({ look, code, count, schematic }, number) => {
      if (!look || !count) return;
      const key = `${code}|${look.certainty}`;
      const row = rows.get(key) ?? { code, look, schematic: false, count: 0, classes: [] };
      rows.set(key, row);
      row.classes.push(number);
      row.count += count;
      row.schematic ||= schematic > 0;
      if (look.style.fill) row.look = look;
    });
    return [...rows.values()];
  }

  /**
   * The entities of a row of the legend, largest first.
   *
   * @param {LegendRow} row
   */
  entitiesOf({ classes }) {
    const own = this.data.features.filter((_, i) => classes.includes(this.classOf[i]));
    return [...new Set(own.map(({ entity }) => entity))];
  }
}

/**
 * One legend for all that is drawn in some scenes, in the order of the style table.
 *
 * @param {Scene[]} scenes at least one
 * @returns {SharedRow[]}
 */
export function legendOf(scenes) {
  /** @type {Map<string, SharedRow>} */
  const rows = new Map();
  for (const scene of scenes) {
    for (const row of scene.legend()) {
      const key = `${row.code}|${row.look.certainty}`;
      const known = rows.get(key);
      const entities = () => [...new Set([...(known?.entities() ?? []), ...scene.entitiesOf(row)])];
      const look = known && !row.look.style.fill ? known.look : row.look;
      const schematic = row.schematic || Boolean(known?.schematic);
      rows.set(key, { ...row, look, schematic, count: row.count + (known?.count ?? 0), entities });
    }
  }
  const { agreement, styles } = scenes[0].data;
  const place = placesIn([...Object.keys(agreement), ...Object.keys(styles)]);
  const order = (/** @type {LegendRow} */ a, /** @type {LegendRow} */ b) => {
    return place(a.code) - place(b.code) || sureness(a) - sureness(b) || byName(a.code ?? "", b.code ?? "");
  };
  return [...rows.values()].sort(order);
}

/**
 * @param {string} a
 * @param {string} b
 */
function byName(a, b) {
  return a < b ? -1 : Number(a > b);
}

/** @param {LegendRow} row */
function sureness({ look }) {
  return CERTAINTIES.indexOf(look.certainty);
}

/**
 * Whether two views differ by no more than their days.
 *
 * @param {View} a
 * @param {View} b
 */
function isOneKind(a, b) {
  const difference = (/** @type {View} */ { before }) => before !== undefined;
  if (a.party !== b.party || a.agreement !== b.agreement || difference(a) !== difference(b)) return false;
  return a.hidden.size === b.hidden.size && [...a.hidden].every((layer) => b.hidden.has(layer));
}

/**
 * @param {Look | null} a
 * @param {Look} b
 */
function isSameLook(a, b) {
  return a?.style === b.style && a.status === b.status && a.certainty === b.certainty;
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
