// Many areas on one canvas: a layer of the map that paints from a raster, and after a move only where something changed.

import { inkOf, Picture } from "./brush.js";
import { Outlines } from "./outlines.js";
import { roleIn } from "./paths.js";
import { DATA } from "./payload.js";
import { CELL, Raster, stepOf } from "./raster.js";

/** @import { Ink } from "./brush.js" */
/** @import { Frame } from "./raster.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Look } from "./types.d.ts" */

/** Above so many cells that changed, the picture is handed over in one. */
const MANY = 60;
/** A new picture, and what is not drawn now, are made ready in slices of so many milliseconds: the page answers. */
const PICTURE_MS = 24;
const SLICE_MS = 8;
/** What is out of view, or not drawn now, waits so long: the page has other work, and may show another day by then. */
const PAUSE_MS = 100;

/**
 * Up to so many areas, each is a path: a jump to a random day then ends within a frame of an empty page
 * (docs/performance.md); above, all are painted.
 */
const MOST_PATHS = 300;
/** Panes that areas can lie in (draw.js). */
const ROLES = ["context", "territory", "zone", "route"];

/** Leaflet's base of what draws in a pane: it moves and scales its container with the map. */
const Renderer = /** @type {any} */ (L.Renderer);

/** The layer of the map that holds one canvas. */
class Canvas extends Renderer {
  /**
   * @param {string} pane
   * @param {number[]} places of the areas among the features of the record, lowest first
   * @param {Scene} scene
   */
  constructor(pane, places, scene) {
    super({ pane, padding: 0.1 });
    this.areas = new Areas(places, scene);
  }

  _initContainer() {
    const box = L.DomUtil.create("div", "leaflet-layer");
    box.append(this.areas.canvas);
    this._container = /** @type {any} */ (box);
  }

  _destroyContainer() {
    this._container.remove();
  }

  /** Where the picture is that is shown; it moves and scales with the map until the next one is ready. */
  _update() {
    this.look(() => L.DomUtil.setPosition(this._container, this._bounds.min));
  }

  /** Leaflet then puts paths between the pixels of the screen: the picture goes with them. */
  _reset() {
    const place = () => this._updateTransform(this._map.getCenter(), this._map.getZoom());
    this.look(place);
    place();
  }

  /** @param {() => void} place puts the container at `_bounds` */
  look(place) {
    if (this._map._animatingZoom && this._bounds) return;
    const { _bounds, _center, _zoom } = this;
    super._update();
    const next = { _bounds: this._bounds, _center: this._center, _zoom: this._zoom };
    if (_bounds) Object.assign(this, { _bounds, _center, _zoom });
    const frame = frameOf(next._bounds, this._map.getPixelOrigin(), 2 ** next._zoom, window.devicePixelRatio);
    const corner = L.point(frame.left, frame.top);
    const at = corner.subtract(next._bounds.min);
    const seen = L.bounds(
      this._map.containerPointToLayerPoint([0, 0]),
      this._map.containerPointToLayerPoint(this._map.getSize()),
    );
    this.areas.look(frame, () => {
      if (this._map?._animatingZoom) return false; // at its end another picture is asked for
      Object.assign(this, next);
      L.DomUtil.setPosition(this.areas.canvas, at);
      this.areas.view = cellsIn(seen, frame);
      place();
      return true;
    });
  }
}

/**
 * The frame of a part of the map, rounded out to a grid in its plane so that after a pan the cells are the same.
 *
 * @param {L.Bounds} bounds in the layers of the map
 * @param {L.Point} origin of these layers in the plane of the map
 * @param {number} scale of that plane
 * @param {number} ratio device pixels a CSS pixel
 * @returns {Frame}
 */
function frameOf(bounds, origin, scale, ratio) {
  const [step, size] = [stepOf(ratio) || 1, bounds.getSize()];
  const start = origin
    .add(/** @type {L.Point} */ (bounds.min))
    .divideBy(step)
    .floor()
    .multiplyBy(step);
  const { x: left, y: top } = start.subtract(origin);
  const long = (/** @type {number} */ length) => length && Math.round(Math.ceil(length / step + 1) * step * ratio);
  return { scale, originX: start.x, originY: start.y, left, top, ratio, width: long(size.x), height: long(size.y) };
}

/**
 * The columns and rows of cells that a part of the map touches, all inclusive.
 *
 * @param {L.Bounds} bounds in the layers of the map
 * @param {Frame} frame
 */
