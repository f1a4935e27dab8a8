// A small record as data.py gives it: one area that changes hands, one road that is contested, one place without dates,
// and one hill of which only a party states something.

import { parseDay } from "../../layers/render/webmap/script/time.js";

/** @param {string} text */
export function day(text) {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is not a day`);
  return parsed;
}

/** A state with sure boundaries; `fields` says where it differs. */
export function told(status, from, to, fields = {}) {
  const [start, end] = [day(from), to === null ? null : day(to)];
  const sure = { endEarliest: end, edtfFrom: "", edtfTo: "", since: {}, until: {} };
  const words = { confidence: "high", basisKind: "", basis: "", note: "" };
  return { status, from: start, to: end, ...sure, ...words, party: null, sources: ["one"], proofs: [], ...fields };
}

/** A span of the state at a place in the list of states. */
export function span(from, to, state, certainty, agreement) {
  return [day(from), day(to), state, certainty, agreement];
}

function entity(layer, group, fields = {}) {
  const title = { en: layer, az: layer };
  const dated = Boolean(fields.states);
  return {
    layer,
    group,
    title,
    names: {},
    rail: false,
    along: {},
    anchor: null,
    dated,
    states: [],
    spans: { "": [] },
    ...fields,
  };
}

function feature(id, type, fields = {}) {
  const geometry = { type, coordinates: [] };
  return { id, entity: id, from: null, to: null, schematic: false, accuracy: 100, method: "", geometry, ...fields };
}

function style(stroke, fill) {
  return { stroke, width: 2, dash: [], ticks: false, fill, hatch: "none", hatch_colour: null };
}

function happening(id, on, fields) {
  const sure = { when: {}, description: "", confidence: "high", entities: ["valley"], sources: ["two"], proofs: [] };
  return { id, day: day(on), ...sure, ...fields };
}

export function record() {
  return {
    first: day("1945-01-01"),
    last: day("1995-12-31"),
    reviewed: day("1990-06-30"),
    axis: [
      [day("1945-01-01"), 0],
      [day("1960-01-01"), 0.2],
      [day("1980-05-05"), 0.8],
      [day("1995-12-31"), 1],
    ],
    parties: ["north", "south"],
    groups: [
      { id: "areas", role: "territory" },
      { id: "roads", role: "route" },
      { id: "around", role: "context" },
    ],
    modes: ["status", "agreement"],
    changes: [day("1960-01-01"), day("1970-03-01"), day("1980-05-05")],
    events: [
      happening("handover", "1960-01-01", { title: "Handover", folded: "handover tehvil" }),
      happening("visit", "1965-07-01", { title: "Visit", folded: "visit" }),
    ],
    positions: [
      { day: day("1959-01-01"), aspect: "name", party: "north", words: "early", entities: ["valley"], sources: [] },
      { day: day("1961-01-01"), aspect: "name", party: "north", words: "first", entities: ["valley"], sources: [] },
      { day: day("1962-01-01"), aspect: "name", party: "south", words: "then", entities: ["valley"], sources: [] },
      { day: day("1963-01-01"), aspect: "name", party: "north", words: "later", entities: ["valley"], sources: [] },
    ],
    features: [
      feature("valley", "Polygon"),
      feature("road", "LineString", { schematic: true }),
      feature("hill", "Point"),
      feature("lake", "Polygon", { from: day("1970-03-01") }),
    ],
    entities: {
      valley: entity("valleys", "areas", {
        names: { en: "Valley", az: "Dərə", ru: "Долина", tr: "Dərə" },
        states: [
          told("T_ONE", "1950-01-01", "1960-01-01"),
          told("T_TWO", "1960-01-01", null, { sources: ["one", "two"] }),
        ],
        spans: {
          "": [
            span("1950-01-01", "1960-01-01", 0, "certain", "A_ALONE"),
            span("1960-01-01", "1990-07-01", 1, "certain", "A_AGREE"),
            span("1990-07-01", "1996-01-01", 1, "not reviewed", "A_AGREE"),
          ],
        },
      }),
      road: entity("roads", "roads", {
        states: [
          told("C_OPEN", "1950-01-01", "1980-05-05"),
          told("C_CLOSED", "1955-01-01", "1956-01-01", { party: "north" }),
        ],
        spans: {
          "": [
            span("1950-01-01", "1955-01-01", 0, "certain", "A_ALONE"),
            span("1955-01-01", "1956-01-01", 0, "certain", "A_CONTRADICT"),
            span("1956-01-01", "1980-05-05", 0, "possible", "A_ALONE"),
          ],
          north: [
            span("1950-01-01", "1955-01-01", 0, "certain", "A_ALONE"),
            span("1955-01-01", "1956-01-01", 1, "certain", "A_ALONE"),
            span("1956-01-01", "1980-05-05", 0, "possible", "A_ALONE"),
          ],
        },
      }),
      hill: entity("hills", "areas", {
        states: [told("T_ONE", "1955-01-01", "1957-01-01", { party: "south" })],
        spans: { "": [], south: [span("1955-01-01", "1957-01-01", 0, "certain", "A_ALONE")] },
      }),
      lake: entity("lakes", "around"),
      unmapped: entity("nowhere", "around"),
    },
    sources: {},
    styles: {
      T_ONE: style("#111111", "#aaaaaa"),
      T_TWO: style("#222222", "#bbbbbb"),
      C_OPEN: style("#333333", null),
      C_CLOSED: style("#444444", null),
    },
    agreement: {
      A_AGREE: style("#005500", "#00aa00"),
      A_ALONE: style("#555500", "#aaaa00"),
      A_CONTRADICT: style("#550000", "#aa0000"),
    },
    context: style("#777777", "#eeeeee"),
    muted: style("#888888", "#dddddd"),
    palette: { land: "#f0f0f0" },
    told: { az: { Handover: "Təhvil" } },
    texts: {
      en: {
        "status:T_ONE": "Held by one",
        within: "within about {distance}",
        stillSo: "still so on {day}",
        notKnownAfter: "not known after {day}",
      },
      az: { "status:T_ONE": "Birinin nəzarətində", stillSo: "{day} günü də belədir" },
    },
    distances: { en: { 50: "50 m", 2440: "2.4 km" }, az: {}, ru: {} },
    dates: {
      en: { pattern: "d MMMM y", months: MONTHS },
      az: { pattern: "d MMMM y", months: MONTHS },
      ru: { pattern: "dd MMMM y 'г'.", months: MONTHS },
    },
    languages: { en: "English", az: "azərbaycanca" },
  };
}

const MONTHS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12"];
