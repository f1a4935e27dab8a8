// Leaflet's controls: zoom, scale, credits, full screen and the position of the pointer.

import { add, icon, label } from "./dom.js";
import { onChange, words } from "./store.js";
import { creditNow, creditsNow } from "./tiles.js";

/** @param {L.Map} map */
export function addControls(map) {
  addZoom(map);
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
  addCredits(map);
  addControl(map, "topleft", fullscreen());
  addControl(map, "bottomleft", pointer(map));
}

/** @param {L.Map} map */
function addZoom(map) {
  const control = L.control.zoom({ position: "topleft" }).addTo(map);
  const [less, more] = ["out", "in"].map((way) =>
    control.getContainer()?.querySelector(`.leaflet-control-zoom-${way}`),
  );
  const name = () => {
    label(/** @type {HTMLElement} */ (more), words.say("zoomIn"));
    label(/** @type {HTMLElement} */ (less), words.say("zoomOut"));
  };
  onChange((changed) => changed.has("language") && name());
  name();
}

/**
 * @param {L.Map} map
 * @param {L.ControlPosition} position
 * @param {HTMLElement} element
 */
function addControl(map, position, element) {
  const control = new L.Control({ position });
  control.onAdd = () => element;
  map.addControl(control);
}

/**
 * Whom the geometry comes from: the short credit always, the whole list when opened.
 *
 * @param {L.Map} map
 */
function addCredits(map) {
  const box = map.attributionControl.getContainer();
  if (!box) return;
  L.DomEvent.disableClickPropagation(box);
  const details = add(null, "details");
  const show = () => details.replaceChildren(add(null, "summary", {}, creditNow()), creditsNow().join(" · "));
  onChange((changed) => changed.has("tiles") && show());
  show();
  box.replaceChildren(details);
}

function fullscreen() {
  const bar = L.DomUtil.create("div", "leaflet-bar");
  const picture = icon("M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10");
  const go = add(bar, "a", { href: "#", role: "button", className: "full" }, picture);
  const name = () => label(go, words.say("fullscreen"));
  const toggle = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  };
  name();
  onChange((changed) => changed.has("language") && name());
  L.DomEvent.on(go, "click", L.DomEvent.stop).on(go, "click", toggle);
  return bar;
}

/** @param {L.Map} map */
function pointer(map) {
  const output = L.DomUtil.create("div", "position");
  map.on("mousemove", ({ latlng: { lat, lng } }) => {
    output.textContent = `${degrees(lat, "N", "S")}  ${degrees(lng, "E", "W")}`;
  });
  map.on("mouseout", () => {
    output.textContent = "";
  });
  return output;
}

/**
 * @param {number} value
 * @param {string} positive
 * @param {string} negative
 */
function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
}
