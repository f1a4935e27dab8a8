// Layers and legend: what can be shown, and what is shown on this day only.

const MODES = ["status", "agreement"];
const PARTIES = ["", "Azerbaijan", "Armenia", "Karabakh authorities", "third parties"];

function panel(map) {
  const box = add(document.body, "details", { id: "panel", open: window.innerWidth > 640 });
  L.DomEvent.disableClickPropagation(box);
  const head = add(box, "summary");
  const body = add(box, "div", { className: "body" });

  function show() {
    const focused = document.activeElement?.id;
    head.textContent = say("layers");
    body.replaceChildren();
    legend(body, map);
    layerList(body);
    choices(body);
    if (focused) document.getElementById(focused)?.focus();
  }
  onChange((changed) => {
    if (!changed.has("selected") || changed.size > 1) show();
  });
  show();
}

function layerList(body) {
  add(body, "h2", {}, say("layersOnly"));
  for (const group of ["territory", "corridor", "zone", "context"]) {
    const layers = layersOf().filter((layer) => groupOf(layer) === group);
    if (!layers.length) continue;
    const set = add(body, "fieldset", {}, add(null, "legend", {}, toggle("group-" + group, say("group:" + group), layers)));
    for (const layer of layers) set.append(toggle("layer-" + layer, say("layer:" + layer), [layer]));
  }
}

/** A layer stands under the first of its entities' groups. */
function groupOf(layer) {
  return Object.values(DATA.entities).find((e) => e.layer === layer).group;
}

function toggle(id, words, layers) {
  const shown = layers.filter((layer) => !state.hidden.has(layer)).length;
  const input = add(null, "input", { type: "checkbox", id, checked: shown === layers.length, indeterminate: shown > 0 && shown < layers.length });
  input.onchange = () => {
    const hidden = new Set(state.hidden);
    for (const layer of layers) input.checked ? hidden.delete(layer) : hidden.add(layer);
    change({ hidden });
  };
  return add(null, "label", { className: "toggle" }, input, " " + words);
}

/** The statuses drawn now, each with the entities that have it as buttons that open their card. */
function legend(body, map) {
  add(body, "h2", {}, state.mode === "difference" ? say("changed") : say("legend"));
  const rows = legendRows();
  if (!rows.size) add(body, "p", { className: "quiet" }, say("nothingShown"));
  for (const { swatch, words, entities } of rows.values()) {
    const row = add(body, "details", { className: "row" });
    add(row, "summary", {}, swatch, " " + words);
    for (const entity of entities) add(row, "button", { type: "button", className: "plain", onclick: () => choose(map, entity) }, titleOf(entity));
  }
  legendNotes(body);
}

function legendRows() {
  const rows = new Map();
  const view = viewOf();
  for (const feature of DATA.features) {
    const look = lookOf(feature, view);
    if (!look) continue;
    const key = [view.agreement && look.status ? agreementKey(feature, view) : look.status, look.certainty].join("|");
    if (!rows.has(key)) rows.set(key, { swatch: swatchOf(look.style, DATA.opacity[look.certainty]), words: legendWords(key), entities: new Set() });
    rows.get(key).entities.add(feature.entity);
  }
  const order = [...Object.keys(DATA.agreement), ...Object.keys(DATA.styles)];
  const place = ([key]) => (order.indexOf(key.split("|")[0]) + order.length) % order.length;
  return new Map([...rows].sort((a, b) => place(a) - place(b)));
}

function agreementKey(feature, view) {
  return agreementOf(DATA.entities[feature.entity], stateOn(feature.entity, view.day, view.party), view.day);
}

function legendWords(key) {
  const [code, certainty] = key.split("|");
  if (code === "unchanged") return say("unchanged");
  if (code.includes(">")) return code.split(">").map((c) => (c === "none" ? say("noStatusShort") : say(c))).join(" → ");
  const words = code ? say(code) : say("noStatus");
  return words + (certainty === "certain" ? "" : " (" + say(certainty === "possible" ? "possible" : "notReviewedShort") + ")");
}

function legendNotes(body) {
  const view = viewOf();
  const shown = DATA.features.filter((f) => lookOf(f, view));
  if (shown.some((f) => f.schematic)) {
    const sample = { stroke: DATA.palette.muted, width: 1.2, dash: DATA.schematicDash, ticks: false, fill: DATA.palette.paper, hatch: "none" };
    const box = swatchOf(sample);
    box.firstChild.setAttribute("stroke-dasharray", DATA.schematicDash.join(" "));
    add(body, "p", { className: "note" }, box, " " + say("schematicShort"));
  }
  if (say("inEnglish")) add(body, "p", { className: "note" }, say("inEnglish"));
  if (state.day > DATA.reviewed) add(body, "p", { className: "note" }, say("notReviewed", { day: dayWords(DATA.reviewed) }));
}

function choices(body) {
  pick(body, "language", "language", Object.entries(DATA.languages), state.language, (language) => change({ language }));
  pick(body, "mode", "mode", MODES.map((m) => [m, say("mode:" + m)]), state.mode, (mode) => change({ mode }));
  const parties = PARTIES.map((p) => [p, p ? say(p) : say("recordParty")]);
  pick(body, "party", "party", parties, state.party, (party) => change({ party }));
}

function pick(body, id, key, options, value, onpick) {
  const select = add(null, "select", { id: "pick-" + id }, ...options.map(([v, words]) => new Option(words, v, v === value, v === value)));
  select.onchange = () => onpick(select.value);
  add(body, "label", { className: "pick" }, say(key) + " ", select);
}
