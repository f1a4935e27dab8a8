// The search: a field, and below it what has that name, each a button that goes there.

import { add, label } from "./dom.js";
import { DATA } from "./payload.js";
import { find, findEvents, nearest } from "./search.js";
import { onChange, words } from "./store.js";

/** @import { Event } from "./types.d.ts" */

/** How many places, and how many events, are offered. */
const MOST = 8;

/**
 * @param {HTMLElement} parent
 * @param {(entity: string) => void} choose
 * @param {(event: string) => void} chooseEvent
 */
export function finder(parent, choose, chooseEvent) {
  const box = add(parent, "div", { className: "find" });
  const field = add(box, "input", { type: "search", id: "find", autocomplete: "off", spellcheck: false });
  const results = add(box, "div", { className: "found", role: "status" });

  function show() {
    results.replaceChildren();
    if (!field.value.trim()) return;
    const places = find(DATA.search, field.value).slice(0, MOST).map(place);
    const events = findEvents(DATA.events, field.value).slice(0, MOST).map(happening);
    results.append(...places, ...events);
    if (!results.children.length) offerNearest();
  }
  function offerNearest() {
    const [sentence] = words.say("nothingNamed").split("{names}"); // the names stand below it, each a button
    add(results, "p", {}, sentence);
    results.append(...nearest(DATA.search, field.value).map(place));
  }
  /** @param {string} entity */
  function place(entity) {
    return button(words.title(entity), () => choose(entity));
  }
  /** @param {Event} event */
  function happening(event) {
    return button(`${words.when(event)}: ${words.record(event.title)}`, () => chooseEvent(event.id));
  }
  /** @param {KeyboardEvent} event */
  function onkey(event) {
    if (event.key === "Enter") results.querySelector("button")?.click();
    if (event.key !== "Escape") return;
    field.value = "";
    show();
  }
  function name() {
    field.placeholder = words.say("find");
    label(field, words.say("findHint"));
    show();
  }
  field.addEventListener("input", show);
  field.addEventListener("keydown", onkey);
  onChange((changed) => changed.has("language") && name());
  name();
}

/**
 * @param {string} text
 * @param {() => void} onclick
 */
function button(text, onclick) {
  return add(null, "button", { type: "button", className: "plain", onclick }, text);
}
