// The status card: the popup that answers "what was its status on that day, and who says so?".

let popup = null;

/** Select an entity, show its card at a point, or at its place on the map where none is given. */
function choose(map, entity, at) {
  change({ selected: entity });
  const point = at ?? centreOf(entity);
  if (!point) return;
  if (!at && !map.getBounds().pad(-0.1).contains(point)) map.panTo(point, { animate: false });
  popup?.remove();
  popup = L.popup({ autoPan: false, maxWidth: 330, minWidth: Math.min(270, map.getSize().x - 60), maxHeight: Math.min(340, map.getSize().y - 90) });
  popup.setLatLng(point).setContent(cardOf(entity)).openOn(map);
  popup.on("remove", () => change({ selected: null }));
  bringIntoView(map, popup.getElement().getBoundingClientRect());
}

/** Move the map at once, not in an animation that would end after the page's word is done, so that a card is seen whole. */
function bringIntoView(map, card) {
  const frame = map.getContainer().getBoundingClientRect();
  const beyond = (low, high, least, most) => (low < least ? low - least : Math.max(0, high - most));
  const right = beyond(card.left, card.right, frame.left + 8, frame.right - 8);
  const down = beyond(card.top, card.bottom, frame.top + 8, frame.bottom - 8);
  if (right || down) map.panBy([right, down], { animate: false });
}

function renewCard() {
  if (popup?.isOpen() && state.selected) popup.setContent(cardOf(state.selected));
}

function boundsOf(entity) {
  const bounds = L.latLngBounds([]);
  for (const feature of DATA.features) {
    if (feature.entity === entity) bounds.extend(shape(feature.geometry, {}).getBounds?.() ?? flipPoint(feature));
  }
  return bounds;
}

function flipPoint({ geometry }) {
  return [geometry.coordinates[1], geometry.coordinates[0]];
}

/** A point on the entity: computed with the data, so that it lies inside its area or on its line. */
function centreOf(entity) {
  const at = DATA.entities[entity].anchor;
  return at && L.latLng(at);
}

function cardOf(entity) {
  const card = add(null, "article", { className: "card" });
  const told = stateOn(entity, state.day, state.party);
  add(card, "h2", {}, titleOf(entity));
  const names = otherNames(entity);
  if (names) add(card, "p", { className: "quiet" }, names);
  add(card, "p", { className: "asof" }, dayWords(state.day));
  const facts = add(card, "dl");
  const fact = (label, value, className = "") => value && (add(facts, "dt", { className }, label), add(facts, "dd", { className }, value));
  stateFacts(fact, told);
  statementFacts(fact, entity, told);
  partyFacts(fact, entity, told);
  neighbourFacts(fact, entity);
  eventFacts(fact, entity, told);
  positionFacts(fact, entity);
  sourceList(card, entity, told);
  return card;
}

function otherNames(entity) {
  const { names } = DATA.entities[entity];
  const others = Object.entries(names).filter(([language]) => language !== state.language);
  return [...new Set(others.map(([, name]) => name))].join(" · ");
}

function stateFacts(fact, told) {
  if (!told) return fact(say("status"), say("noStatusDay"));
  const swatch = add(null, "span", {}, swatchOf(DATA.styles[told.status]), " " + say(told.status));
  fact(told.party ? say("accordingTo", { party: say(told.party) }) : say("status"), swatch);
  fact(say("since"), boundaryWords(told.from, told.edtfFrom, told.aboutFrom));
  fact(say("until"), untilWords(told));
  const certainty = certaintyOf(told, state.day);
  fact(say("certainty"), certainty === "not reviewed" ? say("notReviewed", { day: dayWords(DATA.reviewed) }) : say(certainty));
  fact(say("confidence"), say(told.confidence));
  fact(say("basis"), [say(told.basisKind), recordText(told.basis)].filter(Boolean).join(": "));
  fact(say("note"), recordText(told.note));
}

function statementFacts(fact, entity, told) {
  for (const s of statementsOn(entity, state.day)) {
    if (s !== told) fact(say("accordingTo", { party: say(s.party) }), say(s.status) + ", " + intervalWords(s));
  }
}

/** What the parties said since the state began, where they differ about more than the status. */
function positionsOn(entity, state, day) {
  const since = state?.from ?? day;
  return DATA.positions.filter((p) => p.entities.includes(entity) && since <= p.day && p.day <= day).sort((a, b) => b.day - a.day);
}

function partyFacts(fact, entity, told) {
  for (const p of positionsOn(entity, told, state.day)) {
    fact([dayWords(p.day), say("accordingTo", { party: say(p.party) }), say("aspect:" + p.aspect)].join(", "), recordText(p.words), "wide");
  }
}

/** The states before and after, each a button that goes to its first day. */
function neighbourFacts(fact, entity) {
  const { states } = DATA.entities[entity];
  const before = states.filter((s) => s.to !== null && s.to <= state.day).pop();
  const next = states.find((s) => s.from > state.day);
  for (const [label, s] of [["before", before], ["nextChange", next]]) {
    if (s) fact(say(label), add(null, "button", { className: "plain", onclick: () => change({ day: clampDay(s.from) }) }, say(s.status) + ", " + intervalWords(s)));
  }
}

function eventsOn(entity, told) {
  return DATA.events.filter((e) => e.entities.includes(entity) && (e.day === state.day || e.day === told?.from));
}

function eventFacts(fact, entity, told) {
  for (const event of eventsOn(entity, told)) fact(dayWords(event.day), recordText(event.title));
}

function positionFacts(fact, entity) {
  const feature = DATA.features.find((f) => f.entity === entity && holds(f.from, f.to, state.day));
  if (!feature) return;
  const words = say("within", { metres: feature.accuracy, method: recordText(feature.method) });
  fact(say("accuracy"), feature.schematic ? say("schematic") + "; " + words : words);
}

function sourceList(card, entity, told) {
  const rows = [told, ...statementsOn(entity, state.day), ...positionsOn(entity, told, state.day), ...eventsOn(entity, told)].filter(Boolean);
  const ids = [...new Set(rows.flatMap((row) => row.sources))];
  if (!ids.length) return;
  add(card, "h3", {}, say("sources"));
  add(card, "ul", {}, ...ids.map((id) => add(null, "li", {}, link(DATA.sources[id]))));
}

/** A small picture of a style: a filled square for an area, a piece of line for the rest. */
function swatchOf(style, opacity = 1) {
  const box = svg(null, "svg", { class: "swatch", width: 26, height: 14, "aria-hidden": "true" });
  if (style.fill) {
    svg(box, "rect", { x: 1, y: 1, width: 24, height: 12, fill: paint(style), stroke: style.stroke, "fill-opacity": opacity });
    return box;
  }
  const dash = style.dash.join(" ");
  svg(box, "path", { d: "M0 7H26", stroke: style.stroke, "stroke-width": Math.min(style.width, 3), "stroke-dasharray": dash, "stroke-opacity": opacity });
  if (style.ticks) svg(box, "path", { d: "M5 3V11M13 3V11M21 3V11", stroke: style.stroke, "stroke-width": 1.4 });
  return box;
}
