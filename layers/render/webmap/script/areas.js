// Many areas on one canvas: a layer of the map that paints from a raster, and after a move only where something changed.

import { inkOf, Picture } from "./brush.js";
import { Outlines } from "./outlines.js";
import { roleIn } from "./paths.js";
import { DATA } from "./payload.js";
import { CELL, Raster } from "./raster.js";

/** @import { Ink } from "./brush.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Look } from "./types.d.ts" */

/** Above so many cells that changed, the picture is handed over in one. */
const MANY = 60;
/** A new picture, and what is not drawn now, are made ready in slices of so many milliseconds: the page answers. */
const PICTURE_MS = 24;
const SLICE_MS = 8;

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
    this._container = /** @type {any} */ (this.areas.canvas);
  }

  _destroyContainer() {
    this.areas.canvas.remove();
  }

  /** Where the picture is that is shown; it moves and scales with the map until the next one is ready. */
  _update() {
    this.look(() => L.DomUtil.setPosition(this.areas.canvas, this._bounds.min));
  }

  /** Leaflet then puts paths between the pixels of the screen: the picture goes with them. */
  _reset() {
    const place = () => this._updateTransform(this._map.getCenter(), this._map.getZoom());
    this.look(place);
    place();
  }

  /** @param {() => void} place puts the picture of `_bounds` where it belongs */
  look(place) {
    if (this._map._animatingZoom && this._bounds) return;
    const { _bounds, _center, _zoom } = this;
    super._update();
    const next = { _bounds: this._bounds, _center: this._center, _zoom: this._zoom };
    if (_bounds) Object.assign(this, { _bounds, _center, _zoom });
    const { x, y } = this._map.getPixelOrigin();
    this.areas.look(next._bounds, L.point(x, y), 2 ** next._zoom, () => {
      if (this._map?._animatingZoom) return false; // at its end another picture is asked for
      Object.assign(this, next);
      place();
      return true;
    });
  }
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
    this.canvas.style.pointerEvents = "none";
    this.canvas.style.willChange = "transform"; // a layer of its own: else the base map is painted again with it
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.image = this.pen.createImageData(1, 1);
    /** The corner of the canvas in the layers of the map, in device pixels. */
    this.corner = [0, 0];
    const nowhere = { scale: 1, originX: 0, originY: 0, ratio: 1, width: 1, height: 1 };
    this.raster = new Raster(this.outlines, nowhere, this.half);
    this.picture = new Picture(this.raster, this.image.data.buffer);
    /** By class, and whether the position is only schematic. */
    this.inks = /** @type {Ink[]} */ ([]);
    this.timer = 0;
    this.inkOf = (/** @type {number} */ area) => this.inkOfArea(area);
  }

  /**
   * Show another part of the map, if it is another, as soon as its picture is ready.
   *
   * @param {L.Bounds} bounds of the canvas in the layers of the map
   * @param {L.Point} origin of these layers in the plane of the map
   * @param {number} scale of that plane
   * @param {() => boolean} place puts the canvas where it belongs, unless it says that this is no longer asked for
   */
  look(bounds, origin, scale, place) {
    const [ratio, size, min] = [window.devicePixelRatio, bounds.getSize(), /** @type {L.Point} */ (bounds.min)];
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    const frame = { scale, originX: origin.x + min.x, originY: origin.y + min.y, ratio, width, height };
    if (!width || !height) return;
    if (JSON.stringify(frame) === JSON.stringify(this.raster.frame)) {
      clearTimeout(this.timer);
      delete this.canvas.dataset.pending;
      place();
      this.readyRest();
      return;
    }
    const raster = new Raster(this.outlines, frame, this.half);
    const add = (/** @type {number} */ area) => this.isDrawn(area) && raster.add(area);
    this.canvas.dataset.pending = "";
    const slice = document.body.classList.contains("printing") ? Infinity : PICTURE_MS; // paper does not wait
    this.inSlices(slice, add, () => {
      if (!place()) return;
      this.corner = [min.x * ratio, min.y * ratio];
      Object.assign(this.canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
      for (let area = 0; area < this.places.length; area++) add(area); // what a move has brought meanwhile
      this.take(raster);
    });
  }

  /** @param {Raster} raster of all that is drawn */
  take(raster) {
    const { width, height } = raster.frame;
    Object.assign(this.canvas, { width, height });
    this.image = this.pen.createImageData(width, height);
    this.raster = raster;
    this.picture = new Picture(raster, this.image.data.buffer);
    this.inks = [];
    for (let cell = 0; cell < raster.cells.length; cell++) this.picture.paint(cell, this.inkOf);
    this.pen.putImageData(this.image, 0, 0);
    delete this.canvas.dataset.pending;
    this.readyRest();
  }

  /** Make ready what is not drawn now, so that the next move need not. */
  readyRest() {
    const rest = () => this.inSlices(SLICE_MS, (area) => this.raster.add(area));
    this.timer = window.setTimeout(rest);
  }

  /**
   * Do something with each area, then something else; what was being done so is given up.
   *
   * @param {number} milliseconds of a slice, after which the page may answer
   * @param {(area: number) => void} work
   * @param {() => void} [after]
   */
  inSlices(milliseconds, work, after) {
    clearTimeout(this.timer);
    let area = 0;
    const go = () => {
      const end = performance.now() + milliseconds;
      do work(area++);
      while (area < this.places.length && performance.now() < end);
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
    return inkOf(style, DATA.opacity[certainty], dash, this.raster.frame, this.corner);
  }

  /**
   * Paint anew where areas have changed.
   *
   * @param {number[]} areas
   */
  renew(areas) {
    const { raster, picture } = this;
    const dirty = new Uint8Array(raster.cells.length);
    for (const area of areas) {
      if (this.inkOfArea(area)) raster.add(area);
      for (let piece = raster.first[area]; piece < raster.after[area]; piece++) dirty[raster.cellOf.all[piece]] = 1;
    }
    const cells = Array.from(dirty.keys()).filter((cell) => dirty[cell]);
    for (const cell of cells) picture.paint(cell, this.inkOf);
    this.handOver(cells);
  }

  /** @param {number[]} cells ascending */
  handOver(cells) {
    const { across, frame } = this.raster;
    const place = (/** @type {number} */ cell) => [(cell % across) * CELL, Math.floor(cell / across) * CELL];
    if (cells.length > MANY) {
      const top = place(cells[0])[1];
      const bottom = place(cells[cells.length - 1])[1] + CELL;
      this.pen.putImageData(this.image, 0, 0, 0, top, frame.width, bottom - top);
      return;
    }
    for (const [x, y] of cells.map(place)) this.pen.putImageData(this.image, 0, 0, x, y, CELL, CELL);
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
  /** @type {Map<number, [areas: Areas, area: number]>} */
  const homes = new Map();
  for (const role of ROLES) {
    const own = painted.filter((i) => roleIn(DATA.features[i]) === role);
    if (!own.length) continue;
    const canvas = new Canvas(role, own, scene);
    own.forEach((i, area) => {
      homes.set(i, [canvas.areas, area]);
    });
    map.addLayer(/** @type {any} */ (canvas));
  }
  /** @param {number[]} features */
  function renew(features) {
    /** @type {Map<Areas, number[]>} */
    const changed = new Map();
    for (const i of features) {
      const home = homes.get(i);
      if (!home) continue;
      const list = changed.get(home[0]);
      if (list) list.push(home[1]);
      else changed.set(home[0], [home[1]]);
    }
    for (const [areas, list] of changed) areas.renew(list);
  }
  return { renew, holds: (/** @type {number} */ i) => homes.has(i) };
}
