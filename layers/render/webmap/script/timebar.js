// The time bar: the day shown, in words, as a field and as a slider over the whole record, with its buttons.

import { axisOf, yearLabels } from "./axis.js";
import { comparing } from "./comparing.js";
import { dayField } from "./dayfield.js";
import { add, byId, icon, label, svg } from "./dom.js";
import { lanes } from "./lanes.js";
import { DATA } from "./payload.js";
import { changesOf } from "./record.js";
import { boundsOf } from "./shapes.js";
import { change, onChange, state, words } from "./store.js";
import { THUMB, thumbs } from "./thumbs.js";
import { clampDay, dayOf } from "./time.js";

/** @import { Axis } from "./axis.js" */
/** @import { Day } from "./types.d.ts" */

/** Width of the label of a year with the gap beside it, in pixels. */
const YEAR = 38;
const SPEEDS = [0.5, 1, 2, 4];
const PLAY_MS = 1400;
const ICONS = {
  play: "M4 2.5V13.5L13 8Z",
  pause: "M4 3H7V13H4ZM9.5 3H12.5V13H9.5Z",
  previousChange: "M3 3H5V13H3ZM13 3V13L5.5 8Z",
  lanes: "M2 3H9V5H2ZM5 7H14V9H5ZM2 11H11V13H2Z",
  nextChange: "M11 3H13V13H11ZM3 3V13L10.5 8Z",
};

/** @param {L.Map} map */
export function timeBar(map) {
  const axis = axisOf(DATA.axis);
  const bar = byId("timebar");
  const row = add(bar, "div", { className: "controls" });
  const player = play(row, () => step(1), rewind);
  const previous = button(row, "previousChange", () => step(-1));
  const next = button(row, "nextChange", () => step(1));
  const today = add(row, "output", { className: "today" });
  const trouble = add(null, "p", { className: "trouble", role: "alert" });
  dayField(row, { key: "day", name: "dayInput", chosen: (day) => change({ day }), trouble });
  comparing(row, bar, trouble);
  const changeDays = changesSeen(map, row);
  row.append(player.speed);
  const chart = button(row, "lanes", () => chart.setAttribute("aria-pressed", String(showLanes())));
  chart.setAttribute("aria-pressed", "false");
  bar.append(trouble);
  const scale = svg(bar, "svg", { class: "axis", "aria-hidden": "true" });
  const showLanes = lanes(bar, axis, () => trackOf(scale));
  thumbs(bar, axis, scale);

  /** @param {1 | -1} direction */
  function step(direction) {
    const days = changeDays().filter((day) => state.compare === null || day > state.compare);
    const day = direction > 0 ? days.find((d) => d > state.day) : days.filter((d) => d < state.day).pop();
    if (day !== undefined) change({ day });
    return day !== undefined;
  }
  /** Where nothing comes any more, go to the first day, or of two days to that after the earlier one. */
  function rewind() {
    const first = state.compare === null ? DATA.first : state.compare + 1;
    if (!changeDays().some((day) => day > state.day)) change({ day: first });
  }
  function name() {
    label(previous, words.say("previousChange"));
    label(next, words.say("nextChange"));
    label(chart, words.say("lanes"));
  }
  function show() {
    const { day, compare } = state;
    const late = day > DATA.reviewed ? words.say("notReviewedShort") : "";
    today.textContent = compare === null ? words.day(day) : `${words.day(compare)} → ${words.day(day)}`;
    if (late) add(today, "small", {}, ` ${late}`);
  }
  const draw = () => drawAxis(scale, axis);

  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  new ResizeObserver(draw).observe(scale);
  onChange((changed) => {
    if (changed.has("language")) {
      name();
      draw();
    }
    if (["day", "compare", "language"].some((field) => changed.has(field))) show();
  });
  name();
  show();
}

/**
 * Add the button that goes from change to change by itself, and make the choice of its speed.
 *
 * @param {HTMLElement} row
 * @param {() => boolean} step goes on and says whether there was anything to go to
 * @param {() => void} rewind goes to the beginning where there is nothing
 */
