// Names of places, countries and routes, placed greedily: the largest first, each where it covers no other.

import { covers, joined, spaced, spotOn } from "./courses.js";
import { add, svg } from "./dom.js";
import { DATA } from "./payload.js";
import { nameOn } from "./record.js";
import { routesOf } from "./routes.js";
import { state, words } from "./store.js";

/** @import { LatLngTuple, PointTuple } from "leaflet" */
/** @import { Box, Point, Spot } from "./courses.js" */
/** @import { Route } from "./routes.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Country, Day, Place } from "./types.d.ts" */

/** By the class of a place: size of its letters in pixels, and the zoom from which it is named. */
const SIZES = new Map([
  [1, 13],
  [2, 12],
  [3, 11],
]);
const SMALLEST = 10.5;
const ZOOMS = new Map([
  [1, 0],
  [2, 7.2],
  [3, 8],
  [4, 8.8],
]);
const LAST_ZOOM = 9;
/** Towns of a class up to this one are named before the routes, the others where those leave room. */
const BEFORE_ROUTES = 2;
/** Where more routes than this are in view, none is named; so many names at most are written along them. */
const [MOST_ROUTES, MOST_NAMES] = [60, 14];
/** The letters along a route. */
const ALONG = "600 11px";
/** After a map has stood so long, the names go where they are whole in view, milliseconds. */
const PAUSE_MS = 150;

/**
 * @param {L.Map} map
 * @param {Scene} scene what is drawn on it
 */
export function placeLabels(map, scene) {
  const group = L.layerGroup().addTo(map);
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

  const routes = routesOf(DATA);
  let { day } = state;
  let timer = 0;

  /**
   * Name the countries and the routes of another day.
   *
   * @param {Day} shown
   * @param {number[]} changed the features that look different
   */
  function show(shown, changed) {
    const renamed = DATA.countries.some((country) => nameOn(country, shown) !== nameOn(country, day));
    day = shown;
    if (renamed || routes.redrawn(changed, scene)) place();
  }
  function place() {
    clearTimeout(timer);
    group.clearLayers();
    const view = viewOf(map);
    const taken = controlsOn(map, view);
    const towns = DATA.places.filter((spot) => map.getZoom() >= (ZOOMS.get(spot.class) ?? LAST_ZOOM));
    for (const country of DATA.countries) placeCountry(country, taken, view);
    for (const spot of towns) if (spot.class <= BEFORE_ROUTES) placeTown(spot, taken, view);
    placeRoutes(taken, view);
    for (const spot of towns) if (spot.class > BEFORE_ROUTES) placeTown(spot, taken, view);
  }
  /** Later, for while a map is moved nothing but the move is to be done. */
  function placeSoon() {
    clearTimeout(timer);
    timer = window.setTimeout(place, PAUSE_MS);
  }
  /**
   * @param {Box[]} taken
   * @param {Box} view
   */
  function placeRoutes(taken, view) {
    const drawn = routes.drawn(scene, map.getBounds());
    if (drawn.length > MOST_ROUTES) return;
    const courses = drawn
      .map((route) => ({ route, lines: coursesOf(route, view) }))
      .sort((a, b) => longest(b) - longest(a));
    const all = courses.flatMap(({ lines }) => lines.flat());
    const isFree = (/** @type {Box[]} */ boxes) =>
      boxes.every((box) => holds(view, box) && isClear(box, taken) && !all.some((point) => covers(box, point)));
    const used = new Set();
    for (const { route, lines } of courses) {
      const found = used.size < MOST_NAMES && nameAlong(route, lines, used, isFree);
      if (!found) continue;
      used.add(found.text);
      taken.push(...found.spot.boxes);
      write(found.text, found.spot);
    }
  }
  /**
   * The parts of a route in view, each as points on it.
   *
   * @param {Route} route
   * @param {Box} view
   */
  function coursesOf({ lines }, view) {
    return joined(lines).flatMap((line) => {
      const points = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
      return inside(spaced(points.map(({ x, y }) => /** @type {Point} */ ([x, y]))), view);
    });
  }
  /**
   * The first name of a route that no other has and that has room.
   *
   * @param {Route} route
   * @param {Point[][]} lines
   * @param {Set<string>} used
   * @param {(boxes: Box[]) => boolean} isFree
   */
  function nameAlong({ entity }, lines, used, isFree) {
    for (const text of DATA.entities[entity].along[words.language]) {
      if (used.has(text)) continue;
      const width = widthOf(text, ALONG) + 4;
      for (const line of lines) {
        const spot = spotOn(line, width, isFree);
        if (spot) return { text, spot };
      }
    }
    return null;
  }
  /**
   * Write along a curve.
   *
   * @param {string} text
   * @param {Spot} spot
   */
  function write(text, { from, through, to }) {
    const box = svg(null, "svg", { width: 1, height: 1 });
    const id = `along${L.Util.stamp(box)}`;
    const place = ([x, y] = from) => `${(x - from[0]).toFixed(1)} ${(y - from[1]).toFixed(1)}`;
    svg(box, "path", { id, d: `M0 0Q${place(through)} ${place(to)}`, fill: "none" });
    for (const part of ["halo", "letters"]) {
      // the halo of all letters first, for along a curve that of each would lie over the one before
      const line = svg(box, "text", { class: part });
      svg(line, "textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle" }).textContent = text;
    }
    const icon = L.divIcon({ className: "label along", html: /** @type {any} */ (box), iconSize: [0, 0] });
    const at = map.layerPointToLatLng(L.point(from));
    L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(group);
  }
  /**
   * At its place, or as near to it as leaves the name whole.
   *
   * @param {Country} country
   * @param {Box[]} taken
   * @param {Box} view
   */
  function placeCountry(country, taken, view) {
    const { lat, lon } = country;
    const text = nameOn(country, day)[words.language];
    const width = widthOf(text, "600 13px") * 1.35 + 6;
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    const dx = covers(view, [x, y]) ? into(x, width / 2, view[0], view[2]) : 0;
    const dy = covers(view, [x, y]) ? into(y, 9, view[1], view[3]) : 0;
    const box = boxAt(x, y, width, [dx - width / 2, dy - 9], 18);
    if (isCut(view, box)) return;
    taken.push(box);
    mark([lat, lon], "country", text, [dx - width / 2, dy - 9], width);
  }
  /**
   * @param {Place} place
   * @param {Box[]} taken
   * @param {Box} view
   */
  function placeTown({ lat, lon, name, class: size }, taken, view) {
    const text = name[words.language];
    const width = widthOf(text, `${size === 1 ? "600 " : ""}${SIZES.get(size) ?? SMALLEST}px`) + 4;
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    const offset = freeOffset(x, y, width, taken, view);
    if (!offset) return;
    taken.push(boxAt(x, y, width, offset), [x - 4, y - 4, x + 4, y + 4]);
    mark([lat, lon], `dot dot${size}`, "", [-3, -3], 6);
    mark([lat, lon], `town town${size}`, text, offset, width);
  }
  /**
   * @param {string} text
   * @param {string} font weight and size
   */
  function widthOf(text, font) {
    pen.font = `${font} 'Noto Sans'`;
    return pen.measureText(text).width;
  }
  /**
   * @param {LatLngTuple} at
   * @param {string} className
   * @param {string} text
   * @param {PointTuple} offset of its upper left corner, in pixels
   * @param {number} width
   */
  function mark(at, className, text, offset, width) {
    const html = add(null, "span", {}, text);
    // no height: the style sheet gives it
    const iconSize = /** @type {PointTuple} */ (/** @type {unknown} */ ([width, null]));
    const icon = L.divIcon({ className: `label ${className}`, html, iconSize, iconAnchor: [-offset[0], -offset[1]] });
    L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(group);
  }
  map.on("zoomend", place);
  map.on("moveend resize", placeSoon);
  document.fonts.ready.then(place);
  return { place, show };
}

