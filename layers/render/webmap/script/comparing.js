// Comparing: a button that begins and ends it, and what can be chosen meanwhile, the earlier day and how both are seen.

import { dayField } from "./dayfield.js";
import { earlierDay } from "./differ.js";
import { add, icon } from "./dom.js";
import { DATA } from "./payload.js";
import { change, onChange, state, words } from "./store.js";

/** @import { State } from "./types.d.ts" */
/** @typedef {Partial<State>} Fields */

const ICON = "M2 3H7V13H2ZM3.5 4.5V11.5H5.5V4.5ZM9 3H14V13H9Z";
/** By the key of its words, what a way of seeing both days sets. */
const WAYS = /** @type {[string, Fields][]} */ ([
  ["sideBySide", { mode: "status", maps: "beside" }],
  ["swipe", { mode: "status", maps: "swipe" }],
  ["difference", { mode: "difference", maps: "beside" }],
]);

/**
 * @param {HTMLElement} row of the bar's controls
 * @param {HTMLElement} bar to which is added what is there while two days are compared
 * @param {HTMLElement} trouble where is said what is wrong with what was typed
 */
export function comparing(row, bar, trouble) {
  const text = add(null, "span");
  const begin = add(row, "button", { type: "button", id: "compare", className: "icon worded" }, icon(ICON), text);
  const box = add(bar, "div", { className: "comparing", role: "group" });
  const name = add(box, "label", { htmlFor: "compare-field" });
  dayField(box, { key: "compare", name: "earlierDay", chosen: (compare) => change({ compare }), trouble });
  const ways = add(box, "div", { className: "ways", role: "group" });

  function toggle() {
    change({ compare: state.compare === null ? earlierDay(DATA, state.day) : null, maps: "beside" });
  }
  function show() {
    const compared = state.compare !== null;
    text.textContent = words.say("compare");
    begin.title = words.say(compared ? "endComparison" : "compareHint");
    begin.setAttribute("aria-pressed", String(compared));
    begin.disabled = state.day <= DATA.first;
    box.hidden = !compared;
    box.setAttribute("aria-label", words.say("compare"));
    ways.setAttribute("aria-label", words.say("comparedHow"));
    name.textContent = words.say("earlierDay");
    for (const button of buttons) button.renew();
  }
  const buttons = WAYS.map(([key, fields]) => way(ways, key, fields));
  begin.onclick = toggle;
  onChange((changed) => ["day", "compare", "mode", "maps", "language"].some((field) => changed.has(field)) && show());
  show();
}

/**
 * @param {HTMLElement} parent
 * @param {string} key
 * @param {Fields} fields
 */
function way(parent, key, fields) {
  const button = add(parent, "button", { type: "button", id: `way-${key}`, onclick: () => change(fields) });
  const isChosen = () => {
    if (state.mode === "difference" || fields.mode === "difference") return state.mode === fields.mode;
    return (state.maps === "swipe") === (fields.maps === "swipe");
  };
  return {
    renew() {
      button.textContent = words.say(key);
      button.setAttribute("aria-pressed", String(isChosen()));
    },
  };
}
