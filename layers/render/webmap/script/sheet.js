// On a phone the card is a sheet at the lower edge: half height, or full over the map; a button or a drag of its head
// changes that, and a drag down from half height puts it away.

import { add, icon, label } from "./dom.js";
import { onChange, words } from "./store.js";

const ICONS = {
  full: "M8 3L13 8L11.6 9.4L8 5.8L4.4 9.4L3 8ZM3 11H13V13H3Z",
  half: "M8 13L13 8L11.6 6.6L8 10.2L4.4 6.6L3 8ZM3 3H13V5H3Z",
};
/** By how much the head must be dragged, CSS pixels; what is less is a tap. */
const FAR = 48;

/**
 * Add the button to a card and let its head be dragged; return the function that sets the height.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement} head
 * @param {() => void} close
 */
export function sheet(box, head, close) {
  const button = add(head, "button", { type: "button", className: "icon size", onclick: () => setFull(!isFull()) });
  const isFull = () => box.classList.contains("tall");

  /**
   * What a full sheet covers cannot be reached.
   *
   * @param {boolean} wanted
   */
  function setFull(wanted) {
    box.classList.toggle("tall", wanted);
    document.body.classList.toggle("filled", wanted);
    for (const covered of document.querySelectorAll("#maps, .side")) covered.toggleAttribute("inert", wanted);
    name();
  }
  function name() {
    button.replaceChildren(icon(isFull() ? ICONS.half : ICONS.full));
    label(button, words.say(isFull() ? "halfHeight" : "fullHeight"));
  }
  draggable(box, head, (down) => {
    if (down < 0) setFull(true);
    else if (isFull()) setFull(false);
    else close();
  });
  onChange((changed) => changed.has("language") && name());
  name();
  return setFull;
}

/**
 * Let a sheet follow the finger on its head, as far as there is something to do in that direction.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement} head
 * @param {(down: number) => void} dropped told how far, once it is let go far enough
 */
function draggable(box, head, dropped) {
  /** @type {number | null} */
  let from = null;
  const isSheet = () => getComputedStyle(head).touchAction === "none"; // page.css: only where the card is one

  /** @param {PointerEvent} event */
  function start(event) {
    const onButton = event.target instanceof Element && event.target.closest("button");
    if (onButton || !isSheet()) return;
    from = event.clientY;
    head.setPointerCapture(event.pointerId);
  }
  /** @param {PointerEvent} event */
  function move({ clientY }) {
    if (from !== null) box.style.translate = `0 ${Math.max(clientY - from, -FAR)}px`;
  }
  /** @param {PointerEvent} event */
  function end({ type, clientY }) {
    if (from === null) return;
    const down = clientY - from;
    from = null;
    box.style.translate = "";
    if (type === "pointerup" && Math.abs(down) >= FAR) dropped(down);
  }
  head.addEventListener("pointerdown", start);
  head.addEventListener("pointermove", move);
  head.addEventListener("pointerup", end);
  head.addEventListener("pointercancel", end);
}
