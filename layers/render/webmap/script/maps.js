// Several maps of one place: two days next to each other or under a divider, or one map a party. All but the first are
// made when first needed, and then kept; pan and zoom are linked.

import { add, byId, label } from "./dom.js";
import { drawing } from "./draw.js";
import { onChange, quietly, words } from "./store.js";

/** @import { Drawing, Layout } from "./types.d.ts" */
/** @typedef {Drawing & { head: (title: string, banner: string) => void }} Headed */

/** The layouts of several maps, each a class of the body. */
const SEVERAL = /** @type {const} */ (["beside", "swipe", "parties"]);
/** Up to so many maps stand in one row; the page may stack them (page.css). */
const ROW = 3;

/**
 * Put the map into the part of the page that holds the maps.
 *
 * @param {L.Map} map
 */
export function addMaps(map) {
  const box = add(null, "main", { id: "maps" });
  const first = map.getContainer();
  first.before(box);
  box.append(first);
  first.setAttribute("role", "group");
  return box;
}

/**
 * Return what lays out so many maps and gives their drawings, the first map's first.
 *
 * @param {L.Map} first
 * @param {(map: L.Map) => void} added called with each map that is made
 */
export function mapsBeside(first, added) {
  const drawings = [headed(first, 0)];
  const link = linked();
  const addDivider = divider();
  link(first);
  onChange((changed) => {
    // not on every change: writing it, even with the same value, restyles the whole page
    if (changed.has("language")) for (const { labels } of drawings) labels.place();
  });
  // instead of Leaflet's own tracking of the window, whose move comes late and looks like the reader's
  new ResizeObserver(() => quietly(fit)).observe(first.getContainer());

  function addFollower() {
    const box = add(byId("maps"), "div", { id: `map${drawings.length + 1}`, className: "follower", role: "group" });
    const map = L.map(box, { ...first.options, center: first.getCenter(), zoom: first.getZoom() });
    map.attributionControl.remove();
    drawings.push(headed(map, drawings.length));
    link(map);
    added(map);
  }
  function fit() {
    for (const { map } of shown()) map.invalidateSize({ animate: false });
  }
  function shown() {
    return drawings.filter(({ map }) => !map.getContainer().hidden);
  }
  /**
   * @param {Layout} layout
   * @param {number} count
   */
  function lay(layout, count) {
    while (drawings.length < count) addFollower();
    for (const name of SEVERAL) document.body.classList.toggle(name, name === layout);
    byId("maps").style.setProperty("--columns", String(count <= ROW ? count : Math.ceil(Math.sqrt(count))));
    drawings.forEach(({ map }, i) => {
      map.getContainer().hidden = i >= count;
    });
    if (layout === "swipe") addDivider();
    fit();
    for (const { map } of shown().slice(1)) map.setView(first.getCenter(), first.getZoom(), { animate: false });
    return shown();
  }
  return { lay, shown };
}

/**
 * Let maps show the same place; the one that moved by itself leads, so that none answers it.
 *
 * @returns {(map: L.Map) => void} takes a map in
 */
function linked() {
  /** @type {L.Map[]} */
  const maps = [];
  /** @type {L.Map | null} */
  let leader = null;
  return (map) => {
    maps.push(map);
    map.on("move", () => {
      if (leader) return;
      leader = map;
      const others = maps.filter((other) => other !== map && !other.getContainer().hidden);
      for (const other of others) other.setView(map.getCenter(), map.getZoom(), { animate: false });
      leader = null;
    });
  };
}

/** Return what adds, once, the divider between two days: how much of the map the earlier one has, in hundredths. */
function divider() {
  /** @type {HTMLInputElement | null} */
  let slider = null;
  return () => {
    if (slider) return;
    const part = add(byId("maps"), "input", { type: "range", id: "divider", min: "0", max: "100", value: "50" });
    const show = () => byId("maps").style.setProperty("--swiped", String(Number(part.value) / 100));
    const name = () => label(part, words.say("divider"));
    part.addEventListener("input", show);
    onChange((changed) => changed.has("language") && name());
    name();
    show();
    slider = part;
  };
}

/**
 * A drawing with what stands at the head of its map: what it shows, and whose word if a party speaks.
 *
 * @param {L.Map} map
 * @param {number} place of the map among the maps
 * @returns {Headed}
 */
function headed(map, place) {
  const box = add(map.getContainer(), "div", { className: "head" });
  const caption = add(box, "div", { className: "caption" });
  const banner = add(box, "div", { className: "banner", role: "status" });
  const head = (/** @type {string} */ title, /** @type {string} */ said) => {
    write(caption, title);
    write(banner, said);
    map.getContainer().setAttribute("aria-label", [words.say("mapLabel"), title].filter(Boolean).join(": "));
  };
  return { ...drawing(map, place), head };
}

/**
 * @param {HTMLElement} box hidden where it has nothing to say
 * @param {string} text
 */
function write(box, text) {
  box.hidden = !text;
  if (box.textContent !== text) box.textContent = text; // written anew, it would be read out anew
}
