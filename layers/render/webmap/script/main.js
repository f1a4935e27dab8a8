// Puts the page together: the maps, and the controls around them.

import { bridge } from "./bridge.js";
import { renewCard } from "./card.js";
import { addControls } from "./controls.js";
import { layoutOf } from "./differ.js";
import { comparison, differences, differing, lookAt } from "./differences.js";
import { add, byId } from "./dom.js";
import { gestures } from "./gestures.js";
import { hash } from "./hash.js";
import { viewsOf } from "./looks.js";
import { addMaps, mapsBeside } from "./maps.js";
import { panel } from "./panel.js";
import { DATA, START } from "./payload.js";
import { printing } from "./print.js";
import { onChange, state, words } from "./store.js";
import { timeBar } from "./timebar.js";

/** @import { Layout, View } from "./types.d.ts" */

/** @param {L.Map} map */
function start(map) {
  const name = landmarks(addMaps(map));
  name();
  panel(map);
  differences(map);
  home(map);
  addControls(map);
  const maps = show(map);
  timeBar(map);
  home(map); // again, for the bar has taken room from the map
  onChange((changed) => changed.has("language") && name());
  gestures(map);
  printing(() => maps.shown());
  hash(map);
  bridge(map);
}

/**
 * Say what the parts of the page are, for those who hear it; return the function that names them in the language.
 *
 * @param {HTMLElement} box that holds the maps
 */
function landmarks(box) {
  const heading = add(null, "h1", { className: "heard" });
  box.prepend(heading);
  return () => {
    document.documentElement.lang = state.language;
    heading.textContent = START.title || words.say("mapLabel");
    document.title = heading.textContent;
    byId("timebar").setAttribute("aria-label", words.say("timeBar"));
  };
}

/**
 * Show the whole of the first view.
 *
 * @param {L.Map} map
 */
function home(map) {
  map.invalidateSize({ animate: false });
  map.fitBounds(START.bounds, { animate: false });
}

/**
 * Draw what is shown, now and after every change.
 *
 * @param {L.Map} map
 */
function show(map) {
  const maps = mapsBeside(map, gestures);
  /** @type {Layout | null} */
  let layout = null;
  let drawings = maps.shown();
  let compared = "";

  function draw() {
    const wanted = layoutOf(state, DATA.parties);
    const views = viewsOf(state, DATA.parties);
    const differ = differing();
    if (wanted !== layout) drawings = maps.lay(wanted, views.length);
    layout = wanted;
    const marked = wanted === "parties" ? differ.map(({ id }) => id) : [];
    drawings.forEach((one, i) => {
      one.head(...headOf(wanted, views[i]));
      one.show({ ...views[i], marked });
    });
    const now = comparison();
    if (now && now !== compared) lookAt(map, differ);
    compared = now;
    renewCard();
  }
  onChange(draw);
  draw();
  return maps;
}

/**
 * The title of one of the maps, and whose word they all show if a party speaks.
 *
 * @param {Layout} layout
 * @param {View} view
 * @returns {[title: string, banner: string]}
 */
function headOf(layout, { day, party }) {
  if (layout === "one") return ["", party && words.say(`statedBy:${party}`)];
  const said = party && words.say(`mapOf:${party}`);
  return layout === "parties" ? [said, ""] : [words.day(day), said];
}

// a frame may run before the page around it has given it room, and what is folded or fits goes by that
if (window.innerWidth) start(map_dated);
else window.addEventListener("resize", () => start(map_dated), { once: true });
