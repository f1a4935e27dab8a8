// The status card: the popup that answers "what was its status on that day, and who says so?".

import { add } from "./dom.js";
import { swatchOf } from "./paint.js";
import { DATA } from "./payload.js";
import { eventsOn, otherNames, positionsOn } from "./record.js";
import { change, state, words } from "./store.js";
import { clampDay, isShown, onDay, statementsOn } from "./time.js";

/** @import { Found, Source, Told } from "./types.d.ts" */
/** @typedef {(label: string, value: Node | string, className?: string) => void} Fact adds a row if it says anything */

/** @type {L.Popup | null} */
let popup = null;

/**
 * Select an entity, show its card at a point, or at its place on the map where none is given.
 *
 * @param {L.Map} map
 * @param {string} id
 * @param {L.LatLng} [at]
 */
export function choose(map, id, at) {
  popup?.remove(); // first, for it takes the selection with it
  change({ selected: id });
  const point = at ?? anchorOf(id);
  const where = point ?? map.getCenter(); // of some the record knows the status but not the place
  if (point && !at && !map.getBounds().pad(-0.1).contains(point)) map.panTo(point, { animate: false });
  const { x, y } = map.getSize();
  const size = { maxWidth: 330, minWidth: Math.min(270, x - 60), maxHeight: Math.min(340, y - 90) };
  popup = L.popup({ autoPan: false, className: point ? "" : "nowhere", ...size });
  popup.setLatLng(where).setContent(cardOf(id)).openOn(map);
  popup.on("remove", () => change({ selected: null }));
  const box = popup.getElement()?.getBoundingClientRect();
  if (box) bringIntoView(map, box);
}

/**
 * Move the map at once, not in an animation that would end after the page's word is done, so that a card is seen whole.
 *
 * @param {L.Map} map
 * @param {DOMRect} card
 */
function bringIntoView(map, card) {
  const frame = map.getContainer().getBoundingClientRect();
  const right = beyond(card.left, card.right, frame.left + 8, frame.right - 8);
  const top = topFor(map.getContainer(), card.left - right, card.right - right);
  const down = beyond(card.top, card.bottom, top + 8, frame.bottom - 8);
  if (right || down) map.panBy([right, down], { animate: false });
}

/**
 * The height at which a map is free from its left to its right edge, below its controls and its head.
 *
 * @param {HTMLElement} container
 * @param {number} left
 * @param {number} right
 */
function topFor(container, left, right) {
  const over = [...container.querySelectorAll(".leaflet-top > *, .head > :not([hidden])")];
  const boxes = over.map((element) => element.getBoundingClientRect());
  const inWay = boxes.filter((box) => box.left < right && left < box.right);
  return Math.max(container.getBoundingClientRect().top, ...inWay.map((box) => box.bottom));
}

/**
 * How far low to high lies outside least to most: negative before it, positive after it.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} least
 * @param {number} most
 */
function beyond(low, high, least, most) {
  return low < least ? low - least : Math.max(0, high - most);
}

export function renewCard() {
  if (popup?.isOpen() && state.selected) popup.setContent(cardOf(state.selected));
}

/**
 * A point on the entity: computed with the data, so that it lies inside its area or on its line.
 *
 * @param {string} id
 */
function anchorOf(id) {
  const { anchor } = DATA.entities[id];
  return anchor && L.latLng(anchor);
}

/** @param {string} id */
function cardOf(id) {
  const card = add(null, "article", { className: "card" });
  const found = onDay(DATA.entities[id], state.day, state.party);
  const told = found?.told ?? null;
  add(card, "h2", {}, words.title(id));
  const names = otherNames(DATA.entities[id], state.language);
  if (names.length) add(card, "p", { className: "quiet" }, names.join(" · "));
  add(card, "p", { className: "asof" }, words.day(state.day));
  const facts = add(card, "dl");
  /** @type {Fact} */
  const fact = (label, value, className = "") => {
    if (!value) return;
    add(facts, "dt", { className }, label);
    add(facts, "dd", { className }, value);
  };
  if (found) stateFacts(fact, found);
  else fact(words.say("status"), words.say("noStatusDay"));
  statementFacts(fact, id, told);
  positionFacts(fact, id, told);
  neighbourFacts(fact, id);
  eventFacts(fact, id, told);
  placeFacts(fact, id);
  addSources(card, sourcesOf(id, told));
  return card;
}

