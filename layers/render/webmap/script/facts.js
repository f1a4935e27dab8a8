// Parts of a card: rows of labels and values, and lists of sources.

import { add } from "./dom.js";
import { DATA } from "./payload.js";
import { state, words } from "./store.js";

/** @import { Proof, Source } from "./types.d.ts" */
/** @typedef {{ sources: string[], proofs: Proof[] }} Sourced what rests on sources */
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
 * @param {Sourced} row
 */
export function withSources(said, row) {
  const box = add(null, "div", {}, said);
  addList(box, row);
  return box;
}

/**
 * @param {HTMLElement} body
 * @param {string} heading
 * @param {Sourced} row
 */
export function addSources(body, heading, row) {
  if (!row.sources.length) return;
  add(body, "h3", {}, heading);
  addList(body, row);
}

/**
 * The sources of a row, below each what proves the row there.
 *
 * @param {HTMLElement} parent
 * @param {Sourced} row
 */
function addList(parent, { sources, proofs }) {
  const items = [...new Set(sources)].map((id) => {
    const item = add(null, "li", {}, link(DATA.sources[id]), ...about(DATA.sources[id]));
    for (const proof of proofs.filter(({ source_id }) => source_id === id)) item.append(proved(proof));
    return item;
  });
  if (items.length) add(parent, "ul", { className: "cited" }, ...items);
}

/** @param {Source} source */
function link({ publisher, title, date, url }) {
  const text = [publisher, title && `“${title}”`, ""].filter((part, i) => part || (i === 2 && date)).join(", ");
  const day = add(null, "span", { className: "whole" }, date);
  if (!url) return add(null, "span", {}, text, day);
  return add(null, "a", outward(url), text, day);
}

/** @param {string} href */
function outward(href) {
  return { href, target: "_blank", rel: "noopener noreferrer" };
}

/**
 * In brackets what sort of publication a source is, its language where the reader's is another, and when it was opened.
 *
 * @param {Source} source
 */
function about({ kind, language, accessed, archive }) {
  const known = [words.record(kind), language && language !== state.language ? words.say(`language:${language}`) : ""];
  if (accessed !== null) known.push(words.say("opened", { day: words.day(accessed) }));
  const told = known.filter(Boolean).join("; ");
  const copy = archive ? [told && "; ", add(null, "a", outward(archive), words.say("archived"))] : [];
  return told || archive ? [add(null, "span", { className: "quiet" }, " (", told, ...copy, ")")] : [];
}

/**
 * Where in a source the proof stands and what it says: a quotation as published, in quotation marks, or the record's
 * paraphrase, and which of both it is.
 *
 * @param {Proof} proof
 */
function proved({ source_id, locator, quote, form }) {
  const box = add(null, "div", { className: "proof" });
  if (locator) box.append(words.record(locator), quote && ": ");
  const { language } = DATA.sources[source_id];
  box.append(form === "quotation" ? add(null, "span", { lang: language }, `“${quote}”`) : words.record(quote));
  if (form) box.append(` (${words.say(form)})`);
  return box;
}
