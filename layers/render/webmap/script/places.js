// The places on the day as one list: a single stop of the Tab key, in which the arrows move and Enter opens a card.

import { add } from "./dom.js";
import { swatchOf } from "./paint.js";
import { DATA } from "./payload.js";
import { state, words } from "./store.js";

/** @import { SharedRow as Row } from "./types.d.ts" */
/** @typedef {{ id: string, row: Row }} Entry */

const MOVES = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
  ["Home", -Infinity],
  ["End", Infinity],
]);
/** The place that the Tab key leads to. */
let current = "";

/**
 * @param {HTMLElement} parent
 * @param {Row[]} rows
 * @param {(row: Row) => string} say the words of a row
 * @param {(entity: string) => void} chosen
 */
export function placeList(parent, rows, say, chosen) {
  const entries = entriesOf(rows);
  const list = add(parent, "ul", { id: "places", role: "listbox", "aria-label": words.say("placesOnDay") });
  const items = entries.map(({ id, row }) => {
    const swatch = swatchOf(row.look.style, DATA.opacity[row.look.certainty]);
    const status = add(null, "span", { className: "quiet" }, `, ${say(row)}`);
    const properties = { id: `place-${id}`, role: "option", "aria-selected": String(id === state.selected) };
    return add(list, "li", properties, swatch, add(null, "span", {}, words.title(id), status));
  });
  const start = Math.max(
    0,
    entries.findIndex(({ id }) => id === current),
  );
  items.forEach((item, i) => {
    item.tabIndex = i === start ? 0 : -1;
    item.onclick = () => chosen(entries[i].id);
    item.onfocus = () => {
      current = entries[i].id;
      for (const other of items) other.tabIndex = other === item ? 0 : -1;
    };
  });
  list.onkeydown = (event) => {
    const at = items.indexOf(/** @type {HTMLLIElement} */ (document.activeElement));
    const move = MOVES.get(event.key);
    if (at < 0 || (move === undefined && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    if (move === undefined) chosen(entries[at].id);
    else items[Math.min(Math.max(at + move, 0), items.length - 1)].focus();
  };
}

/**
 * Each entity once, in the order of its title.
 *
 * @param {Row[]} rows
 * @returns {Entry[]}
 */
function entriesOf(rows) {
  const byId = new Map(rows.flatMap((row) => row.entities().map((id) => [id, row])));
  const entries = [...byId].map(([id, row]) => ({ id, row }));
  return entries.sort((a, b) => words.title(a.id).localeCompare(words.title(b.id), state.language));
}