/**
 * @param {Fact} fact
 * @param {Found} found
 */
function stateFacts(fact, { told, certainty }) {
  const swatch = add(null, "span", {}, swatchOf(DATA.styles[told.status]), ` ${words.status(told.status)}`);
  fact(told.party ? words.accordingTo(told.party) : words.say("status"), swatch);
  fact(words.say("since"), words.boundary(told.from, told.edtfFrom, told.aboutFrom));
  fact(words.say("until"), words.until(told));
  fact(words.say("certainty"), certaintyWords(certainty));
  fact(words.say("confidence"), words.say(told.confidence));
  fact(words.say("basis"), [words.say(told.basisKind), words.record(told.basis)].filter(Boolean).join(": "));
  fact(words.say("note"), words.record(told.note));
}

/** @param {Found["certainty"]} certainty */
function certaintyWords(certainty) {
  if (certainty !== "not reviewed") return words.say(certainty);
  return words.say("notReviewed", { day: words.day(DATA.reviewed) });
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function statementFacts(fact, id, told) {
  for (const stated of statementsOn(DATA.entities[id], state.day)) {
    if (stated !== told) fact(words.accordingTo(stated.party), words.state(stated));
  }
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function positionFacts(fact, id, told) {
  for (const { day, party, aspect, words: said } of positionsOn(DATA, id, told, state.day)) {
    const label = [words.day(day), words.accordingTo(party), words.say(`aspect:${aspect}`)].join(", ");
    fact(label, words.record(said), "wide");
  }
}

/**
 * The record's own states before and after, each a button that goes to its first day.
 *
 * @param {Fact} fact
 * @param {string} id
 */
function neighbourFacts(fact, id) {
  const states = DATA.entities[id].states.filter((told) => told.party === null);
  const before = states.filter((told) => told.to !== null && told.to <= state.day).pop();
  const next = states.find((told) => told.from > state.day);
  if (before) fact(words.say("before"), goTo(before));
  if (next) fact(words.say("nextChange"), goTo(next));
}

/** @param {Told} told */
function goTo(told) {
  const onclick = () => change({ day: clampDay(DATA, told.from) });
  return add(null, "button", { className: "plain", onclick }, words.state(told));
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function eventFacts(fact, id, told) {
  for (const { day, title } of eventsOn(DATA, id, told, state.day)) fact(words.day(day), words.record(title));
}

/**
 * @param {Fact} fact
 * @param {string} id
 */
function placeFacts(fact, id) {
  const { day, party } = state;
  const feature = DATA.features.find((f) => f.entity === id && isShown(f, DATA.entities[id], day, party));
  if (!feature) return;
  const within = words.say("within", { metres: feature.accuracy, method: words.record(feature.method) });
  fact(words.say("accuracy"), feature.schematic ? `${words.say("schematic")}; ${within}` : within);
}

/**
 * What the card rests on, each once.
 *
 * @param {string} id
 * @param {Told | null} told
 */
function sourcesOf(id, told) {
  const rows = [
    ...(told ? [told] : []),
    ...statementsOn(DATA.entities[id], state.day),
    ...positionsOn(DATA, id, told, state.day),
    ...eventsOn(DATA, id, told, state.day),
  ];
  const ids = new Set(rows.flatMap((row) => row.sources));
  return [...ids].map((source) => DATA.sources[source]);
}

/**
 * @param {HTMLElement} card
 * @param {Source[]} sources
 */
function addSources(card, sources) {
  if (!sources.length) return;
  add(card, "h3", {}, words.say("sources"));
  add(card, "ul", {}, ...sources.map((source) => add(null, "li", {}, link(source))));
}

/** @param {Source} source */
function link({ publisher, title, date, url }) {
  const text = [publisher, `“${title}”`, date].filter(Boolean).join(", ");
  if (!url) return text;
  return add(null, "a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}
