// A field for a day: as text, which understands what readers write, with the browser's calendar at its end.

import { add, label } from "./dom.js";
import { DATA } from "./payload.js";
import { onChange, state, words } from "./store.js";
import { inRecord, isoDay, parseDay } from "./time.js";

/** @import { Day } from "./types.d.ts" */

/**
 * @typedef {object} Purpose
 * @property {"day" | "compare"} key of the day in the state
 * @property {string} name key of the words that name it
 * @property {(day: Day) => void} chosen
 * @property {HTMLElement} trouble where is said what is wrong with what was typed
 */

/**
 * @param {HTMLElement} parent
 * @param {Purpose} purpose
 */
export function dayField(parent, { key, name, chosen, trouble }) {
  const box = add(parent, "span", { className: "dated" });
  const plain = /** @type {const} */ ({ autocomplete: "off", spellcheck: false, id: `${key}-field` });
  const field = add(box, "input", { type: "text", className: key, size: 10, ...plain });
  // its own button opens the calendar: a script may not, in a frame of another origin
  const limits = { min: isoDay(DATA.first), max: isoDay(DATA.last) };
  const calendar = add(box, "input", { type: "date", className: "calendar", ...limits });

  function typed() {
    const day = parseDay(field.value);
    const fault = faultOf(day);
    trouble.textContent = fault;
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    if (day !== null && !fault) chosen(day);
  }
  function picked() {
    const day = parseDay(calendar.value);
    if (day !== null && !faultOf(day)) chosen(day);
  }
  function nameAll() {
    label(field, words.say(name));
    label(calendar, words.say(`${name}Calendar`));
  }
  function show() {
    const day = state[key];
    if (day === null) return;
    if (document.activeElement !== field || parseDay(field.value) !== null) field.value = isoDay(day);
    calendar.value = isoDay(day);
    trouble.textContent = "";
    field.removeAttribute("aria-invalid");
  }
  field.addEventListener("change", typed);
  field.addEventListener("keydown", (event) => event.key === "Enter" && typed());
  calendar.addEventListener("change", picked);
  onChange((changed) => {
    if (changed.has("language")) nameAll();
    if (changed.has("day") || changed.has("compare") || changed.has("language")) show();
  });
  nameAll();
  show();
}

/**
 * What is wrong with a typed day, empty if nothing is.
 *
 * @param {Day | null} day
 */
function faultOf(day) {
  if (day === null) return words.say("badDay");
  if (inRecord(DATA, day)) return "";
  return words.say("dayOutside", { first: isoDay(DATA.first), last: isoDay(DATA.last) });
}
