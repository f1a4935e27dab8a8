// The slider of the time bar: a thumb for the day, and while two days are compared one for the earlier day, each with its
// day written above. Where both have the same place each keeps its half.

import { apart } from "./axis.js";
import { add, label } from "./dom.js";
import { DATA } from "./payload.js";
import { change, onChange, state, words } from "./store.js";
import { addMonths, clampDay } from "./time.js";

/** @import { Axis } from "./axis.js" */
/** @import { Day } from "./types.d.ts" */

const STEPS = 10000;
/** Half the width of a thumb, which keeps within the slider, in pixels. */
export const THUMB = 8;
/** Least room between the two written days, in pixels. */
const GAP = 14;

/**
 * @param {HTMLElement} bar
 * @param {Axis} axis
 * @param {Element} scale above which the days are written
 */
export function thumbs(bar, axis, scale) {
  const earlier = thumb(bar, axis, { key: "compare", id: "earlier", within: earlierThanDay });
  const day = thumb(bar, axis, { key: "day", id: "slider", within: laterThanCompared });
  const flags = add(null, "div", { className: "flags", "aria-hidden": "true" });
  scale.before(flags);
  const [one, other] = [add(flags, "span"), add(flags, "span")];

  function name() {
    const compared = state.compare !== null;
    label(earlier.slider, words.say("earlierDay"));
    label(day.slider, words.say(compared ? "laterDay" : "timeBar"));
  }
  function show() {
    const { compare } = state;
    document.body.classList.toggle("compared", compare !== null);
    earlier.slider.hidden = flags.hidden = compare === null;
    day.show(state.day);
    if (compare === null) return;
    earlier.show(compare);
    const middle = (axis.shareOf(compare) + axis.shareOf(state.day)) / 2;
    bar.style.setProperty("--middle", String(middle));
    one.textContent = words.day(compare);
    other.textContent = words.day(state.day);
    place(compare);
  }
  /** @param {Day} compare */
  function place(compare) {
    const room = flags.clientWidth;
    const x = (/** @type {Day} */ at) => THUMB + axis.shareOf(at) * (room - 2 * THUMB);
    const widths = /** @type {[number, number]} */ ([one.offsetWidth, other.offsetWidth]);
    const [left, right] = apart([x(compare), x(state.day)], widths, room, GAP);
    one.style.left = `${left}px`;
    other.style.left = `${right}px`;
  }
  new ResizeObserver(() => state.compare !== null && place(state.compare)).observe(flags);
  onChange((changed) => {
    if (changed.has("language") || changed.has("compare")) name();
    if (["day", "compare", "language"].some((field) => changed.has(field))) show();
  });
  name();
  show();
}

/** @param {Day} day */
function earlierThanDay(day) {
  return Math.min(day, state.day - 1);
}

/** @param {Day} day */
function laterThanCompared(day) {
  return state.compare === null ? day : Math.max(day, state.compare + 1);
}

/**
 * @param {HTMLElement} bar
 * @param {Axis} axis
 * @param {{ key: "day" | "compare", id: string, within: (day: Day) => Day }} which and how far it may go
 */
function thumb(bar, axis, { key, id, within }) {
  const range = { min: "0", max: String(STEPS), step: "1" };
  const slider = add(bar, "input", { type: "range", className: "slider", ...range, id });

  /** @param {Day} day */
  function show(day) {
    const late = day > DATA.reviewed ? words.say("notReviewedShort") : "";
    slider.value = String(Math.round(axis.shareOf(day) * STEPS));
    slider.setAttribute("aria-valuetext", [words.day(day), late].filter(Boolean).join(", "));
  }
  /** @param {Day} wanted */
  function go(wanted) {
    const day = within(clampDay(DATA, wanted));
    change({ [key]: day });
    show(day); // the thumb may have gone further than it may
  }
  slider.addEventListener("input", () => go(axis.dayAt(Number(slider.value) / STEPS)));
  slider.addEventListener("keydown", (event) => {
    const day = event.ctrlKey || event.altKey || event.metaKey ? null : dayAfterKey(state[key], event);
    if (day === null) return; // by itself the slider would move by steps of the bar, not by days
    event.preventDefault();
    go(day);
  });
  return { slider, show };
}

/**
 * @param {Day | null} day
 * @param {KeyboardEvent} event
 */
function dayAfterKey(day, { key, shiftKey }) {
  if (day === null) return null;
  const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[key];
  if (direction) return shiftKey ? addMonths(day, direction) : day + direction;
  const months = { PageDown: -12, PageUp: 12 }[key];
  if (months) return addMonths(day, months);
  return { Home: DATA.first, End: DATA.last }[key] ?? null;
}
