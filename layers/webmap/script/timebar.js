// The time bar: one slider over the whole record, with the early decades pressed together, because most
// of what the record dates happened after 1988 and after 2020.

const STEPS = 10000;
const BREAKS = [[DATA.first, 0], [parseDay("1988-01-01"), 0.05], [parseDay("2020-01-01"), 0.36], [DATA.last, 1]];
const SPEEDS = [0.5, 1, 2, 4];
const PLAY_MS = 1400;
const ICONS = {
  play: "M4 2.5V13.5L13 8Z",
  pause: "M4 3H7V13H4ZM9.5 3H12.5V13H9.5Z",
  previousChange: "M3 3H5V13H3ZM13 3V13L5.5 8Z",
  lanes: "M2 3H9V5H2ZM5 7H14V9H5ZM2 11H11V13H2Z",
  nextChange: "M11 3H13V13H11ZM3 3V13L10.5 8Z",
};

/** Share of the bar, 0 to 1, at which a day stands; `dayAt` is its inverse. */
function shareOf(day) {
  const i = Math.max(1, BREAKS.findIndex(([end]) => day <= end));
  const [[d0, s0], [d1, s1]] = [BREAKS[i - 1], BREAKS[i]];
  return s0 + ((day - d0) / (d1 - d0)) * (s1 - s0);
}

function dayAt(share) {
  const i = Math.max(1, BREAKS.findIndex(([, end]) => share <= end));
  const [[d0, s0], [d1, s1]] = [BREAKS[i - 1], BREAKS[i]];
  return Math.round(d0 + ((share - s0) / (s1 - s0)) * (d1 - d0));
}

function timeBar(map) {
  const bar = document.getElementById("timebar");
  const row = add(bar, "div", { className: "controls" });
  const play = button(row, "play", togglePlay);
  const previous = button(row, "previousChange", () => step(-1));
  const next = button(row, "nextChange", () => step(1));
  const today = add(row, "output", { className: "today" });
  const field = add(row, "input", { type: "text", className: "day", size: 10, inputMode: "numeric", autocomplete: "off", spellcheck: false });
  const inView = add(null, "input", { type: "checkbox", id: "in-view" });
  const inViewLabel = add(null, "label", { htmlFor: "in-view" });
  add(row, "span", { className: "inview" }, inView, inViewLabel);
  const speed = add(row, "select", { className: "speed" }, ...SPEEDS.map((s) => new Option(s + "×", s, s === 1, s === 1)));
  const showLanes = lanes(bar);
  const chart = button(row, "lanes", () => chart.setAttribute("aria-pressed", showLanes()));
  const trouble = add(bar, "p", { className: "trouble", role: "alert" });
  const axis = svg(bar, "svg", { class: "axis", "aria-hidden": "true" });
  const slider = add(bar, "input", { type: "range", className: "slider", min: 0, max: STEPS, step: 1, id: "slider" });
  let playing = null;

  function changeDays() {
    if (!inView.checked) return DATA.changes;
    const bounds = map.getBounds();
    const seen = DATA.features.filter((f) => !state.hidden.has(DATA.entities[f.entity].layer) && bounds.intersects(f.bounds));
    return changesOf(new Set(seen.map((f) => f.entity)));
  }
  function step(direction) {
    const days = changeDays();
    const day = direction > 0 ? days.find((d) => d > state.day) : days.filter((d) => d < state.day).pop();
    if (day !== undefined) change({ day });
    return day !== undefined;
  }
  function togglePlay() {
    if (playing) return stop();
    playing = setInterval(() => step(1) || stop(), PLAY_MS / speed.value);
    labelPlay();
  }
  function stop() {
    clearInterval(playing);
    playing = null;
    labelPlay();
  }
  function labelPlay() {
    const key = playing ? "pause" : "play";
    play.replaceChildren(icon(ICONS[key]));
    label(play, key);
  }
  function typed() {
    const day = parseDay(field.value.trim());
    const fault = day === null ? say("badDay") : inRecord(day) ? "" : say("dayOutside", { first: isoDay(DATA.first), last: isoDay(DATA.last) });
    trouble.textContent = fault;
    field.setAttribute("aria-invalid", Boolean(fault));
    if (!fault) change({ day });
  }
  function pressed(event) {
    const move = {
      ArrowLeft: () => state.day - 1, ArrowDown: () => state.day - 1, ArrowRight: () => state.day + 1, ArrowUp: () => state.day + 1,
      PageDown: () => addMonths(state.day, -12), PageUp: () => addMonths(state.day, 12), Home: () => DATA.first, End: () => DATA.last,
    }[event.key];
    const months = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    change({ day: clampDay(event.shiftKey && months ? addMonths(state.day, months) : move()) });
  }
  function shortcut(event) {
    const typing = event.target.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  }
  function words() {
    labelPlay();
    for (const [element, key] of [[previous, "previousChange"], [next, "nextChange"], [chart, "lanes"], [field, "dayInput"], [speed, "speed"], [slider, "timeBar"]]) label(element, key);
    inViewLabel.textContent = say("inView");
  }
  function show() {
    const late = state.day > DATA.reviewed;
    today.textContent = dayWords(state.day);
    if (late) add(today, "small", {}, " " + say("notReviewedShort"));
    if (document.activeElement !== field || parseDay(field.value.trim()) !== null) field.value = isoDay(state.day);
    slider.value = Math.round(shareOf(state.day) * STEPS);
    slider.setAttribute("aria-valuetext", dayWords(state.day) + (late ? ", " + say("notReviewedShort") : ""));
    trouble.textContent = "";
    field.removeAttribute("aria-invalid");
  }

  slider.addEventListener("input", () => change({ day: dayAt(slider.value / STEPS) }));
  slider.addEventListener("keydown", pressed);
  field.addEventListener("change", typed);
  field.addEventListener("keydown", (event) => event.key === "Enter" && typed());
  document.addEventListener("keydown", shortcut);
  const draw = () => drawAxis(axis);
  new ResizeObserver(draw).observe(axis);
  onChange((changed) => {
    if (changed.has("language")) (words(), draw());
    if (changed.has("day") || changed.has("language")) show();
  });
  words();
  show();
  return { stop };
}

