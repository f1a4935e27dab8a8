// Layers and legend: what can be shown, and what is shown on this day only.

import { choose } from "./card.js";
import { add } from "./dom.js";
import { legendRows, viewOf } from "./looks.js";
import { swatchOf } from "./paint.js";
import { DATA } from "./payload.js";
import { groupOf, PARTIES } from "./record.js";
import { change, LAYERS, onChange, state, words } from "./store.js";

/** @import { Look, Mode } from "./types.d.ts" */

const GROUPS = ["territory", "corridor", "zone", "context"];
/** What the reader of one day can pick; the difference is for two days, which the page around the map gives. */
const MODES = ["status", "agreement"];

/** @param {L.Map} map */
export function panel(map) {
  const box = add(document.body, "details", { id: "panel", open: window.innerWidth > 640 });
  L.DomEvent.disableClickPropagation(box);
  const head = add(box, "summary");
  const body = add(box, "div", { className: "body" });

  function show() {
    const focused = document.activeElement?.id;
    head.textContent = words.say("layers");
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

/** @param {HTMLElement} body */
function layerList(body) {
  add(body, "h2", {}, words.say("layersOnly"));
  for (const group of GROUPS) {
    const layers = LAYERS.filter((layer) => groupOf(DATA, layer) === group);
    if (!layers.length) continue;
    const whole = toggle(`group-${group}`, words.say(`group:${group}`), layers);
    const set = add(body, "fieldset", {}, add(null, "legend", {}, whole));
    for (const layer of layers) set.append(toggle(`layer-${layer}`, words.say(`layer:${layer}`), [layer]));
  }
}

/**
 * @param {string} id
 * @param {string} text
 * @param {string[]} layers those that it switches on and off
 */
function toggle(id, text, layers) {
  const shown = layers.filter((layer) => !state.hidden.has(layer)).length;
  const input = add(null, "input", { type: "checkbox", id, checked: shown === layers.length });
  input.indeterminate = shown > 0 && shown < layers.length;
  input.onchange = () => {
    const others = [...state.hidden].filter((layer) => !layers.includes(layer));
    change({ hidden: new Set(input.checked ? others : [...others, ...layers]) });
  };
  return add(null, "label", { className: "toggle" }, input, ` ${text}`);
}

/**
 * The statuses drawn now, each with the entities that have it as buttons that open their card.
 *
 * @param {HTMLElement} body
 * @param {L.Map} map
 */
function legend(body, map) {
  add(body, "h2", {}, state.mode === "difference" ? words.say("changed") : words.say("legend"));
  const rows = legendRows(DATA, viewOf(state));
  if (!rows.length) add(body, "p", { className: "quiet" }, words.say("nothingShown"));
  for (const { code, look, entities } of rows) {
    const row = add(body, "details", { className: "row" });
    add(row, "summary", {}, swatchOf(look.style, DATA.opacity[look.certainty]), ` ${legendWords(code, look)}`);
    for (const id of entities) addEntity(row, map, id);
  }
  const schematic = rows.some((row) => row.schematic);
  notes(body, schematic);
}

/**
 * @param {HTMLElement} row
 * @param {L.Map} map
 * @param {string} id
 */
function addEntity(row, map, id) {
  const onclick = () => choose(map, id);
  add(row, "button", { type: "button", className: "plain", onclick }, words.title(id));
}

/**
 * @param {string | null} code
 * @param {Look} look
 */
function legendWords(code, { certainty }) {
  if (code === null) return words.say("noStatus");
  const [before, after] = code.split(">");
  if (after === undefined) return words.say(code) + words.hedge(certainty);
  return [before, after].map((one) => (one === "none" ? words.say("noStatusShort") : words.say(one))).join(" → ");
}

/**
 * @param {HTMLElement} body
 * @param {boolean} schematic whether anything drawn is schematic
 */
function notes(body, schematic) {
  if (schematic) add(body, "p", { className: "note" }, schematicSwatch(), ` ${words.say("schematicShort")}`);
  const english = words.say("inEnglish");
  if (english) add(body, "p", { className: "note" }, english);
  const reviewed = { day: words.day(DATA.reviewed) };
  if (state.day > DATA.reviewed) add(body, "p", { className: "note" }, words.say("notReviewed", reviewed));
}

function schematicSwatch() {
  const { palette, schematicDash: dash } = DATA;
  const style = { stroke: palette.muted, width: 1.2, dash, ticks: false, fill: palette.paper, hatch: "none" };
  const box = swatchOf({ ...style, hatch_colour: null });
  box.firstElementChild?.setAttribute("stroke-dasharray", dash.join(" "));
  return box;
}

/** @param {HTMLElement} body */
function choices(body) {
  const modes = MODES.map((mode) => [mode, words.say(`mode:${mode}`)]);
  const parties = PARTIES.map((party) => [party, party ? words.say(party) : words.say("recordParty")]);
  pick(body, "language", Object.entries(DATA.languages), state.language, (language) => change({ language }));
  pick(body, "mode", modes, state.mode, (mode) => change({ mode: /** @type {Mode} */ (mode) }));
  pick(body, "party", parties, state.party, (party) => change({ party }));
}

/**
 * @param {HTMLElement} body
 * @param {string} key of its words; its id ends so too
 * @param {string[][]} options value and words of each
 * @param {string} chosen
 * @param {(value: string) => void} onpick
 */
function pick(body, key, options, chosen, onpick) {
  const all = options.map(([value, text]) => new Option(text, value, value === chosen, value === chosen));
  const select = add(null, "select", { id: `pick-${key}` }, ...all);
  select.onchange = () => onpick(select.value);
  add(body, "label", { className: "pick" }, `${words.say(key)} `, select);
}
