// The scenes of the maps, in the order of the maps: the legend counts what the maps draw.

import { DATA } from "./payload.js";
import { Scene } from "./scene.js";

/** @type {Scene[]} */
const SCENES = [];

/** @param {number} map its place among the maps */
export function sceneOf(map) {
  SCENES[map] ??= new Scene(DATA);
  return SCENES[map];
}
