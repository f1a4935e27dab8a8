// What the card and the list of differences say, as plain data: the page around the map prints it as text of its own,
// which breaks between two lines at the end of a sheet. The map's frame would be cut there, through a line.

/**
 * @typedef {object} Told an element
 * @property {string} tag
 * @property {string} href where it leads, if it does
 * @property {(string | Told)[]} parts
 */

/** What is only there to be pressed, or is drawn. */
const UNTOLD = ".icon, .also, .actions, .swatch, [hidden]";
const SHOWN = ".card:not([hidden]), #differences:not([hidden])";
/** What is a heading or a name only where it can be pressed too. */
const TAGS = { summary: "h2", "li > button": "strong" };

/** @returns {Told[]} */
export function allTold() {
  return [...document.querySelectorAll(SHOWN)].map(toldBy);
}

/**
 * @param {Element} element
 * @returns {Told}
 */
function toldBy(element) {
  const href = element instanceof HTMLAnchorElement ? element.href : "";
  const told = [...element.childNodes].filter((node) => !(node instanceof Element && node.matches(UNTOLD)));
  const parts = told.map((node) => (node instanceof Element ? toldBy(node) : (node.textContent ?? "")));
  const [, tag = element.localName] = Object.entries(TAGS).find(([pressed]) => element.matches(pressed)) ?? [];
  return { tag, href, parts };
}
