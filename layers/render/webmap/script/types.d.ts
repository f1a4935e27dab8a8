// What build.py writes into the page (layers/render/webmap/data.py) and what the modules hand to one another.
// Days are whole numbers since 1970-01-01; intervals are half-open; null is an open end.

import type { Geometry } from "geojson";
import type { LatLng, LatLngBoundsLiteral, LatLngTuple, Map as LeafletMap } from "leaflet";

export type Day = number;
export type Interval = { from: Day | null; to: Day | null };
export type Track = "rail" | "both";
export type Certainty = "certain" | "possible" | "not reviewed";
export type Mode = "status" | "agreement" | "difference";
/** How several maps are laid out: two days next to each other or under a divider, or one map a party. */
export type Maps = "beside" | "swipe" | "parties";
export type Layout = "one" | Maps;
/** Text by language. */
export type Translated = Record<string, string>;

/** What a group is to the map, in the order of drawing. */
export type Role = "context" | "territory" | "zone" | "route";

/** What an entity was in an interval: the record's finding, or a party's own statement where `party` is set. */
export interface Told extends Interval {
  from: Day;
  status: string;
  endEarliest: Day | null;
  edtfFrom: string;
  edtfTo: string;
  /** Words for the first and the last day, only where they are not sure to the day. */
  since: Translated;
  until: Translated;
  confidence: string;
  basisKind: string;
  basis: string;
  note: string;
  party: string | null;
  sources: string[];
  proofs: Proof[];
}

/** Days through which all that is said of an entity is the same; `state` is a place among its states. */
export type Span = [from: Day, to: Day, state: number, certainty: Certainty, agreement: string];

/** What is said of an entity on a day. */
export interface Found {
  told: Told;
  certainty: Certainty;
  agreement: string;
}

export interface Entity {
  layer: string;
  group: string;
  title: Translated;
  names: Translated;
  /** What sort of railway its lines are, if any: that is drawn double, with a road in one as three lines. */
  track: "" | Track;
  /** What may be written along its course, the best first; none where it is no route. */
  along: Record<string, string[]>;
  anchor: LatLngTuple | null;
  /** Whether it is drawn only while it has a state. */
  dated: boolean;
  /** The record's own and those that parties state, earliest first. */
  states: Told[];
  /** By party: "" is the record alone; a party that states no other has none. */
  spans: Record<string, Span[]>;
}

export interface Feature extends Interval {
  id: string;
  entity: string;
  schematic: boolean;
  accuracy: number;
  method: string;
  geometry: Shape;
}

/** A GeoJSON geometry with coordinates; the record has no collections. */
export type Shape = Exclude<Geometry, { type: "GeometryCollection" }>;

export interface Event {
  id: string;
  day: Day;
  /** Words for the day, only where it is not sure. */
  when: Translated;
  title: string;
  description: string;
  confidence: string;
  /** The words by which it is found, folded as `fold` does. */
  folded: string;
  entities: string[];
  sources: string[];
  proofs: Proof[];
}

/** What a party said of an event. */
export interface Position {
  /** Its event. */
  event: string;
  day: Day;
  aspect: string;
  party: string;
  words: string;
  entities: string[];
  sources: string[];
  proofs: Proof[];
}

/** Where in a source a row has its proof; `form` is "quotation", "paraphrase", or empty where only the place is given. */
export interface Proof {
  source_id: string;
  locator: string;
  quote: string;
  form: string;
}

export interface Source {
  publisher: string;
  title: string;
  date: string;
  url: string | null;
  kind: string;
  /** ISO 639; empty where it was not seen. */
  language: string;
  accessed: Day | null;
  archive: string | null;
}

/** Lengths in CSS pixels; `fill` is null for a line. */
export interface Style {
  stroke: string;
  width: number;
  dash: number[];
  ticks: boolean;
  fill: string | null;
  hatch: string;
  hatch_colour: string | null;
}

export interface Country {
  iso: string;
  lat: number;
  lon: number;
  /** Where none of those of other days holds. */
  name: Translated;
  dated: (Interval & { name: Translated })[];
}

/** A settlement of the base map. */
export interface Place {
  id: string;
  lat: number;
  lon: number;
  class: number;
  name: Translated;
  /** Its names, folded as `fold` does; none where it is an entity, which is found instead. */
  terms: string[];
  /** Features that cover it, the smallest first, and whether it lies nearer to their edge than that is known. */
  around: [feature: string, atEdge: boolean][];
}

