// Elements of the page. Text enters them as text nodes, never as HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element and put it at the end of its parent, if it has one.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {ParentNode | null} parent
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]> | Record<`aria-${string}`, string>} [properties] and ARIA attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function add(parent, tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-")) element.setAttribute(name, value);
    else Object.assign(element, { [name]: value });
  }
  element.append(...children);
  parent?.append(element);
  return element;
}

/**
 * The same for an element of a drawing, which has attributes only.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {ParentNode | null} parent
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(parent, tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  parent?.append(element);
  return element;
}

/**
 * An element that build.py has put into the page.
 *
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} d the path of the picture, 16 units wide and high */
export function icon(d) {
  const box = svg(null, "svg", { width: 16, height: 16, "aria-hidden": "true" });
  svg(box, "path", { d });
  return box;
}

/**
 * Name an element that shows no text of its own.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export function label(element, text) {
  element.title = text;
  element.setAttribute("aria-label", text);
}
