// What is shown. Everything on the page is drawn from `state`; every control changes it through `change`.

import { settled } from "./differ.js";
import { DATA, START } from "./payload.js";
import { layersOf } from "./record.js";
import { Words } from "./words.js";

/** @import { State } from "./types.d.ts" */
/** @typedef {(changed: Set<string>) => void} Listener told which fields have changed */

/** @type {State} */
export const state = {
  day: START.day,
  compare: null,
  mode: "status",
  maps: "beside",
  party: START.party,
  hidden: new Set(START.hidden),
  language: START.language,
  selected: null,
  town: null,
  event: null,
  events: false,
  tiles: false,
};
/** Keys of all layers; those in `state.hidden` are off. */
export const LAYERS = layersOf(DATA);
/** The words of `state.language`. */
export let words = new Words(DATA, state.language);
/** Whether what happens now is not the reader's doing. */
export let quiet = false;
/** @type {Listener[]} */
const listeners = [];

/** @param {Listener} listener */
export function onChange(listener) {
  listeners.push(listener);
}

/** @param {Partial<State>} fields */
export function change(fields) {
  const next = settled({ ...state, ...fields }, DATA.first);
  const keys = /** @type {(keyof State)[]} */ (Object.keys(next));
  const changed = new Set(keys.filter((key) => next[key] !== state[key]));
  Object.assign(state, next);
  if (changed.has("language")) words = new Words(DATA, state.language);
  if (changed.size) for (const listener of listeners) listener(changed);
}

/**
 * Do something that is not the reader's doing, and so is not told to the page around the map.
 *
 * @param {() => void} action
 */
export function quietly(action) {
  quiet = true;
  action();
  quiet = false;
}
