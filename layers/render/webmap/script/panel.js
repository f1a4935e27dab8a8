// Layers and legend: what can be shown, and what is shown on this day only.

import { choose, chooseEvent, chooseTown } from "./card.js";
import { comparedOf, doDiffer } from "./differ.js";
import { comparison } from "./differences.js";
import { add } from "./dom.js";
import { finder } from "./find.js";
import { viewsOf } from "./looks.js";
import { swatchOf, trackSwatch } from "./paint.js";
import { DATA, START } from "./payload.js";
import { placeList } from "./places.js";
import { groupOf } from "./record.js";
import { legendOf } from "./scene.js";
import { sceneOf } from "./scenes.js";
import { change, LAYERS, onChange, state, words } from "./store.js";

/** @import { Look, Mode, SharedRow, Start, Track } from "./types.d.ts" */

/** The width, in CSS pixels, up to which the panel lies over the map (page.css). */
const NARROW = 640;
/** A row of the legend of more features lists its entities when it is opened. */
const FEW = 30;

/** The sorts of railways, each with the places of its lines among the features. */
const TRACKS = /** @type {Track[]} */ (Object.keys(DATA.tracks)).map((track) => ({
  track,
  lines: DATA.features.flatMap(({ entity, geometry }, i) =>
    DATA.entities[entity].track === track && geometry.type.endsWith("LineString") ? [i] : [],
  ),
}));

/** The entities of which a party states what the record does not. */
const STATED = {
  entities: Object.fromEntries(Object.entries(DATA.entities).filter(([, { spans }]) => Object.keys(spans).length > 1)),
};
/** What changes only the card, and what changes no more than the legend besides. */
const CARDS = new Set(["selected", "town", "event"]);
const DAYS = new Set([...CARDS, "day", "compare"]);
/** Keys of what the reader has opened. */
const unfolded = new Set();
/** What the legend says, and whether a map per party is offered; empty where it must be written anew. */
const written = { legend: "", perParty: "" };

/** @param {L.Map} map */
export function panel(map) {
  const side = add(document.body, "aside", { className: "side" });
  const box = add(side, "details", { id: "panel", open: window.innerWidth > NARROW });
  L.DomEvent.disableClickPropagation(box);
  const head = add(box, "summary");
  /** @param {typeof chooseEvent} open */
  const door = (open) => (/** @type {string} */ id) => {
    open(map, id, { focus: true });
    makeRoom();
  };
  finder(box, { place: chosen, town: door(chooseTown), event: door(chooseEvent) });
  const body = add(box, "div", { className: "body" });
  const [shown, rest, perParty] = [add(body, "div"), add(body, "div"), add(body, "div")];

  /** @param {string} entity its card is shown, which the panel must not cover */
  function chosen(entity) {
    choose(map, entity, { focus: true });
    makeRoom();
  }
  function makeRoom() {
    if (window.innerWidth <= NARROW) box.open = false;
  }

  /** @param {boolean} whole what can be chosen as well, which is the same from day to day */
  function show(whole) {
    const focused = document.activeElement?.id;
    legend(shown, chosen);
    if (whole) {
      head.textContent = words.say("layers");
      side.setAttribute("aria-label", words.say("layers"));
      rest.replaceChildren();
      layerList(rest);
      choices(rest);
    }
    if (DATA.parties.length > 1) mapPerParty(perParty);
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  }
  onChange((changed) => {
    const others = (/** @type {Set<string>} */ known) => [...changed].some((field) => !known.has(field));
    if (others(CARDS)) show(others(DAYS));
  });
  show(true);
}

/** @param {HTMLElement} body */
function layerList(body) {
  add(body, "h2", {}, words.say("layersOnly"));
  for (const { id: group } of DATA.groups) {
    const layers = LAYERS.filter((layer) => groupOf(DATA, layer) === group);
    if (!layers.length) continue;
    const whole = toggle(`group-${group}`, words.say(`group:${group}`), layers);
    const set = add(body, "fieldset", {}, add(null, "legend", {}, whole));
    for (const layer of layers) set.append(toggle(`layer-${layer}`, words.say(`layer:${layer}`), [layer]));
  }
  if (DATA.events.length) eventToggle(body);
  if (START.tiles) tilesToggle(body, START.tiles);
}

