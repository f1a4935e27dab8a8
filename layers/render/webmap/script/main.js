// Puts the page together: one drawing, a second one while two days are compared, and the controls.

import { addHead, secondDrawing } from "./beside.js";
import { bridge } from "./bridge.js";
import { renewCard } from "./card.js";
import { addControls } from "./controls.js";
import { add, byId } from "./dom.js";
import { drawing } from "./draw.js";
import { gestures } from "./gestures.js";
import { hash } from "./hash.js";
import { viewOf } from "./looks.js";
import { panel } from "./panel.js";
import { START } from "./payload.js";
import { printing } from "./print.js";
import { onChange, quietly, state, words } from "./store.js";
import { timeBar } from "./timebar.js";

/** @import { Drawing } from "./types.d.ts" */

/** @param {L.Map} map */
function start(map) {
  const name = landmarks(map);
  name();
  panel(map);
  home(map);
  addControls(map);
  const drawings = show(map);
  timeBar(map);
  home(map); // again, for the bar has taken room from the map
  // instead of Leaflet's own tracking of the window, whose move comes late and looks like the reader's
  const fit = () => quietly(() => fitAll(drawings));
  new ResizeObserver(fit).observe(map.getContainer());
  onChange((changed) => changed.has("language") && name());
  gestures(map);
  printing(() => drawings.map((one) => one.map));
  bridge(map);
  hash(map);
}

/**
 * Say what the parts of the page are, for those who hear it; return the function that names them in the language.
 *
 * @param {L.Map} map
 */
function landmarks(map) {
  const box = map.getContainer();
  const heading = add(null, "h1", { className: "heard" });
  box.prepend(heading);
  box.setAttribute("role", "main");
  return () => {
    document.documentElement.lang = state.language;
    heading.textContent = START.title || words.say("mapLabel");
    document.title = heading.textContent;
    box.setAttribute("aria-label", words.say("mapLabel"));
    byId("second").setAttribute("aria-label", words.say("mapLabel"));
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

/** @param {Drawing[]} drawings */
function fitAll(drawings) {
  for (const { map } of drawings) map.invalidateSize({ animate: false });
}

/**
 * Draw what is shown, now and after every change; return the drawings, to which the second is added when first needed.
 *
 * @param {L.Map} map
 */
function show(map) {
  const drawings = [drawing(map)];
  const heads = [addHead(map)];
  let beside = false;

  /** @param {boolean} wanted */
  function setBeside(wanted) {
    beside = wanted;
    document.body.classList.toggle("beside", beside);
    if (drawings.length < 2) {
      drawings.push(secondDrawing(map));
      gestures(drawings[1].map);
      heads.push(addHead(drawings[1].map));
    }
    fitAll(drawings);
    drawings[1].map.setView(map.getCenter(), map.getZoom(), { animate: false });
  }
  function draw() {
    const { compare, mode, day } = state;
    const wanted = compare !== null && mode !== "difference";
    if (wanted !== beside) setBeside(wanted);
    const view = viewOf(state);
    drawings[0].show(view);
    heads[0](beside ? day : null);
    if (beside && compare !== null) {
      drawings[1].show({ ...view, day: compare, selected: null });
      heads[1](compare);
    }
    renewCard();
  }
  onChange((changed) => {
    // not on every change: writing it, even with the same value, restyles the whole page
    if (changed.has("language")) {
      for (const { labels } of drawings) labels.place();
    }
    draw();
  });
  draw();
  return drawings;
}

start(map_dated);
