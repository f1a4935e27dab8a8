// Parts of a card: rows of labels and values, and lists of sources.

import { add } from "./dom.js";
import { DATA } from "./payload.js";
import { words } from "./store.js";

/** @import { Source } from "./types.d.ts" */
/** @typedef {(name: string, value: Node | string, options?: { className?: string, title?: string }) => void} Fact */

/**
 * The rows that a function gives, label and value; a value that says nothing gives none.
 *
 * @param {(fact: Fact) => void} give
 */
export function facts(give) {
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
export function addSection(body, heading, give) {
  const rows = facts(give);
  if (!rows.length) return;
  add(body, "h3", {}, heading);
  add(body, "dl", {}, ...rows);
}

/**
 * Offer what else lies there.
 *
 * @param {HTMLElement} body
 * @param {string[]} titles
 * @param {(i: number) => void} open
 */
export function addOthers(body, titles, open) {
  if (!titles.length) return;
  const buttons = titles.map((title, i) => {
    const onclick = () => open(i);
    return add(null, "button", { type: "button", id: `card-other${i}`, className: "plain", onclick }, title);
  });
  add(body, "p", { className: "also" }, `${words.say("alsoHere")}: `, ...buttons);
}

/**
 * What was said, and under it where.
 *
 * @param {Node | string} said
 * @param {string[]} sources their ids
 */
export function withSources(said, sources) {
  const box = add(null, "div", {}, said);
  addList(box, sources);
  return box;
}

/**
 * @param {HTMLElement} body
 * @param {string} heading
 * @param {string[]} sources their ids
 */
export function addSources(body, heading, sources) {
  if (!sources.length) return;
  add(body, "h3", {}, heading);
  addList(body, sources);
}

/**
 * @param {HTMLElement} parent
 * @param {string[]} sources their ids
 */
export function addList(parent, sources) {
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