/**
 * @param {HTMLElement} body
 * @param {NonNullable<Start["tiles"]>} tiles
 */
function tilesToggle(body, { name, host }) {
  const input = add(null, "input", { type: "checkbox", id: "tiles", checked: state.tiles });
  input.onchange = () => change({ tiles: input.checked });
  add(body, "label", { className: "toggle" }, input, ` ${words.say("onlineMap", { name })}`);
  add(body, "p", { className: "note", id: "tiles-note" }, words.say("onlineMapAsks", { host }));
  input.setAttribute("aria-describedby", "tiles-note");
}

/** @param {HTMLElement} body */
function eventToggle(body) {
  const input = add(null, "input", { type: "checkbox", id: "events", checked: state.events });
  input.onchange = () => change({ events: input.checked });
  add(body, "label", { className: "toggle" }, input, ` ${words.say("eventsOfYear")}`);
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
 * @param {(entity: string) => void} chosen
 */
function legend(body, chosen) {
  const scenes = scenesNow();
  const rows = legendOf(scenes);
  const drawn = TRACKS.filter(({ lines }) => scenes.some((scene) => lines.some((i) => scene.lookOf(i))));
  const tracks = drawn.map(({ track }) => track);
  const now = saidBy(rows, scenes.length, tracks);
  if (now && now === written.legend) return;
  written.legend = now;
  body.replaceChildren();
  const several = scenes.length > 1 ? "legendOfMaps" : "legend";
  const heading = words.say(state.mode === "difference" ? "changed" : several);
  const party = comparison() === "parties" ? "" : state.party;
  add(body, "h2", {}, heading);
  if (party) add(body, "p", { className: "note" }, words.say(`statedBy:${party}`));
  if (!rows.length) add(body, "p", { className: "quiet" }, words.say("nothingShown"));
  for (const row of rows) {
    const { code, look } = row;
    const box = foldable(body, { className: "row" }, `${code}|${look.certainty}`);
    add(box, "summary", {}, swatchOf(look.style, DATA.opacity[look.certainty]), ` ${legendWords(code, look)}`);
    const list = () => {
      for (const id of row.entities()) addEntity(box, `legend-${code}-${id}`, id, chosen);
    };
    if (box.open || row.count <= FEW) list();
    else box.addEventListener("toggle", list, { once: true });
  }
  const schematic = rows.some((row) => row.schematic);
  notes(body, schematic, tracks);
  if (!rows.length) return;
  const all = foldable(body, { className: "all" }, "places");
  add(all, "summary", {}, add(null, "h2", {}, words.say("placesOnDay")));
  const fill = () => placeList(all, legendOf(scenes.slice(0, 1)), ({ code, look }) => legendWords(code, look), chosen);
  if (all.open) fill();
  else all.addEventListener("toggle", fill, { once: true }); // there may be many
}

/**
 * What the legend says; empty where it names entities, for they may be others on the next day.
 *
 * @param {SharedRow[]} rows
 * @param {number} maps
 * @param {Track[]} tracks
 */
function saidBy(rows, maps, tracks) {
  if (unfolded.size || maps > 1 || rows.some(({ count }) => count <= FEW)) return "";
  const { language, mode, party, day } = state;
  const said = rows.map(({ classes, schematic }) => [classes, schematic]);
  return JSON.stringify([language, mode, party, day > DATA.reviewed, tracks, said]);
}

/** The scenes of the maps that are shown, the first that of the day. */
function scenesNow() {
  return viewsOf(state, DATA.parties).map((view, i) => {
    const scene = sceneOf(i);
    scene.show(view);
    return scene;
  });
}

/**
 * Add what can be opened and stays so when the panel is written anew.
 *
 * @param {HTMLElement} body
 * @param {Partial<HTMLDetailsElement>} properties
 * @param {string} key
 */
function foldable(body, properties, key) {
  const box = add(body, "details", { open: unfolded.has(key), ...properties });
  box.addEventListener("toggle", () => {
    if (box.open) unfolded.add(key);
    else unfolded.delete(key);
    written.legend = ""; // what has been filled is of this day
  });
  return box;
}

/**
 * @param {HTMLElement} row
 * @param {string} name by which the focus finds it again
 * @param {string} id
 * @param {(entity: string) => void} chosen
 */
function addEntity(row, name, id, chosen) {
  const onclick = () => chosen(id);
  add(row, "button", { type: "button", id: name, className: "plain", onclick }, words.title(id));
}

/**
 * @param {string | null} code
 * @param {Look} look
 */
function legendWords(code, { certainty }) {
  if (code === null) return words.say("noStatus");
  const [before, after] = code.split(">");
  if (after === undefined) return words.status(code) + words.hedge(certainty);
  return [before, after].map((one) => (one === "none" ? words.say("noStatusShort") : words.status(one))).join(" → ");
}

/**
 * @param {HTMLElement} body
 * @param {boolean} schematic whether anything drawn is schematic
 * @param {Track[]} tracks the sorts of railways that are drawn
 */
function notes(body, schematic, tracks) {
  for (const track of tracks)
    add(body, "p", { className: "note" }, trackSwatch(track), ` ${words.say(`track:${track}`)}`);
  if (schematic) add(body, "p", { className: "note" }, schematicSwatch(), ` ${words.say("schematicShort")}`);
  const english = words.say("inEnglish");
  if (english && DATA.places.length) add(body, "p", { className: "note" }, english);
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

/**
 * What can be chosen; whether the difference of two days is shown stands where they are compared.
 *
 * @param {HTMLElement} body
 */
function choices(body) {
  const modes = DATA.modes.map((mode) => [mode, words.say(`mode:${mode}`)]);
  const parties = DATA.parties.map((party) => [party, words.say(`party:${party}`)]);
  const everyone = ["", words.say("recordParty")];
  pick(body, "language", Object.entries(DATA.languages), state.language, (language) => change({ language }));
  const offered = state.mode === "difference" ? [] : modes;
  pick(body, "mode", offered, state.mode, (mode) => change({ mode: /** @type {Mode} */ (mode) }));
  pick(body, "party", parties.length ? [everyone, ...parties] : [], state.party, (party) => change({ party }));
}

/**
 * Offer a map for each party where they differ on the day.
 *
 * @param {HTMLElement} body
 */
function mapPerParty(body) {
  const shown = comparison() === "parties";
  const differ = doDiffer(STATED, comparedOf({ ...state, compare: null }, DATA.parties), state.hidden);
  const now = JSON.stringify([state.language, differ, shown]);
  if (now === written.perParty) return;
  written.perParty = now;
  body.replaceChildren();
  if (!differ && !shown) return void add(body, "p", { className: "note" }, words.say("partiesAgree"));
  const onclick = () => change(shown ? { maps: "beside" } : { maps: "parties", compare: null });
  const properties = { type: /** @type {const} */ ("button"), id: "per-party", className: "press", onclick };
  add(body, "button", { ...properties, "aria-pressed": String(shown) }, words.say("mapPerParty"));
}

/**
 * Add a choice, if there is one.
 *
 * @param {HTMLElement} body
 * @param {string} key of its words; its id ends so too
 * @param {string[][]} options value and words of each
 * @param {string} chosen
 * @param {(value: string) => void} onpick
 */
function pick(body, key, options, chosen, onpick) {
  if (options.length < 2) return;
  const all = options.map(([value, text]) => new Option(text, value, value === chosen, value === chosen));
  const select = add(null, "select", { id: `pick-${key}` }, ...all);
  select.onchange = () => onpick(select.value);
  add(body, "label", { className: "pick" }, `${words.say(key)} `, select);
}
