// The timeline chart: one lane an entity, coloured by status, pale where only possible, events as marks.

import { add, svg } from "./dom.js";
import { paint } from "./paint.js";
import { DATA } from "./payload.js";
import { change, onChange, state, words } from "./store.js";
import { clampDay, spansOf } from "./time.js";

/** @import { Axis } from "./axis.js" */
/** @import { Day, Entity, Interval, Span, Told } from "./types.d.ts" */

/** Height of a lane, width of the names and of the edge on the right, in pixels. */
const LANE = 17;
const NAMES = 200;
const EDGE = 10;

/**
 * Add the chart, shut; return a function that opens or shuts it and says whether it is open.
 *
 * @param {HTMLElement} bar
 * @param {Axis} axis
 */
export function lanes(bar, axis) {
  const box = add(null, "div", { id: "lanes", hidden: true });
  bar.prepend(box);
  const chart = svg(box, "svg", { class: "chart", role: "img" });
  /** @type {SVGElement | null} */
  let now = null;

  const span = () => chart.clientWidth - NAMES - EDGE;
  const xOf = (/** @type {Day} */ day) => NAMES + axis.shareOf(day) * span();

  function draw() {
    chart.replaceChildren();
    if (box.hidden || !chart.clientWidth) return;
    const dated = Object.entries(DATA.entities).filter(([, e]) => e.dated && !state.hidden.has(e.layer));
    chart.setAttribute("height", String(dated.length * LANE + 4));
    chart.setAttribute("aria-label", words.say("lanes"));
    dated.forEach(([id, entity], i) => {
      addLane(id, entity, i * LANE + 2);
    });
    const left = xOf(Math.min(DATA.reviewed + 1, DATA.last));
    const [width, height] = [xOf(DATA.last) - left, dated.length * LANE];
    svg(chart, "rect", { x: left, y: 0, width, height, class: "unreviewed" });
    now = svg(chart, "path", { class: "now" });
    follow();
  }
  /**
   * @param {string} id
   * @param {Entity} entity
   * @param {number} y
   */
  function addLane(id, entity, y) {
    const title = words.title(id);
    const name = svg(chart, "text", { x: NAMES - 8, y: y + 11, "text-anchor": "end" });
    name.textContent = shortened(title, 32);
    svg(name, "title", {}).textContent = title;
    for (const span of spansOf(entity, state.party)) addSpan(entity, span, y);
    for (const told of entity.states) if (told.party !== null) addStatement(told, y);
    for (const event of DATA.events) if (event.entities.includes(id)) addMark(event, y);
  }
  /**
   * @param {Entity} entity
   * @param {Span} span
   * @param {number} y
   */
  function addSpan({ states }, [from, to, index, certainty], y) {
    const told = states[index];
    const style = DATA.styles[told.status];
    const fill = style.fill ? paint(style) : style.stroke;
    const opacity = certainty === "certain" ? 0.95 : DATA.opacity[certainty];
    addBar({ from, to }, { y, height: 12, fill, "fill-opacity": opacity }, words.state(told));
  }
  /**
   * @param {Told} told
   * @param {number} y
   */
  function addStatement(told, y) {
    const thin = { y: y + LANE - 5, height: 2.5, fill: DATA.palette.ink, "fill-opacity": 1 };
    addBar(told, thin, `${words.accordingTo(told.party)}: ${words.state(told)}`);
  }
  /**
   * @param {{ day: Day, title: string }} event
   * @param {number} y
   */
  function addMark({ day, title }, y) {
    const mark = svg(chart, "circle", { cx: xOf(day), cy: y + 6, r: 2.2, class: "mark" });
    svg(mark, "title", {}).textContent = `${words.day(day)}: ${words.record(title)}`;
  }
  /**
   * @param {Interval} interval
   * @param {Record<string, string | number>} attributes
   * @param {string} title
   */
  function addBar({ from, to }, { y, ...attributes }, title) {
    const [left, right] = [from ?? DATA.first, to ?? DATA.last].map((day) => xOf(clampDay(DATA, day)));
    if (right <= left) return;
    const rect = svg(chart, "rect", { x: left, y, width: right - left, ...attributes });
    svg(rect, "title", {}).textContent = title;
  }
  function follow() {
    now?.setAttribute("d", `M${xOf(state.day)} 0V${chart.getAttribute("height")}`);
  }
  chart.addEventListener("click", (event) => {
    const share = (event.clientX - chart.getBoundingClientRect().left - NAMES) / span();
    if (share >= 0 && share <= 1) change({ day: axis.dayAt(share) });
  });
  new ResizeObserver(draw).observe(chart);
  onChange((changed) => (["language", "hidden", "party"].some((field) => changed.has(field)) ? draw() : follow()));
  return () => {
    box.hidden = !box.hidden;
    draw();
    return !box.hidden;
  };
}

/**
 * @param {string} text
 * @param {number} length
 */
function shortened(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