function play(row, step, rewind) {
  const start = button(row, "play", toggle);
  const options = SPEEDS.map((s) => new Option(`${s}×`, String(s), s === 1, s === 1));
  const speed = add(null, "select", { className: "speed" }, ...options);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;

  function toggle() {
    if (playing) return stop();
    rewind();
    playing = setInterval(() => step() || stop(), PLAY_MS / Number(speed.value));
    name();
  }
  function stop() {
    clearInterval(playing);
    playing = undefined;
    name();
  }
  function name() {
    const key = playing ? "pause" : "play";
    start.replaceChildren(icon(ICONS[key]));
    label(start, words.say(key));
    label(speed, words.say("speed"));
  }
  onChange((changed) => changed.has("language") && name());
  name();
  return { speed };
}

/**
 * Add the choice whether only changes in view count; return a function that gives the days of those that do.
 *
 * @param {L.Map} map
 * @param {HTMLElement} row
 */
function changesSeen(map, row) {
  const box = add(null, "input", { type: "checkbox", id: "in-view" });
  const text = add(null, "label", { htmlFor: "in-view" });
  add(row, "span", { className: "inview" }, box, text);
  /** @type {{ entity: string, bounds: L.LatLngBounds }[] | undefined} found when first asked for: there may be many */
  let places;

  function name() {
    text.textContent = words.say("inView");
  }
  onChange((changed) => changed.has("language") && name());
  name();
  return () => {
    if (!box.checked) return DATA.changes;
    const view = map.getBounds();
    places ??= DATA.features.map(({ entity, geometry }) => ({ entity, bounds: boundsOf(geometry) }));
    const seen = places.filter(({ entity, bounds }) => {
      return !state.hidden.has(DATA.entities[entity].layer) && view.intersects(bounds);
    });
    return changesOf(DATA, new Set(seen.map(({ entity }) => entity)));
  };
}

/** @param {KeyboardEvent} event */
function isShortcut({ target, ctrlKey, altKey, metaKey }) {
  const field = "input:not([type=range]):not([type=checkbox]), select, textarea";
  const typing = target instanceof Element && target.matches(field);
  return !(typing || ctrlKey || altKey || metaKey);
}

/**
 * @param {HTMLElement} parent
 * @param {keyof typeof ICONS} key
 * @param {() => void} onclick
 */
function button(parent, key, onclick) {
  return add(parent, "button", { type: "button", className: `icon ${key}`, onclick }, icon(ICONS[key]));
}

/**
 * Where the thumb's middle can stand: left end, in pixels of the window, and width.
 *
 * @param {SVGSVGElement} scale
 */
function trackOf(scale) {
  const { left, width } = scale.getBoundingClientRect();
  return { left: left + THUMB, width: width - 2 * THUMB };
}

/**
 * Years below, one tick an event above, and the days that nobody has reviewed greyed.
 *
 * @param {SVGSVGElement} box
 * @param {Axis} axis
 */
function drawAxis(box, axis) {
  box.replaceChildren();
  const width = box.clientWidth;
  if (!width) return;
  const x = (/** @type {Day} */ day) => THUMB + axis.shareOf(day) * (width - 2 * THUMB);
  svg(box, "rect", { x: THUMB, y: 14, width: width - 2 * THUMB, height: 5, rx: 2.5, class: "track" });
  const late = x(DATA.reviewed + 1);
  svg(box, "rect", { x: late, y: 2, width: width - THUMB - late, height: 28, class: "unreviewed" });
  for (const event of DATA.events) addTick(box, event, x(event.day));
  addYears(box, width, x);
}

/**
 * @param {SVGSVGElement} box
 * @param {{ day: Day, title: string }} event
 * @param {number} x
 */
function addTick(box, { day, title }, x) {
  const tick = svg(box, "path", { d: `M${x.toFixed(1)} 3V13`, class: "tick" });
  svg(tick, "title", {}).textContent = `${words.day(day)}: ${words.record(title)}`;
  tick.addEventListener("click", () => change({ day: clampDay(DATA, day) }));
}

/**
 * A line and a number for each year for which there is room.
 *
 * @param {SVGSVGElement} box
 * @param {number} width
 * @param {(day: Day) => number} x
 */
function addYears(box, width, x) {
  const inside = (/** @type {number} */ at) => Math.min(Math.max(at, 16), width - 16);
  for (const { year, x: at } of yearLabels(DATA, (day) => inside(x(day)), YEAR)) {
    const start = x(clampDay(DATA, dayOf(year, 0, 1)));
    svg(box, "path", { d: `M${start.toFixed(1)} 19V24`, class: "year" });
    svg(box, "text", { x: at, y: 35, "text-anchor": "middle" }).textContent = String(year);
  }
}