/** The whole record, as `payload` in data.py gives it. */
export interface Payload {
  first: Day;
  last: Day;
  reviewed: Day;
  /** Day and its share of the time bar, both ascending, from the first day to the last. */
  axis: [Day, number][];
  parties: string[];
  groups: { id: string; role: Role }[];
  /** What a reader may have the colours show. */
  modes: Mode[];
  changes: Day[];
  events: Event[];
  positions: Position[];
  told: Record<string, Record<string, string>>;
  features: Feature[];
  entities: Record<string, Entity>;
  /** By entity, the names by which it is found, folded as `fold` does. */
  search: Record<string, string[]>;
  sources: Record<string, Source>;
  styles: Record<string, Style>;
  agreement: Record<string, Style>;
  context: Style;
  muted: Style;
  palette: Record<string, string>;
  opacity: Record<Certainty, number>;
  schematicDash: number[];
  /** How much wider the line of a railway is than its status has it, and the shares of it that are open and a road's. */
  tracks: Record<Track, { widened: number; core: number; road: number }>;
  languages: Record<string, string>;
  texts: Record<string, Record<string, string>>;
  /** The CLDR pattern of a day and the names of the months as they stand in it. */
  dates: Record<string, { pattern: string; months: string[] }>;
  /** By language, each accuracy of the record in words. */
  distances: Record<string, Record<number, string>>;
  /** By table; null where the record has no base map. */
  base: Record<string, Shape[]> | null;
  countries: Country[];
  places: Place[];
  relief: { image: string; bounds: { south: number; west: number; north: number; east: number } } | null;
  /** The countries that the record is about (ISO 3166-1 alpha-2). */
  highlight: string[];
  /** What of the attribution is always on the map. */
  credit: string;
  attribution: string[];
}

/** What the page shows first. */
export interface Start {
  day: Day;
  language: string;
  party: string;
  hidden: string[];
  bounds: LatLngBoundsLiteral;
  /** The title of the page; empty where it is what the map shows, in the language of the reader. */
  title: string;
  /** The online map that can be switched on, if the page offers one; `host` is all that it asks. */
  tiles: { name: string; url: string; host: string; credit: string; zooms: [least: number, most: number] } | null;
}

/** Everything that the reader can change. */
export interface State {
  day: Day;
  compare: Day | null;
  mode: Mode;
  maps: Maps;
  party: string;
  hidden: Set<string>;
  language: string;
  selected: string | null;
  /** The settlement that is told of. */
  town: string | null;
  /** The event that is told of. */
  event: string | null;
  /** Whether the events of the year up to the day are marked on the map. */
  events: boolean;
  /** Whether the online map is on; no address switches it on, for it tells another host what is looked at. */
  tiles: boolean;
}

/** What one drawing shows; `before` is set where it shows the difference of two days. */
export interface View {
  day: Day;
  before?: Day;
  party: string;
  hidden: Set<string>;
  selected: string | null;
  event: string | null;
  events: boolean;
  agreement: boolean;
  /** Entities that are outlined because the maps differ about them. */
  marked: string[];
}

/** An entity that is not the same in all views, and what is said of it in each. */
export interface Difference {
  id: string;
  found: (Found | null)[];
}

/** How one feature looks in a view. `was` is the stroke before a change. */
export interface Look {
  style: Style & { was?: string };
  status: string | null;
  certainty: Certainty;
}

export interface LegendRow {
  code: string | null;
  /** Of a feature that the row stands for, one with a fill if there is any. */
  look: Look;
  /** Whether one of its features is. */
  schematic: boolean;
  /** Of features. */
  count: number;
  /** Places of what looks so among the classes of the scene. */
  classes: number[];
}

/** A row of the legend of one or several scenes. */
export interface SharedRow extends LegendRow {
  /** Those that the row stands for, largest first. */
  entities: () => string[];
}

export interface Drawing {
  map: LeafletMap;
  show: (view: View) => void;
  labels: { place: () => void; show: (day: Day, changed: number[]) => void };
  /** The features at a place on the map, the likeliest first. */
  hitsAt: (at: LatLng) => Feature[];
}

declare global {
  /** The map that folium makes in a script before this one. */
  const map_dated: LeafletMap;
}
