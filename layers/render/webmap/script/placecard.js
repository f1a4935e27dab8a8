// What the card says of a place: what was its status on that day, and who says so?

import { add } from "./dom.js";
import { addOthers, addSection, addSources, facts, withSources } from "./facts.js";
import { swatchOf } from "./paint.js";
import { DATA } from "./payload.js";
import { eventsOn, otherNames, positionsOn } from "./record.js";
import { change, state, words } from "./store.js";
import { clampDay, isShown, onDay, statementsOn } from "./time.js";

/** @import { Doors } from "./card.js" */
/** @import { Fact } from "./facts.js" */
/** @import { Found, Told } from "./types.d.ts" */

/**
 * What the card says of a place, in the order in which a reader asks.
 *
 * @param {string} id
 * @param {string[]} others what else lies there
 * @param {Doors} doors
 */
export function placeCard(id, others, doors) {
  const found = onDay(DATA.entities[id], state.day, state.party);
  const told = found?.told ?? null;
  const body = add(null, "div");
  addNames(body, id);
  addOthers(body, others.map(words.title, words), (i) => {
    doors.place(others[i], [id, ...others.filter((_, one) => one !== i)]);
  });
  add(body, "dl", { className: "status" }, ...facts((fact) => statusFact(fact, found)));
  if (found) addWho(body, found);
  if (told) addSources(body, words.say("sources"), told);
  addSection(body, words.say("partiesSay"), (fact) => {
    statementFacts(fact, id, told);
    positionFacts(fact, id, told);
  });
  add(body, "dl", {}, ...facts((fact) => dayFacts(fact, id, told, doors)));
  add(body, "dl", { className: "basis" }, ...facts((fact) => basisFacts(fact, id, found)));
  return body;
}

/**
 * @param {HTMLElement} body
 * @param {string} id
 */
function addNames(body, id) {
  const names = otherNames(DATA.entities[id], state.language);
  if (names.length) add(body, "p", { className: "quiet" }, names.join(" · "));
  add(body, "p", { className: "asof" }, words.day(state.day));
  if (state.party) add(body, "p", { className: "by" }, words.say(`statedBy:${state.party}`));
}

/**
 * @param {Fact} fact
 * @param {Found | null} found
 */
function statusFact(fact, found) {
  if (!found) return fact(words.say("status"), words.say("noStatusDay"));
  const { told, certainty } = found;
  const swatch = swatchOf(DATA.styles[told.status], DATA.opacity[certainty]);
  const said = add(null, "span", {}, swatch, ` ${words.status(told.status)}${words.hedge(certainty)}`);
  fact(told.party ? words.accordingTo(told.party) : words.say("status"), said);
}

/**
 * Whether the sources agree, and whose they are; with the colour for it where the colours show that.
 *
 * @param {HTMLElement} body
 * @param {Found} found
 */
function addWho(body, { told, certainty, agreement }) {
  const publishers = new Set(told.sources.map((source) => DATA.sources[source].publisher).filter(Boolean));
  const said = [words.say(agreement), [...publishers].join(", ")].filter(Boolean).join(": ");
  const who = add(body, "p", { className: "who" });
  const [own, style] = [DATA.styles[told.status], DATA.agreement[agreement]];
  const look = own.fill ? style : { ...own, stroke: style.stroke };
  if (state.mode === "agreement") who.append(swatchOf(look, DATA.opacity[certainty]), " ");
  who.append(said);
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function statementFacts(fact, id, told) {
  for (const stated of statementsOn(DATA.entities[id], state.day)) {
    if (stated !== told) fact(words.accordingTo(stated.party), withSources(words.state(stated), stated));
  }
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function positionFacts(fact, id, told) {
  for (const position of positionsOn(DATA, id, told, state.day)) {
    const { day, party, aspect, words: said } = position;
    const name = [words.day(day), words.accordingTo(party), words.say(`aspect:${aspect}`)].join(", ");
    fact(name, withSources(words.record(said), position), { className: "wide" });
  }
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 * @param {Doors} doors
 */
function dayFacts(fact, id, told, doors) {
  if (told) {
    fact(words.say("since"), words.since(told), { title: told.edtfFrom });
    fact(words.say("until"), words.until(told), { title: told.edtfTo });
    fact(words.say("note"), words.record(told.note));
  }
  for (const event of eventsOn(DATA, id, told, state.day)) {
    const onclick = () => doors.event(event.id);
    const title = words.record(event.title);
    const name = add(null, "button", { type: "button", id: `card-${event.id}`, className: "plain", onclick }, title);
    fact(words.when(event), withSources(name, event));
  }
  neighbourFacts(fact, id);
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
  if (before) fact(words.say("before"), goTo("card-before", before));
  if (next) fact(words.say("nextChange"), goTo("card-next", next));
}

/**
 * @param {string} id
 * @param {Told} told
 */
function goTo(id, told) {
  const onclick = () => change({ day: clampDay(DATA, told.from) });
  const swatch = swatchOf(DATA.styles[told.status]);
  return add(null, "button", { type: "button", id, className: "plain", onclick }, swatch, ` ${words.state(told)}`);
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Found | null} found
 */
function basisFacts(fact, id, found) {
  const feature = featureOf(id);
  if (feature) {
    const within = words.within(feature.accuracy);
    fact(words.say("accuracy"), feature.schematic ? `${within}; ${words.say("schematic")}` : within);
    fact(words.say("howDrawn"), words.record(feature.method));
  }
  if (!found) return;
  const { told, certainty } = found;
  fact(words.say("statusMeans"), words.say(`meaning:${told.status}`));
  fact(words.say("basis"), [words.say(told.basisKind), words.record(told.basis)].filter(Boolean).join(": "));
  fact(words.say("certainty"), certaintyWords(certainty));
  fact(words.say("confidence"), `${words.say(told.confidence)} (${words.say("confidenceMeans")})`);
}

/** @param {Found["certainty"]} certainty */
function certaintyWords(certainty) {
  if (certainty === "not reviewed") return words.say("notReviewed", { day: words.day(DATA.reviewed) });
  return `${words.say(certainty)} (${words.say(`${certainty}Means`)})`;
}

/**
 * The feature that shows an entity now, if one does.
 *
 * @param {string} id
 */
function featureOf(id) {
  const { day, party } = state;
  return DATA.features.find((feature) => feature.entity === id && isShown(feature, DATA.entities[id], day, party));
}
