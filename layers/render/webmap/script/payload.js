// What stands in the page as JSON: the record, and what is shown first.

/** @import { Payload, Start } from "./types.d.ts" */

/** @type {Payload} */
export const DATA = read("data");
/** @type {Start} */
export const START = read("start");

/** @param {string} id */
function read(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "");
}
