// The timeline chart: one lane an entity, coloured by status, pale where only possible, events as marks.

import { add, svg } from "./dom.js";
import { paint } from "./paint.js";
import { DATA } from "./payload.js";
import { change, onChange, state, words } from "./store.js";
import { clampDay, spansOf } from "./time.js";

/** @import { Axis } from "./axis.js" */
/** @import { Day, Entity, Interval, Span, Told } from "./types.d.ts" */

/** Height of a lane, of a name where it stands above its lane, and the room below which it does, in pixels. */
const LANE = 17;
const NAME = 14;
const ROOM = 100;

/**
 * Add the chart, shut; return a function that opens or shuts it and says whether it is open.
 *
 * @param {HTMLElement} bar
 * @param {Axis} axis
 * @param {() => { left: number, width: number }} trackOf where the slider stands, under which the days must lie
 */
export function lanes(bar, axis, trackOf) {
  const box = add(null, "div", { id: "lanes", hidden: true, tabIndex: 0, role: "group" });
  bar.prepend(box);
  const chart = svg(box, "svg", { class: "chart", role: "img" });
  /** @type {SVGElement | null} */
  let now = null;

  let [left, width] = [0, 0];

  const xOf = (/** @type {Day} */ day) => left + axis.shareOf(day) * width;

  function draw() {
    chart.replaceChildren();
    box.setAttribute("aria-label", words.say("lanes"));
    if (box.hidden || !chart.clientWidth) return;
    const track = trackOf();
    left = track.left - chart.getBoundingClientRect().left;
    width = track.width;
    const step = LANE + (left < ROOM ? NAME : 0);
    const dated = Object.entries(DATA.entities).filter(([, e]) => e.dated && !state.hidden.has(e.layer));
    chart.setAttribute("height", String(dated.length * step + 4));
    chart.setAttribute("aria-label", words.say("lanes"));
    dated.forEach(([id, entity], i) => {
      addLane(id, entity, i * step + 2, step - LANE);
    });
    const late = xOf(Math.min(DATA.reviewed + 1, DATA.last));
    const greyed = { x: late, y: 0, width: xOf(DATA.last) - late, height: dated.length * step };
    svg(chart, "rect", { ...greyed, class: "unreviewed" });
    now = svg(chart, "path", { class: "now" });
    follow();
  }
  /**
   * @param {string} id
   * @param {Entity} entity
   * @param {number} top
   * @param {number} above what of the height is the name's; none where it stands beside the lane
   */
  function addLane(id, entity, top, above) {
    const title = words.title(id);
    const y = top + above;
    const beside = { x: left - 16, y: y + 11, "text-anchor": "end" };
    const name = svg(chart, "text", above ? { x: left, y: top + 11 } : beside);
    const room = above ? width : left - 24;
    for (let length = title.length; length > 3; length -= 1) {
      name.textContent = shortened(title, length);
      if (name.getComputedTextLength() <= room) break;
    }
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
    const thin = { y: y + LANE - 5, height: 2.5, class: "stated" };
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
    const share = (event.clientX - chart.getBoundingClientRect().left - left) / width;
    if (share >= 0 && share <= 1) change({ day: axis.dayAt(share) });
  });
  new ResizeObserver(draw).observe(chart);
  onChange((changed) => (["language", "hidden", "party"].some((field) => changed.has(field)) ? draw() : follow()));
  return () => {
    box.hidden = !box.hidden;
    document.body.classList.toggle("laned", !box.hidden);
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
