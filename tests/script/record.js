// A small record as data.py gives it: one area that changes hands, one road that is contested, one place without dates.

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
  const sure = { startLatest: start, endEarliest: end, aboutFrom: false, aboutTo: false, edtfFrom: "", edtfTo: "" };
  const words = { confidence: "high", basisKind: "", basis: "", note: "" };
  return { status, from: start, to: end, ...sure, ...words, party: null, sources: ["one"], ...fields };
}

function entity(layer, group, fields) {
  return { layer, group, title: { en: layer, az: layer }, names: {}, anchor: null, states: [], rivals: [], ...fields };
}

function feature(id, type, fields = {}) {
  const geometry = { type, coordinates: [] };
  return { id, entity: id, from: null, to: null, schematic: false, accuracy: 100, method: "", geometry, ...fields };
}

function style(stroke, fill) {
  return { stroke, width: 2, dash: [], ticks: false, fill, hatch: "none", hatch_colour: null };
}

export function record() {
  return {
    first: day("1945-01-01"),
    last: day("1995-12-31"),
    reviewed: day("1990-06-30"),
    changes: [day("1960-01-01"), day("1970-03-01"), day("1980-05-05")],
    events: [
      { day: day("1960-01-01"), title: "Handover", entities: ["valley"], sources: ["two"] },
      { day: day("1965-07-01"), title: "Visit", entities: ["valley"], sources: ["two"] },
    ],
    positions: [
      { day: day("1959-01-01"), aspect: "name", party: "Armenia", words: "early", entities: ["valley"], sources: [] },
      { day: day("1961-01-01"), aspect: "name", party: "Armenia", words: "first", entities: ["valley"], sources: [] },
      { day: day("1962-01-01"), aspect: "name", party: "Azerbaijan", words: "then", entities: ["valley"], sources: [] },
      { day: day("1963-01-01"), aspect: "name", party: "Armenia", words: "later", entities: ["valley"], sources: [] },
    ],
    features: [
      feature("valley", "Polygon"),
      feature("road", "LineString", { schematic: true }),
      feature("lake", "Polygon", { from: day("1970-03-01") }),
    ],
    entities: {
      valley: entity("valleys", "territory", {
        names: { en: "Valley", az: "Dərə", ru: "Долина", tr: "Dərə" },
        states: [
          told("T_ONE", "1950-01-01", "1960-01-01"),
          told("T_TWO", "1960-01-01", null, { sources: ["one", "two"] }),
        ],
      }),
      road: entity("roads", "corridor", {
        states: [told("C_OPEN", "1950-01-01", "1980-05-05")],
        rivals: [told("C_CLOSED", "1955-01-01", "1956-01-01", { party: "Armenia" })],
      }),
      lake: entity("lakes", "context", {}),
      unmapped: entity("nowhere", "context", {}),
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
        T_ONE: "Held by one",
        about: "about",
        stillSo: "still so on {day}",
        notKnownAfter: "not known after {day}",
      },
      az: { T_ONE: "Birinin nəzarətində", stillSo: "{day} günü də belədir" },
    },
    dates: {
      en: { pattern: "d MMMM y", months: MONTHS },
      az: { pattern: "d MMMM y", months: MONTHS },
      ru: { pattern: "dd MMMM y 'г'.", months: MONTHS },
    },
    languages: { en: "English", az: "azərbaycanca" },
  };
}

const MONTHS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12"];