function cellsIn({ min, max }, { left, top, ratio }) {
  const cell = (/** @type {number} */ length) => Math.floor((length * ratio) / CELL);
  const [from, to] = [/** @type {L.Point} */ (min), /** @type {L.Point} */ (max)];
  return { west: cell(from.x - left), north: cell(from.y - top), east: cell(to.x - left), south: cell(to.y - top) };
}

/** The areas of one pane, on a canvas. Areas go by their place among them. */
class Areas {
  /**
   * @param {number[]} places of the areas among the features of the record, lowest first
   * @param {Scene} scene
   */
  constructor(places, scene) {
    this.places = Uint32Array.from(places);
    this.scene = scene;
    this.outlines = new Outlines(places.map((place) => DATA.features[place]));
    this.half = Math.max(...widths()) / 2;
    this.canvas = document.createElement("canvas");
    // a layer of its own: else the base map is painted again with it
    Object.assign(this.canvas.style, { position: "absolute", pointerEvents: "none", willChange: "transform" });
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.image = this.pen.createImageData(1, 1);
    const nowhere = { scale: 1, originX: 0, originY: 0, left: 0, top: 0, ratio: 1, width: 1, height: 1 };
    this.raster = new Raster(this.outlines, nowhere, this.half);
    this.picture = new Picture(this.raster, this.image.data.buffer);
    /** The generation of the raster whose cells know all that is drawn. */
    this.whole = 0;
    /** By class, and whether the position is only schematic. */
    this.inks = /** @type {Ink[]} */ ([]);
    /** The cells in view. */
    this.view = { west: 0, north: 0, east: 0, south: 0 };
    this.timer = 0;
    this.painter = 0;
    this.inkOf = (/** @type {number} */ area) => this.inkOfArea(area);
  }

  /**
   * Show another part of the map.
   *
   * @param {Frame} frame
   * @param {() => boolean} place puts the canvas where it belongs, unless it says that this is no longer asked for
   */
  look(frame, place) {
    if (!frame.width || !frame.height) return;
    if (!this.raster.canMoveTo(frame)) this.showAnew(frame, place);
    else if (place()) this.moveTo(frame);
  }

  /**
   * Show a picture as soon as it is ready.
   *
   * @param {Frame} frame
   * @param {() => boolean} place
   */
  showAnew(frame, place) {
    const raster = new Raster(this.outlines, frame, this.half);
    this.makeReady(raster, () => {
      if (!place()) return;
      for (let area = 0; area < this.places.length; area++) if (this.isDrawn(area)) raster.add(area); // moves meanwhile
      this.take(raster);
      this.finish();
    });
  }

  /**
   * Move the picture with the map; what has come into view follows as soon as it is ready.
   *
   * @param {Frame} frame
   */
  moveTo(frame) {
    const isElsewhere = this.picture.moveTo(frame);
    this.makeReady(this.raster, () => this.finish());
    if (isElsewhere) this.pen.putImageData(this.image, 0, 0);
  }

  /** @param {Raster} raster */
  take(raster) {
    const { width, height, ratio } = raster.frame;
    Object.assign(this.canvas, { width, height });
    Object.assign(this.canvas.style, { width: `${width / ratio}px`, height: `${height / ratio}px` });
    if (ratio !== this.raster.frame.ratio) this.inks = [];
    this.image = this.pen.createImageData(width, height);
    this.raster = raster;
    this.picture = new Picture(raster, this.image.data.buffer);
  }

  /** Paint what is not, now that all that is drawn is known. */
  finish() {
    this.whole = this.raster.generation;
    this.paint();
    delete this.canvas.dataset.pending;
    this.readyRest();
  }

  isPending() {
    return this.canvas.dataset.pending !== undefined;
  }

  /**
   * Make ready all that is drawn.
   *
   * @param {Raster} raster
   * @param {() => void} after
   */
  makeReady(raster, after) {
    this.canvas.dataset.pending = "";
    const slice = document.body.classList.contains("printing") ? Infinity : PICTURE_MS; // paper does not wait
    this.inSlices(slice, (area) => this.isDrawn(area) && raster.add(area), after);
  }

  /** Make ready what is not drawn now, so that the next move need not. */
  readyRest() {
    const rest = () => this.inSlices(SLICE_MS, (area) => this.raster.add(area));
    this.timer = window.setTimeout(rest, PAUSE_MS);
  }

