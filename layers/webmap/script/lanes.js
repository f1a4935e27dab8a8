// The timeline chart: one lane an entity, coloured by status, pale where only possible, events as marks.

const LANE = 17;
const NAMES = 200;

function lanes(bar) {
  const box = add(null, "div", { id: "lanes", hidden: true });
  bar.prepend(box);
  const chart = svg(box, "svg", { class: "chart", role: "img" });
  let now = null;

  const xOf = (day) => NAMES + shareOf(day) * (chart.clientWidth - NAMES - 10);

  function draw() {
    chart.replaceChildren();
    if (box.hidden || !chart.clientWidth) return;
    const dated = Object.entries(DATA.entities).filter(([, e]) => e.states.length && !state.hidden.has(e.layer));
    chart.setAttribute("height", dated.length * LANE + 4);
    chart.setAttribute("aria-label", say("lanes"));
    dated.forEach(([id, entity], i) => lane(id, entity, i * LANE + 2));
    const left = xOf(Math.min(DATA.reviewed + 1, DATA.last));
    svg(chart, "rect", { x: left, y: 0, width: xOf(DATA.last) - left, height: dated.length * LANE, class: "unreviewed" });
    now = svg(chart, "path", { class: "now" });
    follow();
  }
  function lane(id, entity, y) {
    const name = svg(chart, "text", { x: NAMES - 8, y: y + 11, "text-anchor": "end" });
    name.textContent = shortened(titleOf(id), 32);
    svg(name, "title", {}).textContent = titleOf(id);
    for (const s of entity.states) stateBars(s, y);
    for (const s of entity.rivals) stripe(s.from, s.to, y + LANE - 5, 2.5, DATA.palette.ink, 1, say("accordingTo", { party: say(s.party) }) + ": " + words(s));
    for (const event of DATA.events.filter((e) => e.entities.includes(id))) {
      const mark = svg(chart, "circle", { cx: xOf(event.day), cy: y + 6, r: 2.2, class: "mark" });
      svg(mark, "title", {}).textContent = dayWords(event.day) + ": " + recordText(event.title);
    }
  }
  /** The whole interval pale, and over it the part that is certain. */
  function stateBars(s, y) {
    const style = DATA.styles[s.status];
    const colour = style.fill ? paint(style) : style.stroke;
    stripe(s.from, s.to, y, 12, colour, DATA.opacity.possible, words(s));
    const end = Math.min(s.endEarliest ?? s.to ?? DATA.last, DATA.reviewed + 1);
    if (s.startLatest !== null) stripe(s.startLatest, end, y, 12, colour, 0.95, words(s));
  }
  function stripe(from, to, y, height, fill, opacity, title) {
    const [left, right] = [clampDay(from), clampDay(to ?? DATA.last)].map(xOf);
    if (right <= left) return;
    const bar = svg(chart, "rect", { x: left, y, width: right - left, height, fill, "fill-opacity": opacity });
    svg(bar, "title", {}).textContent = title;
  }
  function words(s) {
    return say(s.status) + ", " + intervalWords(s);
  }
  function follow() {
    if (now) now.setAttribute("d", "M" + xOf(state.day) + " 0V" + chart.getAttribute("height"));
  }
  chart.addEventListener("click", (event) => {
    const share = (event.clientX - chart.getBoundingClientRect().left - NAMES) / (chart.clientWidth - NAMES - 10);
    if (share >= 0 && share <= 1) change({ day: clampDay(dayAt(share)) });
  });
  new ResizeObserver(draw).observe(chart);
  onChange((changed) => (changed.has("language") || changed.has("hidden") ? draw() : follow()));
  return () => {
    box.hidden = !box.hidden;
    draw();
    return !box.hidden;
  };
}

function shortened(text, length) {
  return text.length > length ? text.slice(0, length - 1) + "…" : text;
}
