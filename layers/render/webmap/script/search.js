// Find places by any of their names, and events by their words: the same folding and ranking as
// layers/wording/search.py, over what that module has folded. Tests hold both to one table.

/** @import { Event, Payload } from "./types.d.ts" */

/** What of a query counts, characters. */
const LONGEST = 200;
/** Letters that people write without their mark although Unicode does not take it off. */
const PLAIN = new Map([
  ["ə", "e"],
  ["ı", "i"],
]);
const NEAREST = 3;

/**
 * Text without case, diacritics, punctuation or repeated spaces.
 *
 * @param {string} text
 */
export function fold(text) {
  const bare = text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  const folded = caseless(bare)
    .replace(/[əı]/g, (letter) => PLAIN.get(letter) ?? letter)
    .replaceAll("եւ", "եվ");
  return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * Unicode's full case folding, which the language does not have. By way of upper case ß becomes ss and ς becomes σ,
 * letter by letter, for the end of a word does not count; Cherokee folds to upper case.
 *
 * @param {string} text decomposed
 */
function caseless(text) {
  const letters = [...text].map((letter) => letter.toLowerCase().toUpperCase().toLowerCase());
  return letters.join("").replace(/[\u13f8-\u13fd\uab70-\uabbf]/g, (letter) => letter.toUpperCase());
}

/** @param {string} query */
function wanted(query) {
  return fold([...query].slice(0, LONGEST).join(""));
}

/**
 * The entities that a query names, best first: an exact name, then one that begins so, then one that holds it, then
 * one that holds all its words.
 *
 * @param {Payload["search"]} index
 * @param {string} query
 */
export function find(index, query) {
  const words = wanted(query);
  if (!words) return [];
  const ranked = Object.entries(index).map(([id, terms]) => ({ id, rank: rankOf(words, terms) }));
  const found = ranked.filter(({ rank }) => rank !== null);
  return found.sort((a, b) => Number(a.rank) - Number(b.rank)).map(({ id }) => id);
}

/**
 * Whether a query is the whole of a name of what has been found, if anything has.
 *
 * @param {Payload["search"]} index
 * @param {string | undefined} id
 * @param {string} query
 */
export function isCalled(index, id, query) {
  return id !== undefined && index[id].includes(wanted(query));
}

/**
 * @param {string} words
 * @param {string[]} terms
 */
function rankOf(words, terms) {
  if (terms.includes(words)) return 0;
  if (terms.some((term) => term.startsWith(words))) return 1;
  if (terms.some((term) => term.includes(words))) return 2;
  const parts = words.split(" ");
  return terms.some((term) => parts.every((part) => term.includes(part))) ? 3 : null;
}

/**
 * The events that hold every word of a query, in order of day.
 *
 * @param {Event[]} events
 * @param {string} query
 */
export function findEvents(events, query) {
  const words = wanted(query);
  if (!words) return [];
  const parts = words.split(" ");
  return events.filter(({ folded }) => parts.every((part) => folded.includes(part)));
}

/**
 * The entities that have a name spelt most like a query.
 *
 * @param {Payload["search"]} index
 * @param {string} query
 */
export function nearest(index, query) {
  const pairs = pairsOf(wanted(query));
  const likeness = (/** @type {string[]} */ terms) => Math.max(0, ...terms.map((term) => shared(pairs, pairsOf(term))));
  const ranked = Object.entries(index).map(([id, terms]) => ({ id, like: likeness(terms) }));
  const sorted = ranked.sort((a, b) => b.like - a.like);
  return sorted.slice(0, NEAREST).map(({ id }) => id);
}

/**
 * The pairs of letters that follow one another, the edges of the text among them.
 *
 * @param {string} text
 */
function pairsOf(text) {
  const letters = [" ", ...text, " "];
  return new Set(letters.slice(1).map((letter, i) => letters[i] + letter));
}

/**
 * How alike two sets are, 0 to 1 (Dice's coefficient).
 *
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function shared(one, other) {
  return (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size);
}
