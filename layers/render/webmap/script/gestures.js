// Who gets the wheel and the finger where the map stands within a page: the page, unless the reader means the map.
// The offline page has no page around it, and keeps Leaflet's own ways.

import { add } from "./dom.js";
import { words } from "./store.js";

const HINT_MS = 1500;

/** @param {L.Map} map */
export function gestures(map) {
  if (window.parent === window) return;
  const box = map.getContainer();
  const hint = hinter(box);
  const isHeld = () => document.hasFocus() && box.contains(document.activeElement);
  const onwheel = (/** @type {WheelEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || isHeld()) return;
    event.stopImmediatePropagation(); // before Leaflet, so that the page around scrolls
    hint("wheelHint");
  };
  box.addEventListener("wheel", onwheel, { capture: true, passive: true });
  if (!window.matchMedia("(any-pointer: coarse)").matches) return;
  // without its dragging Leaflet leaves one finger to the page, and moves the map by two
  map.dragging.disable();
  box.addEventListener("pointerdown", ({ pointerType }) => pointerType === "mouse" && map.dragging.enable(), true);
  document.addEventListener("pointerup", () => setTimeout(() => map.dragging.disable()));
  box.addEventListener("touchmove", ({ touches }) => touches.length === 1 && hint("touchHint"), { passive: true });
}

/**
 * Add what says for a moment how the map is moved.
 *
 * @param {HTMLElement} box
 */
function hinter(box) {
  const hint = add(box, "div", { className: "hint", hidden: true, "aria-hidden": "true" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (/** @type {string} */ key) => {
    hint.textContent = words.say(key);
    hint.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      hint.hidden = true;
    }, HINT_MS);
  };
}
