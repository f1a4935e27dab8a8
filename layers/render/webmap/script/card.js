// The card: the one place that answers "what was its status on that day, and who says so?", and tells of settlements
// and events. It stands beside the map, or below it on a phone, and never lies over it.

import { add, icon, label } from "./dom.js";
import { eventCard } from "./eventcard.js";
import { DATA } from "./payload.js";
import { placeCard } from "./placecard.js";
import { eventOf, spotsOf, townOf } from "./record.js";
import { sheet } from "./sheet.js";
import { change, onChange, state, words } from "./store.js";
import { clampDay } from "./time.js";
import { townCard } from "./towncard.js";

/**
 * @typedef {object} Way how a card is opened
 * @property {L.LatLng} [at] where the reader pointed; its place on the map where none is given
 * @property {boolean} [focus] whether the card takes the focus, as it does where it was asked for by name
 * @property {string[]} [others] what else lies there, of the same kind
 */
/**
 * @typedef {object} Doors what a card opens in its place, and what else lies there
 * @property {(id: string, others?: string[]) => void} place
 * @property {(id: string, others?: string[]) => void} event
 */

const CLOSE = "M3 4.4L4.4 3L8 6.6L11.6 3L13 4.4L9.4 8L13 11.6L11.6 13L8 9.4L4.4 13L3 11.6L6.6 8Z";
/** What the card may be of, and is not. */
const NONE = { selected: null, town: null, event: null };
/** From which every settlement is named (labels.js). */
const TOWN_ZOOM = 9;
/** What stays while what it says changes; made when first needed. */
const parts = { box: /** @type {HTMLElement | null} */ (null), head: add(null, "h2"), body: add(null, "div") };
let setFull = (/** @type {boolean} */ _) => {};
/** @type {{ map: L.Map, opener: Element | null, others: string[] } | null} */
let open = null;

/**
 * Select an entity, show its card, and move the map where its place is not seen.
 *
 * @param {L.Map} map
 * @param {string} id
 * @param {Way} [way]
 */
export function choose(map, id, way = {}) {
  const { anchor } = DATA.entities[id];
  const at = way.at ?? (anchor && L.latLng(anchor)); // of some the record knows the status but not the place
  show(map, { ...NONE, selected: id }, way);
  if (at && !isSeen(map, at)) map.panTo(at, { animate: false });
}

/**
 * Show the card of an event on its day, and move the map where one of its places is not seen.
 *
 * @param {L.Map} map
 * @param {string} id
 * @param {Way} [way]
 */
export function chooseEvent(map, id, way = {}) {
  const event = eventOf(DATA, id);
  const spots = spotsOf(DATA, event).map((spot) => L.latLng(spot));
  show(map, { ...NONE, event: id, day: clampDay(DATA, event.day) }, way);
  if (!spots.every((spot) => isSeen(map, spot))) map.fitBounds(L.latLngBounds(spots).pad(0.3), { animate: false });
}

/**
 * Show the card of a settlement, and move the map there.
 *
 * @param {L.Map} map
 * @param {string} id
 * @param {Way} [way]
 */
export function chooseTown(map, id, way = {}) {
  const { lat, lon } = townOf(DATA, id);
  show(map, { ...NONE, town: id }, way);
  map.setView([lat, lon], Math.max(map.getZoom(), TOWN_ZOOM), { animate: false });
}

/**
 * @param {L.Map} map
 * @param {L.LatLng} at
 */
function isSeen(map, at) {
  return map.getBounds().pad(-0.1).contains(at);
}

/**
 * @param {L.Map} map
 * @param {Partial<import("./types.d.ts").State>} fields
 * @param {Way} way
 */
function show(map, fields, { focus = false, others = [] }) {
  const inside = parts.box?.contains(document.activeElement);
  open = { map, opener: inside && open ? open.opener : document.activeElement, others };
  change(fields);
  parts.box ??= makeBox();
  setOpen(parts.box, true);
  renewCard();
  parts.body.scrollTop = 0;
  map.invalidateSize({ animate: false });
  if (focus) parts.box.focus();
}

/** Shut the card and give the focus back to what it was opened from. */
function closeCard() {
  if (!open || !parts.box) return;
  const { map, opener } = open;
  const held = parts.box.contains(document.activeElement);
  open = null;
  setFull(false);
  setOpen(parts.box, false);
  change(NONE);
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
  const isThere = again instanceof HTMLElement && again.isConnected && again.offsetParent;
  (isThere ? again : map.getContainer()).focus({ preventScroll: true });
}

/** Write the card anew, if one is open, and leave the focus where it is; an event is told of on its day only. */
export function renewCard() {
  if (!open) return;
  const event = state.event === null ? null : eventOf(DATA, state.event);
  if (event && clampDay(DATA, event.day) !== state.day) return closeCard();
  const focused = parts.body.contains(document.activeElement) ? document.activeElement?.id : null;
  if (event) fill(words.record(event.title), eventCard(event, open.others, doors));
  else if (state.town) fill(words.town(townOf(DATA, state.town)), townCard(townOf(DATA, state.town), doors));
  else if (state.selected) fill(words.title(state.selected), placeCard(state.selected, open.others, doors));
  if (focused != null) (document.getElementById(focused) ?? parts.box)?.focus({ preventScroll: true });
}

/**
 * @param {string} title
 * @param {HTMLElement} body its empty lists are left out
 */
function fill(title, body) {
  for (const list of body.querySelectorAll("dl:empty")) list.remove();
  parts.head.textContent = title;
  parts.body.replaceChildren(...body.children);
}

/** @type {Doors} */
const doors = {
  place: (id, others) => open && choose(open.map, id, { focus: true, others }),
  event: (id, others) => open && chooseEvent(open.map, id, { focus: true, others }),
};

function makeBox() {
  const name = { role: "dialog", "aria-labelledby": "card-title" };
  const box = add(document.body, "section", { id: "card", className: "card", hidden: true, tabIndex: -1, ...name });
  parts.head.id = "card-title";
  parts.body.className = "facts";
  const head = add(box, "header", {}, parts.head);
  setFull = sheet(box, head, closeCard);
  const shut = add(head, "button", { type: "button", className: "icon close", onclick: closeCard }, icon(CLOSE));
  box.append(parts.body);
  const nameIt = () => label(shut, words.say("close"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== "range";
    if (event.key === "Escape" && !typing) closeCard();
  });
  onChange((changed) => changed.has("language") && nameIt());
  nameIt();
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
