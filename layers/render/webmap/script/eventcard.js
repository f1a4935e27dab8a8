// What the card says of an event: what happened, who says so, what the parties say of it, and where it was.

import { add } from "./dom.js";
import { addOthers, addSection, addSources, facts, withSources } from "./facts.js";
import { DATA } from "./payload.js";
import { eventOf } from "./record.js";
import { words } from "./store.js";

/** @import { Doors } from "./card.js" */
/** @import { Event } from "./types.d.ts" */

/**
 * @param {Event} event
 * @param {string[]} others what else happened there
 * @param {Doors} doors
 */
export function eventCard(event, others, doors) {
  const body = add(null, "div");
  add(body, "p", { className: "asof" }, words.when(event));
  addOthers(body, others.map(titleOf), (i) => {
    doors.event(others[i], [event.id, ...others.filter((_, one) => one !== i)]);
  });
  if (event.description) add(body, "p", {}, words.record(event.description));
  addSources(body, words.say("sources"), event);
  addSection(body, words.say("partiesSay"), (fact) => {
    for (const position of DATA.positions.filter(({ event: id }) => id === event.id)) {
      const name = [words.accordingTo(position.party), words.say(`aspect:${position.aspect}`)].join(", ");
      fact(name, withSources(words.record(position.words), position), { className: "wide" });
    }
  });
  addPlaces(body, event, doors);
  const confidence = `${words.say(event.confidence)} (${words.say("confidenceMeans")})`;
  add(body, "dl", { className: "basis" }, ...facts((fact) => fact(words.say("confidence"), confidence)));
  return body;
}

/** @param {string} id */
function titleOf(id) {
  const event = eventOf(DATA, id);
  return `${words.when(event)}: ${words.record(event.title)}`;
}

/**
 * @param {HTMLElement} body
 * @param {Event} event
 * @param {Doors} doors
 */
function addPlaces(body, { entities }, doors) {
  if (!entities.length) return;
  add(body, "h3", {}, words.say("places"));
  const list = add(body, "ul", { className: "cited" });
  for (const id of entities) {
    const onclick = () => doors.place(id);
    const name = add(null, "button", { type: "button", id: `card-place-${id}`, className: "plain", onclick });
    name.textContent = words.title(id);
    add(list, "li", {}, name);
  }
}
