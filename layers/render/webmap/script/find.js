// The search: a field, and below it what has that name, each a button that goes there.

import { add, label } from "./dom.js";
import { DATA } from "./payload.js";
import { townOf } from "./record.js";
import { find, findEvents, isCalled, nearest } from "./search.js";
import { onChange, words } from "./store.js";

/** @import { Event } from "./types.d.ts" */

/** How many places, and how many events, are offered. */
const MOST = 8;
/** By settlement that is no entity, the names by which it is found. */
const TOWNS = Object.fromEntries(DATA.places.filter(({ terms }) => terms.length).map(({ id, terms }) => [id, terms]));
const ALL = { ...TOWNS, ...DATA.search };

/**
 * @param {HTMLElement} parent
 * @param {Record<"place" | "town" | "event", (id: string) => void>} doors
 */
export function finder(parent, { place: choose, town: chooseTown, event: chooseEvent }) {
  const box = add(parent, "div", { className: "find" });
  const field = add(box, "input", { type: "search", id: "find", autocomplete: "off", spellcheck: false });
  const results = add(box, "div", { className: "found", role: "status" });

  function show() {
    results.replaceChildren();
    if (!field.value.trim()) return;
    const places = find(DATA.search, field.value).slice(0, MOST);
    const towns = find(TOWNS, field.value).slice(0, MOST);
    const found = [places.map(place), towns.map(town)];
    // a settlement of that very name goes before a place whose name only holds it
    const isTown = isCalled(TOWNS, towns[0], field.value) && !isCalled(DATA.search, places[0], field.value);
    if (isTown) found.reverse();
    const events = findEvents(DATA.events, field.value).slice(0, MOST).map(happening);
    results.append(...found.flat(), ...events);
    if (!results.children.length) offerNearest();
  }
  function offerNearest() {
    const [sentence] = words.say("nothingNamed").split("{names}"); // the names stand below it, each a button
    add(results, "p", {}, sentence);
    results.append(...nearest(ALL, field.value).map((id) => (Object.hasOwn(DATA.search, id) ? place(id) : town(id))));
  }
  /** @param {string} entity */
  function place(entity) {
    return button(words.title(entity), () => choose(entity));
  }
  /** @param {string} id */
  function town(id) {
    const name = words.town(townOf(DATA, id));
    return button(`${name} (${words.say("settlement")})`, () => chooseTown(id));
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
