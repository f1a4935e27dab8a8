// The list of what differs, between the two days or between the parties, beside the map; each row opens a card.

import { choose } from "./card.js";
import { comparedOf, differencesOf, layoutOf } from "./differ.js";
import { add } from "./dom.js";
import { swatchOf } from "./paint.js";
import { DATA } from "./payload.js";
import { boundsOf } from "./shapes.js";
import { change, onChange, state, words } from "./store.js";
import { holds } from "./time.js";

/** @import { Difference, Found } from "./types.d.ts" */

/** The width, in CSS pixels, up to which the list lies below the map, and is shut at first (page.css). */
const NARROW = 640;

/** What is compared now: "days", "parties", or nothing. */
export function comparison() {
  if (state.compare !== null) return "days";
  return layoutOf(state, DATA.parties) === "parties" ? "parties" : "";
}

/** What differs between the two days, or else between the parties; nothing where nothing is compared. */
export function differing() {
  return comparison() ? differencesOf(DATA, comparedOf(state, DATA.parties), state.hidden) : [];
}

/**
 * Move the map where it shows what differs, with room around it.
 *
 * @param {L.Map} map
 * @param {Difference[]} differ
 */
export function lookAt(map, differ) {
  const ids = new Set(differ.map(({ id }) => id));
  const days = [state.day, state.compare ?? state.day];
  const seen = DATA.features.filter((one) => ids.has(one.entity) && days.some((day) => holds(one, day)));
  if (!seen.length) return;
  const bounds = L.latLngBounds([]);
  for (const { geometry } of seen) bounds.extend(boundsOf(geometry));
  map.fitBounds(bounds.pad(0.2), { animate: false, maxZoom: map.getMaxZoom() - 3 });
}

/** @param {L.Map} map */
export function differences(map) {
  const box = add(document.body, "section", { id: "differences", hidden: true });
  const fold = add(box, "details", { open: window.innerWidth > NARROW });
  const head = add(fold, "summary");
  const body = add(fold, "div", { className: "body" });

  function show() {
    const kind = comparison();
    box.hidden = !kind;
    document.body.classList.toggle("listed", Boolean(kind));
    if (!kind) return;
    const focused = document.activeElement?.id;
    const rows = differing();
    const title = words.say(kind === "days" ? "changed" : "partiesDiffer");
    box.setAttribute("aria-label", title);
    head.textContent = `${title}: ${rows.length}`;
    const actions = add(null, "p", { className: "actions" });
    if (rows.length) action(actions, "fit", () => lookAt(map, differing()));
    action(actions, kind === "days" ? "endComparison" : "oneMap", end);
    const list = add(null, "ul", {}, ...sorted(rows).map((row) => item(map, row, kind)));
    body.replaceChildren(actions, rows.length ? list : add(null, "p", { className: "quiet" }, nothing(kind)));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
  onChange((changed) => {
    if (!changed.has("selected") || changed.size > 1) show();
  });
  show();
}

/** Leave one map of the day. */
function end() {
  change({ compare: null, maps: "beside" });
}

/** @param {string} kind */
function nothing(kind) {
  return words.say(kind === "days" ? "nothingChanged" : "partiesAgree");
}

/**
 * @param {HTMLElement} parent
 * @param {string} key of its words; its id too
 * @param {() => void} onclick
 */
function action(parent, key, onclick) {
  add(parent, "button", { type: "button", id: `do-${key}`, className: "plain", onclick }, words.say(key));
}

/** @param {Difference[]} rows */
function sorted(rows) {
  return rows.sort((a, b) => words.title(a.id).localeCompare(words.title(b.id), state.language));
}

/**
 * @param {L.Map} map
 * @param {Difference} row
 * @param {string} kind
 */
function item(map, { id, found }, kind) {
  const onclick = () => choose(map, id, { focus: true });
  const name = add(
    null,
    "button",
    { type: "button", id: `differs-${id}`, className: "plain", onclick },
    words.title(id),
  );
  const before = (/** @type {number} */ i) =>
    kind === "days" ? ["", "→ "][i] : `${words.say(`party:${DATA.parties[i]}`)}: `;
  const each = found.map((one, i) => stated(one, before(i)));
  return add(null, "li", {}, name, ...each);
}

/**
 * @param {Found | null} found
 * @param {string} before what stands before its status
 */
function stated(found, before) {
  const line = add(null, "div", { className: "stated" });
  if (found) line.append(swatchOf(DATA.styles[found.told.status], DATA.opacity[found.certainty]));
  const status = found ? words.status(found.told.status) + words.hedge(found.certainty) : words.say("noStatusShort");
  add(line, "span", {}, before + status);
  return line;
}
