// What every feature is from day to day, as one list of changes: a move costs what changes, not what there is.

import { spansOf } from "./time.js";

/** @import { Certainty, Day, Entity, Feature, Payload } from "./types.d.ts" */

/**
 * What a feature is while nothing changes; `status` and `agreement` are null where it has no dated status.
 *
 * @typedef {{ status: string | null, certainty: Certainty, agreement: string | null }} Kind
 */
/** @typedef {[from: Day, to: Day, kind: number]} Piece */

/** What is drawn without a dated status. */
const UNDATED = /** @type {Kind} */ ({ status: null, certainty: "certain", agreement: null });

/** All kinds that were met, each with its number; 0 is that of what is not drawn. */
class Kinds {
  /** @type {(Kind | null)[]} */
  all = [null];
  /** @type {Map<string, number>} */
  numbers = new Map();

  /** @param {Kind} kind */
  number(kind) {
    const key = [kind.status, kind.certainty, kind.agreement].join("|");
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    return this.all.push(kind) - 1;
  }
}

/** The changes of all features as a party states them, by day; features go by their place in the payload. */
export class Timeline {
  /**
   * @param {Payload} data
   * @param {string} party empty for the record alone
   */
  constructor({ features, entities }, party) {
    const kinds = new Kinds();
    /** The number of each feature's kind before its first change. */
    this.first = new Uint16Array(features.length);
    /** @type {[day: Day, feature: number, before: number, after: number][]} */
    const changes = [];
    features.forEach((feature, i) => {
      let before = 0;
      for (const [from, , kind] of withGaps(piecesOf(kinds, feature, entities[feature.entity], party))) {
        if (from === -Infinity) this.first[i] = kind;
        else if (kind !== before) changes.push([from, i, before, kind]);
        before = kind;
      }
    });
    changes.sort((a, b) => a[0] - b[0]);
    this.kinds = kinds.all;
    this.days = Float64Array.from(changes, ([day]) => day);
    this.features = Uint32Array.from(changes, ([, feature]) => feature);
    this.before = Uint16Array.from(changes, ([, , before]) => before);
    this.after = Uint16Array.from(changes, ([, , , after]) => after);
  }
}

/**
 * The pieces of a feature, each within its own days, in order and without overlap.
 *
 * @param {Kinds} kinds
 * @param {Feature} feature
 * @param {Entity} entity
 * @param {string} party
 * @returns {Piece[]}
 */
function piecesOf(kinds, feature, entity, party) {
  const [start, end] = [feature.from ?? -Infinity, feature.to ?? Infinity];
  const pieces = spansOf(entity, party).map(([from, to, state, certainty, agreement]) => {
    const { status } = entity.states[state];
    return within(start, end, [from, to, kinds.number({ status, certainty, agreement })]);
  });
  const dated = pieces.filter(([from, to]) => from < to);
  return entity.dated ? dated : filled(dated, start, end, kinds.number(UNDATED));
}

/**
 * @param {Day} start
 * @param {Day} end
 * @param {Piece} piece
 * @returns {Piece}
 */
function within(start, end, [from, to, kind]) {
  return [Math.max(start, from), Math.min(end, to), kind];
}

/**
 * Pieces with those of a kind wherever there is none from start to end.
 *
 * @param {Piece[]} pieces
 * @param {Day} start
 * @param {Day} end
 * @param {number} kind
 * @returns {Piece[]}
 */
function filled(pieces, start, end, kind) {
  /** @type {Piece[]} */
  const all = [];
  let from = start;
  for (const piece of pieces) {
    if (from < piece[0]) all.push([from, piece[0], kind]);
    all.push(piece);
    from = piece[1];
  }
  return from < end ? [...all, [from, end, kind]] : all;
}

/**
 * Pieces with one of kind 0 after each that is not followed at once by another.
 *
 * @param {Piece[]} pieces
 * @returns {Piece[]}
 */
function withGaps(pieces) {
  return pieces.flatMap((piece, i) => {
    const next = pieces[i + 1]?.[0] ?? Infinity;
    return piece[1] < next ? [piece, /** @type {Piece} */ ([piece[1], next, 0])] : [piece];
  });
}

/** The kinds of all features on one day, which can be moved. */
export class Moment {
  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    /** The number of each feature's kind. */
    this.kinds = timeline.first.slice();
    /** How many changes have been made. */
    this.made = 0;
  }

  /**
   * Go to a day; return the features that changed on the way, some more than once.
   *
   * @param {Day} day
   * @returns {Uint32Array}
   */
  moveTo(day) {
    const { features, before, after } = this.timeline;
    const [from, to] = [this.made, this.changesTo(day)];
    for (let k = from; k < to; k++) this.kinds[features[k]] = after[k];
    for (let k = from - 1; k >= to; k--) this.kinds[features[k]] = before[k];
    this.made = to;
    return features.subarray(Math.min(from, to), Math.max(from, to));
  }

  /**
   * How many changes have been made on a day.
   *
   * @param {Day} day
   */
  changesTo(day) {
    const { days } = this.timeline;
    let [low, high] = [0, days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
