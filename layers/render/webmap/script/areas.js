// Many areas on one canvas: a layer of the map that paints from a raster, and after a move only where something changed.

import { inkOf, Picture } from "./brush.js";
import { Outlines } from "./outlines.js";
import { roleIn } from "./paths.js";
import { DATA } from "./payload.js";
import { CELL, Raster } from "./raster.js";

/** @import { Ink } from "./brush.js" */
/** @import { Frame } from "./raster.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Look } from "./types.d.ts" */

/** Above so many cells that changed, the picture is handed over in one. */
const MANY = 60;
/** What is not drawn is made ready in slices of so many milliseconds, so that the page answers. */
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

export class AreaCanvas extends Renderer {
  /**
   * @param {string} pane
   * @param {number[]} places of the areas among the features of the record, lowest first
   * @param {Scene} scene
   */
  constructor(pane, places, scene) {
    super({ pane, padding: 0.1 });
    this.places = Uint32Array.from(places);
    this.scene = scene;
    this.outlines = new Outlines(places.map((place) => DATA.features[place]));
    this.half = Math.max(...widths()) / 2;
    /** By class, and whether the position is only schematic. */
    this.inks = /** @type {(Ink | null)[]} */ ([]);
    this.picture = /** @type {Picture | null} */ (null);
    this.ink = (/** @type {number} */ area) => this.inkOfArea(area);
  }

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.style.pointerEvents = "none";
    this.pen = this._container.getContext("2d");
  }

  _destroyContainer() {
    clearTimeout(this.timer);
    this._container.remove();
  }

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    super._update();
    const frame = this.frameNow();
    const known = this.picture?.raster.frame;
    if (known && JSON.stringify(known) === JSON.stringify(frame)) return;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this.start(frame);
  }

  /** @returns {Frame} */
  frameNow() {
    const [origin, { min }, size] = [this._map.getPixelOrigin(), this._bounds, this._bounds.getSize()];
    const ratio = window.devicePixelRatio;
    return {
      scale: 2 ** this._map.getZoom(),
      originX: origin.x + min.x,
      originY: origin.y + min.y,
      ratio,
      width: Math.round(size.x * ratio),
      height: Math.round(size.y * ratio),
    };
  }

  /** @param {Frame} frame */
  start(frame) {
    const { width, height, ratio } = frame;
    const size = this._bounds.getSize();
    Object.assign(this._container, { width, height });
    Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
    this.image = this.pen.createImageData(width, height);
    this.raster = new Raster(this.outlines, frame, this.half);
    this.picture = new Picture(this.raster, this.image.data);
    this.inks = [];
    this.corner = [this._bounds.min.x * ratio, this._bounds.min.y * ratio];
    this.places.forEach((_, area) => {
      if (this.inkOfArea(area)) this.raster.add(area);
    });
    for (let cell = 0; cell < this.raster.cells.length; cell++) this.picture.paint(cell, this.ink);
    this.pen.putImageData(this.image, 0, 0);
    this.readyRest(0);
  }

  /**
   * Make ready what is not drawn now, so that the next move need not.
   *
   * @param {number} from
   */
  readyRest(from) {
    clearTimeout(this.timer);
    let area = from;
    this.timer = setTimeout(() => {
      const end = performance.now() + SLICE_MS;
      while (area < this.places.length && performance.now() < end) this.raster.add(area++);
      if (area < this.places.length) this.readyRest(area);
    });
  }

  /** @param {number} area */
  inkOfArea(area) {
    const place = this.places[area];
    const number = this.scene.classOf[place];
    if (!number) return null;
    const key = 2 * number + this.scene.schematic[place];
    this.inks[key] ??= this.inkOfLook(/** @type {Look} */ (this.scene.lookOf(place)), this.scene.schematic[place]);
    return this.inks[key];
  }

  /**
   * @param {Look} look
   * @param {number} schematic
   */
  inkOfLook({ style, certainty }, schematic) {
    const dash = schematic ? DATA.schematicDash : style.dash;
    return inkOf(style, DATA.opacity[certainty], dash, this.raster.frame.ratio, this.corner);
  }

  /**
   * Paint anew where areas have changed.
   *
   * @param {number[]} areas their places among those of this canvas
   */
  renew(areas) {
    const { raster, picture } = this;
    if (!raster || !picture) return;
    const dirty = new Set();
    for (const area of areas) {
      if (this.inkOfArea(area)) raster.add(area);
      for (let piece = raster.first[area]; piece < raster.after[area]; piece++) dirty.add(raster.cellOf.all[piece]);
    }
    for (const cell of dirty) picture.paint(cell, this.ink);
    this.handOver([...dirty]);
  }

  /** @param {number[]} cells */
  handOver(cells) {
    const { across, frame } = this.raster;
    if (cells.length > MANY) {
      const rows = cells.map((cell) => Math.floor(cell / across));
      const top = rows.reduce((a, b) => Math.min(a, b)) * CELL;
      const bottom = (rows.reduce((a, b) => Math.max(a, b)) + 1) * CELL;
      this.pen.putImageData(this.image, 0, 0, 0, top, frame.width, bottom - top);
      return;
    }
    for (const cell of cells) {
      const [x, y] = [(cell % across) * CELL, Math.floor(cell / across) * CELL];
      this.pen.putImageData(this.image, 0, 0, x, y, CELL, CELL);
    }
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
  /** @type {Map<number, [canvas: AreaCanvas, area: number]>} */
  const homes = new Map();
  for (const role of ROLES) {
    const own = painted.filter((i) => roleIn(DATA.features[i]) === role);
    if (!own.length) continue;
    const canvas = new AreaCanvas(role, own, scene);
    own.forEach((i, area) => {
      homes.set(i, [canvas, area]);
    });
    map.addLayer(canvas);
  }
  /** @param {number[]} features */
  function renew(features) {
    /** @type {Map<AreaCanvas, number[]>} */
    const changed = new Map();
    for (const i of features) {
      const home = homes.get(i);
      if (!home) continue;
      const list = changed.get(home[0]);
      if (list) list.push(home[1]);
      else changed.set(home[0], [home[1]]);
    }
    for (const [canvas, list] of changed) canvas.renew(list);
  }
  return { renew, holds: (/** @type {number} */ i) => homes.has(i) };
}
