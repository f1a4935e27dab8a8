// The status card: the one place that answers "what was its status on that day, and who says so?". It stands beside
// the map, or below it on a phone, and never lies over it.

import { add, icon, label } from "./dom.js";
import { swatchOf } from "./paint.js";
import { DATA } from "./payload.js";
import { eventsOn, otherNames, positionsOn } from "./record.js";
import { change, onChange, state, words } from "./store.js";
import { clampDay, isShown, onDay, statementsOn } from "./time.js";

/** @import { Found, Source, Told } from "./types.d.ts" */
/** @typedef {(name: string, value: Node | string, options?: { className?: string, title?: string }) => void} Fact */
/**
 * @typedef {object} Way how a card is opened
 * @property {L.LatLng} [at] where the reader pointed; its place on the map where none is given
 * @property {boolean} [focus] whether the card takes the focus, as it does where it was asked for by name
 * @property {string[]} [others] what else lies there
 */

const ICONS = {
  close: "M3 4.4L4.4 3L8 6.6L11.6 3L13 4.4L9.4 8L13 11.6L11.6 13L8 9.4L4.4 13L3 11.6L6.6 8Z",
  full: "M8 3L13 8L11.6 9.4L8 5.8L4.4 9.4L3 8ZM3 11H13V13H3Z",
  half: "M8 13L13 8L11.6 6.6L8 10.2L4.4 6.6L3 8ZM3 3H13V5H3Z",
};
/** The parts that stay while what they say changes; made when first needed. */
const parts = { box: /** @type {HTMLElement | null} */ (null), head: add(null, "h2"), body: add(null, "div") };
/** @type {{ map: L.Map, opener: Element | null, others: string[] } | null} */
let open = null;

/**
 * Select an entity, show its card, and move the map where its place is not seen.
 *
 * @param {L.Map} map
 * @param {string} id
 * @param {Way} [way]
 */
export function choose(map, id, { at, focus = false, others = [] } = {}) {
  const inside = parts.box?.contains(document.activeElement);
  open = { map, opener: inside && open ? open.opener : document.activeElement, others };
  change({ selected: id });
  parts.box ??= makeBox();
  const { box } = parts;
  setOpen(box, true);
  renewCard();
  parts.body.scrollTop = 0;
  map.invalidateSize({ animate: false });
  const { anchor } = DATA.entities[id];
  const point = at ?? (anchor && L.latLng(anchor)); // of some the record knows the status but not the place
  if (point && !map.getBounds().pad(-0.1).contains(point)) map.panTo(point, { animate: false });
  if (focus) box.focus();
}

/** Shut the card and give the focus back to what it was opened from. */
export function closeCard() {
  if (!open || !parts.box) return;
  const { map, opener } = open;
  const held = parts.box.contains(document.activeElement);
  open = null;
  setFull(parts.box, false);
  setOpen(parts.box, false);
  change({ selected: null });
  map.invalidateSize({ animate: false });
  if (held) giveBack(map, opener);
}

/**
 * Focus what opened the card; where it has been drawn anew, its successor, and where it is gone, the map.
 *
 * @param {L.Map} map
 * @param {Element | null} opener
 */
function giveBack(map, opener) {
  const again = opener?.id ? document.getElementById(opener.id) : opener;
  const isSeen = again instanceof HTMLElement && again.isConnected && again.offsetParent;
  (isSeen ? again : map.getContainer()).focus({ preventScroll: true });
}

/** Write the card anew, if one is open, and leave the focus where it is. */
export function renewCard() {
  if (!open || !state.selected) return;
  const focused = parts.body.contains(document.activeElement) ? document.activeElement?.id : null;
  parts.head.textContent = words.title(state.selected);
  parts.body.replaceChildren(...bodyOf(state.selected, open.others));
  if (focused != null) (document.getElementById(focused) ?? parts.box)?.focus({ preventScroll: true });
}

function makeBox() {
  const name = { role: "dialog", "aria-labelledby": "card-title" };
  const box = add(document.body, "section", { id: "card", className: "card", hidden: true, tabIndex: -1, ...name });
  parts.head.id = "card-title";
  parts.body.className = "facts";
  const size = add(null, "button", { type: "button", className: "icon size" });
  const shut = add(null, "button", { type: "button", className: "icon close", onclick: closeCard }, icon(ICONS.close));
  add(box, "header", {}, parts.head, size, shut);
  box.append(parts.body);
  const nameAll = () => {
    const full = box.classList.contains("tall");
    size.replaceChildren(icon(full ? ICONS.half : ICONS.full));
    label(size, words.say(full ? "halfHeight" : "fullHeight"));
    label(shut, words.say("close"));
  };
  size.onclick = () => {
    setFull(box, !box.classList.contains("tall"));
    nameAll();
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== "range";
    if (event.key === "Escape" && !typing) closeCard();
  });
  onChange((changed) => changed.has("language") && nameAll());
  nameAll();
  return box;
}

/**
 * @param {HTMLElement} box
 * @param {boolean} wanted
 */
function setOpen(box, wanted) {
  box.hidden = !wanted;
  document.body.classList.toggle("carded", wanted);
}