/**
 * Where a town's name is whole and covers nothing, beside it or above or below; null where there is no room for it and its dot.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {Box[]} taken
 * @param {Box} view
 */
function freeOffset(x, y, width, taken, view) {
  const isFree = (/** @type {Box} */ box) => isClear(box, taken) && !isCut(view, box);
  if (!isFree([x - 3, y - 3, x + 3, y + 3])) return null;
  /** @type {PointTuple[]} */
  const offsets = [
    [5, -8],
    [-width - 5, -8],
    [-width / 2, -21],
    [-width / 2, 5],
  ];
  return offsets.find((offset) => isFree(boxAt(x, y, width, offset))) ?? null;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {PointTuple} offset
 * @param {number} [height]
 * @returns {Box}
 */
function boxAt(x, y, width, [dx, dy], height = 16) {
  return [x + dx, y + dy, x + dx + width, y + dy + height];
}

/**
 * What a map shows, in pixels of its layers.
 *
 * @param {L.Map} map
 * @returns {Box}
 */
function viewOf(map) {
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  const { x: width, y: height } = map.getSize();
  return [x, y, x + width, y + height];
}

/**
 * What covers the map, in pixels of its layers.
 *
 * @param {L.Map} map
 * @param {Box} view
 */
function controlsOn(map, [left, top]) {
  const box = map.getContainer();
  const frame = box.getBoundingClientRect();
  return [...box.querySelectorAll(".leaflet-bar, .leaflet-control-scale, .leaflet-control-attribution")].map((one) => {
    const own = one.getBoundingClientRect();
    const [x, y] = [left + own.left - frame.left, top + own.top - frame.top];
    return /** @type {Box} */ ([x, y, x + own.width, y + own.height]);
  });
}

/**
 * How far a length about a middle is to be moved to lie between two ends.
 *
 * @param {number} middle
 * @param {number} half
 * @param {number} low
 * @param {number} high
 */
function into(middle, half, low, high) {
  return Math.max(low + half - middle, 0) + Math.min(high - half - middle, 0);
}

/**
 * Whether a box lies across the edge of the view: a name there would be cut. One that is quite outside is seen when the
 * map is pulled.
 *
 * @param {Box} view
 * @param {Box} box
 */
function isCut(view, box) {
  return !apart(view, box) && !holds(view, box);
}

/**
 * @param {Box} view
 * @param {Box} box
 */
function holds(view, [left, top, right, bottom]) {
  return covers(view, [left, top]) && covers(view, [right, bottom]);
}

/**
 * @param {Box} box
 * @param {Box[]} taken
 */
function isClear(box, taken) {
  return taken.every((other) => apart(other, box));
}

/**
 * The runs of points that a box covers.
 *
 * @param {Point[]} points
 * @param {Box} box
 */
function inside(points, box) {
  /** @type {Point[][]} */
  const runs = [[]];
  for (const point of points) {
    if (covers(box, point)) runs[runs.length - 1].push(point);
    else if (runs[runs.length - 1].length) runs.push([]);
  }
  return runs.filter((run) => run.length).sort((a, b) => b.length - a.length);
}

/** @param {{ lines: Point[][] }} course the longest of whose parts is the first of all or not */
function longest({ lines }) {
  return Math.max(0, ...lines.map((line) => line.length));
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function apart(a, b) {
  return a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
}