function button(parent, key, onclick) {
  return add(parent, "button", { type: "button", className: "icon " + key, onclick }, icon(ICONS[key]));
}

function icon(d) {
  const box = svg(null, "svg", { width: 16, height: 16, "aria-hidden": "true" });
  svg(box, "path", { d });
  return box;
}

function label(element, key) {
  element.title = say(key);
  element.setAttribute("aria-label", say(key));
}

/** Years below, one tick an event above, and the days that nobody has reviewed greyed. */
function drawAxis(axis) {
  axis.replaceChildren();
  const width = axis.clientWidth;
  if (!width) return;
  const x = (day) => 8 + shareOf(day) * (width - 16);
  svg(axis, "rect", { x: 8, y: 14, width: width - 16, height: 5, rx: 2.5, class: "track" });
  svg(axis, "rect", { x: x(DATA.reviewed + 1), y: 2, width: width - 8 - x(DATA.reviewed + 1), height: 28, class: "unreviewed" });
  for (const event of DATA.events) {
    const tick = svg(axis, "path", { d: "M" + x(event.day).toFixed(1) + " 3V13", class: "tick" });
    svg(tick, "title", {}).textContent = dayWords(event.day) + ": " + recordText(event.title);
    tick.addEventListener("click", () => change({ day: clampDay(event.day) }));
  }
  let free = 0;
  for (const year of [1923, 1988, 1994, 2000, 2005, 2010, 2015, 2020, 2021, 2022, 2023, 2024, 2025, 2026]) {
    const at = x(parseDay(year + "-01-01"));
    svg(axis, "path", { d: "M" + at.toFixed(1) + " 19V24", class: "year" });
    if (at < free || at > width - 14) continue;
    svg(axis, "text", { x: Math.max(at, 16), y: 35, "text-anchor": "middle" }).textContent = year;
    free = at + 38;
  }
}