/**
 * On a phone the card lies over the map when full: what it covers cannot be reached then.
 *
 * @param {HTMLElement} box
 * @param {boolean} wanted
 */
function setFull(box, wanted) {
  box.classList.toggle("tall", wanted);
  document.body.classList.toggle("filled", wanted);
  for (const covered of document.querySelectorAll("#maps, .side")) covered.toggleAttribute("inert", wanted);
}

/**
 * What the card says, in the order in which a reader asks.
 *
 * @param {string} id
 * @param {string[]} others
 * @returns {HTMLElement[]}
 */
function bodyOf(id, others) {
  const found = onDay(DATA.entities[id], state.day, state.party);
  const told = found?.told ?? null;
  const body = add(null, "div");
  addNames(body, id, others);
  add(body, "dl", { className: "status" }, ...facts((fact) => statusFact(fact, found)));
  if (found) addWho(body, found);
  addSources(body, words.say("sources"), told?.sources ?? []);
  addSection(body, words.say("partiesSay"), (fact) => {
    statementFacts(fact, id, told);
    positionFacts(fact, id, told);
  });
  add(body, "dl", {}, ...facts((fact) => dayFacts(fact, id, told)));
  add(body, "dl", { className: "basis" }, ...facts((fact) => basisFacts(fact, id, found)));
  return /** @type {HTMLElement[]} */ ([...body.children]).filter(
    (part) => part.tagName !== "DL" || part.children.length,
  );
}

/**
 * @param {HTMLElement} body
 * @param {string} id
 * @param {string[]} others
 */
function addNames(body, id, others) {
  const names = otherNames(DATA.entities[id], state.language);
  if (names.length) add(body, "p", { className: "quiet" }, names.join(" · "));
  add(body, "p", { className: "asof" }, words.day(state.day));
  if (state.party) add(body, "p", { className: "by" }, words.say(`statedBy:${state.party}`));
  if (!others.length) return;
  const buttons = others.map((other, i) => {
    const rest = [id, ...others.filter((one) => one !== other)];
    const onclick = () => open && choose(open.map, other, { focus: true, others: rest });
    return add(
      null,
      "button",
      { type: "button", id: `card-other${i}`, className: "plain", onclick },
      words.title(other),
    );
  });
  add(body, "p", { className: "also" }, `${words.say("alsoHere")}: `, ...buttons);
}

/**
 * The rows that a function gives, label and value; a value that says nothing gives none.
 *
 * @param {(fact: Fact) => void} give
 */
function facts(give) {
  /** @type {HTMLElement[]} */
  const rows = [];
  give((name, value, { className = "", title = "" } = {}) => {
    if (!value) return;
    rows.push(add(null, "dt", { className }, name), add(null, "dd", { className, title }, value));
  });
  return rows;
}

/**
 * Add facts under a heading, if there are any.
 *
 * @param {HTMLElement} body
 * @param {string} heading
 * @param {(fact: Fact) => void} give
 */
function addSection(body, heading, give) {
  const rows = facts(give);
  if (!rows.length) return;
  add(body, "h3", {}, heading);
  add(body, "dl", {}, ...rows);
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
    if (stated !== told) fact(words.accordingTo(stated.party), withSources(words.state(stated), stated.sources));
  }
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function positionFacts(fact, id, told) {
  for (const { day, party, aspect, words: said, sources } of positionsOn(DATA, id, told, state.day)) {
    const name = [words.day(day), words.accordingTo(party), words.say(`aspect:${aspect}`)].join(", ");
    fact(name, withSources(words.record(said), sources), { className: "wide" });
  }
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @param {Told | null} told
 */
function dayFacts(fact, id, told) {
  if (told) {
    fact(words.say("since"), words.since(told), { title: told.edtfFrom });
    fact(words.say("until"), words.until(told), { title: told.edtfTo });
    fact(words.say("note"), words.record(told.note));
  }
  for (const { day, title, sources } of eventsOn(DATA, id, told, state.day)) {
    fact(words.day(day), withSources(words.record(title), sources));
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

/**
 * What was said, and under it where.
 *
 * @param {string} said
 * @param {string[]} sources their ids
 */
function withSources(said, sources) {
  const box = add(null, "div", {}, said);
  addList(box, sources);
  return box;
}

/**
 * @param {HTMLElement} body
 * @param {string} heading
 * @param {string[]} sources their ids
 */
function addSources(body, heading, sources) {
  if (!sources.length) return;
  add(body, "h3", {}, heading);
  addList(body, sources);
}

/**
 * @param {HTMLElement} parent
 * @param {string[]} sources their ids
 */
function addList(parent, sources) {
  const items = [...new Set(sources)].map((source) => add(null, "li", {}, link(DATA.sources[source])));
  if (items.length) add(parent, "ul", { className: "cited" }, ...items);
}

/** @param {Source} source */
function link({ publisher, title, date, url }) {
  const text = [publisher, `“${title}”`, ""].filter((part, i) => part || (i === 2 && date)).join(", ");
  const day = add(null, "span", { className: "whole" }, date);
  if (!url) return add(null, "span", {}, text, day);
  return add(null, "a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text, day);
}