  /**
   * Do something with each area, then something else; what was being done so before is given up.
   *
   * @param {number} milliseconds of a slice, after which the page may answer
   * @param {(area: number) => boolean} work says whether there was anything to do
   * @param {() => void} [after]
   */
  inSlices(milliseconds, work, after) {
    clearTimeout(this.timer);
    let area = 0;
    const go = () => {
      const end = performance.now() + milliseconds;
      while (area < this.places.length && !(work(area++) && performance.now() >= end));
      if (area < this.places.length) this.timer = window.setTimeout(go);
      else after?.();
    };
    go();
  }

  /** @param {number} area */
  isDrawn(area) {
    return this.scene.lookOf(this.places[area]) !== null;
  }

  /** @param {number} area */
  inkOfArea(area) {
    const place = this.places[area];
    const look = this.scene.lookOf(place);
    if (!look) return null;
    const schematic = this.scene.schematic[place];
    const key = 2 * this.scene.classOf[place] + schematic;
    this.inks[key] ??= this.inkOfLook(look, schematic);
    return this.inks[key];
  }

  /**
   * @param {Look} look
   * @param {number} schematic
   */
  inkOfLook({ style, certainty }, schematic) {
    const dash = schematic ? DATA.schematicDash : style.dash;
    return inkOf(style, DATA.opacity[certainty], dash, this.raster.frame.ratio);
  }

  /**
   * Paint anew where areas have changed.
   *
   * @param {number[]} areas
   */
  renew(areas) {
    for (const area of areas) {
      if (this.isDrawn(area)) this.raster.add(area);
      this.raster.touch(area);
    }
    const { west, north, east, south } = this.view;
    const { across } = this.raster;
    const isSeen = (/** @type {number} */ i) => {
      const [x, y] = [i % across, Math.floor(i / across)];
      return x >= west && x <= east && y >= north && y <= south;
    };
    // while another picture is made, this one may be shown smaller
    this.paint(this.isPending() ? undefined : isSeen);
    clearTimeout(this.painter);
    this.painter = window.setTimeout(() => this.paint(), PAUSE_MS);
  }

  /**
   * Paint cells that are not, if all that is drawn is known in them.
   *
   * @param {(cell: number) => boolean} [isWanted]
   */
  paint(isWanted = () => true) {
    const { raster, whole } = this;
    this.handOver(this.picture.renew(this.inkOf, (i) => raster.cells[i].born <= whole && isWanted(i)));
  }

  /** @param {number[]} cells */
  handOver(cells) {
    const { across } = this.raster;
    const [xs, ys] = [cells.map((cell) => cell % across), cells.map((cell) => Math.floor(cell / across))];
    /** @type {(x: number, y: number, columns: number, rows: number) => void} */
    const put = (x, y, columns, rows) =>
      this.pen.putImageData(this.image, 0, 0, x * CELL, y * CELL, columns * CELL, rows * CELL);
    if (cells.length <= MANY) {
      for (const i of cells.keys()) put(xs[i], ys[i], 1, 1);
      return;
    }
    const [west, north] = [Math.min(...xs), Math.min(...ys)];
    put(west, north, Math.max(...xs) - west + 1, Math.max(...ys) - north + 1);
  }
}

/** The widths of outlines that areas can have. */
function widths() {
  const filled = Object.values(DATA.styles).filter(({ fill, dash }) => fill || dash.length);
  return [...filled, ...Object.values(DATA.agreement), DATA.context, DATA.muted].map(({ width }) => width);
}

/**
 * Add a canvas to each pane that holds areas, if there are too many for paths. Features go by their place in the record.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 */
export function addCanvases(map, scene) {
  const areas = DATA.features.flatMap(({ geometry }, i) => (geometry.type.endsWith("Polygon") ? [i] : []));
  const painted = areas.length > MOST_PATHS ? areas : [];
  /** By feature, its areas and its place among them. */
  const homes = /** @type {Areas[]} */ ([]);
  const places = new Uint32Array(DATA.features.length);
  for (const role of ROLES) {
    const own = painted.filter((i) => roleIn(DATA.features[i]) === role);
    if (!own.length) continue;
    const canvas = new Canvas(role, own, scene);
    own.forEach((i, area) => {
      homes[i] = canvas.areas;
      places[i] = area;
    });
    map.addLayer(/** @type {any} */ (canvas));
  }
  /** @param {number[]} features */
  function renew(features) {
    /** @type {Map<Areas, number[]>} */
    const changed = new Map();
    for (const i of features) {
      if (!homes[i]) continue;
      const list = changed.get(homes[i]);
      if (list) list.push(places[i]);
      else changed.set(homes[i], [places[i]]);
    }
    for (const [areas, list] of changed) areas.renew(list);
  }
  return { renew, holds: (/** @type {number} */ i) => Boolean(homes[i]) };
}
