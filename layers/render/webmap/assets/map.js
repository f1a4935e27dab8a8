// Bundled from layers/render/webmap/script by `make bundle`: change it there.
"use strict";
(() => {
  // layers/render/webmap/script/dom.js
  var SVG = "http://www.w3.org/2000/svg";
  function add(parent, tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("aria-")) element.setAttribute(name, value);
      else Object.assign(element, { [name]: value });
    }
    element.append(...children);
    parent?.append(element);
    return element;
  }
  function svg(parent, tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    parent?.append(element);
    return element;
  }
  function byId(id) {
    return (
      /** @type {HTMLElement} */
      document.getElementById(id)
    );
  }
  function icon(d) {
    const box = svg(null, "svg", { width: 16, height: 16, "aria-hidden": "true" });
    svg(box, "path", { d });
    return box;
  }
  function label(element, text) {
    element.title = text;
    element.setAttribute("aria-label", text);
  }

  // layers/render/webmap/script/payload.js
  var DATA = read("data");
  var START = read("start");
  function read(id) {
    return JSON.parse(document.getElementById(id)?.textContent ?? "");
  }

  // layers/render/webmap/script/time.js
  var MS = 864e5;
  function holds({ from, to }, day) {
    return (from === null || from <= day) && (to === null || day < to);
  }
  function spansOf({ spans }, party) {
    return Object.hasOwn(spans, party) ? spans[party] : spans[""];
  }
  function onDay(entity, day, party) {
    const spans = spansOf(entity, party);
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = low + high >> 1;
      if (spans[middle][1] <= day) low = middle + 1;
      else high = middle;
    }
    if (low === spans.length || day < spans[low][0]) return null;
    const [, , state2, certainty, agreement] = spans[low];
    return { told: entity.states[state2], certainty, agreement };
  }
  function statementsOn({ states }, day) {
    return states.filter((told) => told.party !== null && holds(told, day));
  }
  function isShown(feature, entity, day, party) {
    return holds(feature, day) && (!entity.dated || onDay(entity, day, party) !== null);
  }
  function isoDay(day) {
    return new Date(day * MS).toISOString().slice(0, 10);
  }
  var YEAR_FIRST = /^(?<y>\d{4})(?<mark>[-/])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})$/;
  var DAY_FIRST = /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>\d{4})$/;
  var DAY_MONTH = /^(?<d>\d{1,2})\.? (?<name>[a-z]+)\.? (?<y>\d{4})$/i;
  var MONTH_DAY = /^(?<name>[a-z]+)\.? (?<d>\d{1,2}),? (?<y>\d{4})$/i;
  var MONTHS = "january february march april may june july august september october november december".split(" ");
  function parseDay(text) {
    const plain = inAscii(text);
    const found = [YEAR_FIRST, DAY_FIRST, DAY_MONTH, MONTH_DAY].map((form) => plain.match(form)?.groups).find(Boolean);
    if (!found) return null;
    const [year, month, date] = [Number(found.y), found.name ? monthOf(found.name) : Number(found.m), Number(found.d)];
    const day = dayOf(year, month - 1, date);
    const parts2 = partsOfDay(day);
    return year && parts2.month === month - 1 && parts2.date === date ? day : null;
  }
  function monthOf(name) {
    const wanted2 = name.toLowerCase();
    return MONTHS.findIndex((month) => [month, month.slice(0, 3), month === "september" && "sept"].includes(wanted2)) + 1;
  }
  function inAscii(text) {
    const plain = text.normalize("NFKC").trim().replace(/\s+/g, " ");
    return plain.replace(/[\p{Pd}\u2212]/gu, "-").replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
  }
  function digitOf(digit) {
    const code = (
      /** @type {number} */
      digit.codePointAt(0)
    );
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (code - zero) % 10;
  }
  function partsOfDay(day) {
    const date = new Date(day * MS);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
  }
  function inRecord({ first, last }, day) {
    return day >= first && day <= last;
  }
  function clampDay({ first, last }, day) {
    return Math.min(Math.max(day, first), last);
  }
  function addMonths(day, months) {
    const { year, month, date } = partsOfDay(day);
    return Math.min(dayOf(year, month + months, date), dayOf(year, month + months + 1, 0));
  }
  function dayOf(year, month, date) {
    return (/* @__PURE__ */ new Date(0)).setUTCFullYear(year, month, date) / MS;
  }

  // layers/render/webmap/script/differ.js
  var YEAR = 12;
  function layoutOf({ compare, mode, maps }, parties) {
    if (compare === null) return maps === "parties" && parties.length > 1 ? "parties" : "one";
    if (mode === "difference") return "one";
    return maps === "swipe" ? "swipe" : "beside";
  }
  function settled(state2, first) {
    const { day, compare } = state2;
    if (compare === null) return state2.mode === "difference" ? { ...state2, mode: "status" } : state2;
    if (compare < day) return state2;
    if (compare > day) return { ...state2, day: compare, compare: day };
    return settled({ ...state2, compare: day > first ? day - 1 : null }, first);
  }
  function earlierDay(data, day) {
    if (day <= data.first) return null;
    const year = clampDay(data, addMonths(day, -YEAR));
    const last = data.changes.filter((change2) => change2 <= day).pop() ?? day;
    return clampDay(data, Math.min(year, last - 1));
  }
  function differencesOf({ entities }, views, hidden) {
    return Object.entries(entities).flatMap(([id, entity]) => {
      const found = hidden.has(entity.layer) ? null : differenceOf(entity, views);
      return found ? [{ id, found }] : [];
    });
  }
  function doDiffer({ entities }, views, hidden) {
    return Object.values(entities).some((entity) => !hidden.has(entity.layer) && differenceOf(entity, views));
  }
  function differenceOf(entity, views) {
    const sameDay = views.every(({ day }) => day === views[0].day);
    if (sameDay && Object.keys(entity.spans).length < 2) return null;
    const found = views.map(({ day, party }) => onDay(entity, day, party));
    return new Set(found.map((one) => one?.told.status)).size > 1 ? found : null;
  }
  function comparedOf({ day, compare, party }, parties) {
    if (compare === null) return parties.map((one) => ({ day, party: one }));
    return [compare, day].map((one) => ({ day: one, party }));
  }

  // layers/render/webmap/script/record.js
  function layersOf({ entities, features }) {
    const drawn = new Set(features.map((feature) => entities[feature.entity].layer));
    return [...new Set(Object.values(entities).map((entity) => entity.layer))].filter((layer) => drawn.has(layer));
  }
  var YEAR2 = 365;
  var GROUPS = /* @__PURE__ */ new WeakMap();
  function groupOf({ entities }, layer) {
    const known = GROUPS.get(entities) ?? groupsOf(entities);
    GROUPS.set(entities, known);
    return known.get(layer);
  }
  function groupsOf(entities) {
    const groups = /* @__PURE__ */ new Map();
    for (const { layer, group } of Object.values(entities)) if (!groups.has(layer)) groups.set(layer, group);
    return groups;
  }
  function roleOf({ groups }, group) {
    return groups.find(({ id }) => id === group)?.role ?? "context";
  }
  function changesOf({ changes, entities, features }, ids) {
    const days = /* @__PURE__ */ new Set();
    for (const feature of features) {
      if (ids.has(feature.entity)) days.add(feature.from).add(feature.to);
    }
    for (const id of ids) {
      for (const told of entities[id].states) days.add(told.from).add(told.to);
    }
    return changes.filter((day) => days.has(day));
  }
  function positionsOn({ positions }, id, told, day) {
    const since = told?.from ?? day;
    return positions.filter((position) => position.entities.includes(id) && since <= position.day && position.day <= day).sort((a, b) => b.day - a.day);
  }
  function eventsOn({ events }, id, told, day) {
    return events.filter((event) => event.entities.includes(id) && (event.day === day || event.day === told?.from));
  }
  function otherNames({ names }, language) {
    const others = Object.entries(names).filter(([other]) => other !== language);
    return [...new Set(others.map(([, name]) => name))];
  }
  function eventOf({ events }, id) {
    return (
      /** @type {Event} */
      events.find((event) => event.id === id)
    );
  }
  function spotsOf({ entities }, event) {
    return event.entities.map((id) => entities[id].anchor).filter((anchor) => anchor !== null);
  }
  function markedEvents({ events, entities }, { day, hidden, event: chosen, events: wanted2 }) {
    const isShown2 = (event) => event.entities.some((id) => !hidden.has(entities[id].layer));
    const isRecent = (event) => day - YEAR2 < event.day && event.day <= day;
    return events.filter((event) => event.id === chosen || wanted2 && isRecent(event) && isShown2(event)).sort((a, b) => b.day - a.day);
  }
  function areaAround(data, { around }, day, party) {
    for (const [id, atEdge] of around) {
      const feature = data.features.find((one) => one.id === id);
      const isStated = feature && holds(feature, day) && onDay(data.entities[feature.entity], day, party) !== null;
      if (isStated) return { feature, atEdge };
    }
    return null;
  }
  function townOf({ places }, id) {
    return (
      /** @type {Place} */
      places.find((place) => place.id === id)
    );
  }
  function nameOn({ name, dated }, day) {
    return dated.find((other) => holds(other, day))?.name ?? name;
  }

  // layers/render/webmap/script/words.js
  var Words = class {
    /**
     * @param {Pick<Payload, "texts" | "told" | "dates" | "distances" | "entities" | "reviewed">} data
     * @param {string} language
     */
    constructor(data, language) {
      this.language = language;
      this.texts = data.texts[language];
      this.told = data.told[language] ?? {};
      this.dates = data.dates[language];
      this.distances = data.distances[language];
      this.entities = data.entities;
      this.reviewed = data.reviewed;
    }
    /**
     * A text of the interface or a word of the vocabulary; a key that is not known is said as it is.
     *
     * @param {string} key
     * @param {Record<string, string | number>} [values] what stands for each {name} in it
     */
    say(key, values = {}) {
      const message = this.texts[key] ?? key;
      return message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
    }
    /**
     * The label of a status; of what the colours show instead of it, its words.
     *
     * @param {string} code
     */
    status(code) {
      return this.texts[`status:${code}`] ?? this.say(code);
    }
    /**
     * A text of the record.
     *
     * @param {string} text
     */
    record(text) {
      return this.told[text] ?? text;
    }
    /** @param {string} entity */
    title(entity) {
      return this.entities[entity].title[this.language];
    }
    /**
     * A day in words after the CLDR pattern of the language.
     *
     * @param {Day} day
     */
    day(day) {
      const { pattern, months } = this.dates;
      const { year, month, date } = partsOfDay(day);
      return pattern.replace(/'([^']*)'|d+|M+|y+/g, (match, quoted) => {
        if (quoted !== void 0) return quoted;
        if (match[0] === "M") return months[month];
        return match[0] === "y" ? String(year) : String(date).padStart(match.length, "0");
      });
    }
    /**
     * The last day of a state in words, or how far it is known; the record has the words of a day that is not sure.
     *
     * @param {Told} told
     */
    until(told) {
      if (told.to !== null) return told.until[this.language] ?? this.day(told.to - 1);
      if (told.endEarliest !== null) return this.say("notKnownAfter", { day: this.day(told.endEarliest - 1) });
      return this.say("stillSo", { day: this.day(this.reviewed) });
    }
    /**
     * The first day of a state in words.
     *
     * @param {Told} told
     */
    since(told) {
      return told.since[this.language] ?? this.day(told.from);
    }
    /**
     * The name of a settlement.
     *
     * @param {import("./types.d.ts").Place} town
     */
    town(town) {
      return town.name[this.language];
    }
    /**
     * When an event happened.
     *
     * @param {import("./types.d.ts").Event} event
     */
    when(event) {
      return event.when[this.language] ?? this.day(event.day);
    }
    /**
     * How far a position may be off.
     *
     * @param {number} metres
     */
    within(metres) {
      return this.say("within", { distance: this.distances[metres] });
    }
    /**
     * First and last day, both inclusive, as sure as they are; nothing after the dash where the end is open.
     *
     * @param {Told} told
     */
    interval(told) {
      return `${this.since(told)} –${told.to === null ? "" : ` ${this.until(told)}`}`;
    }
    /**
     * A status and its days.
     *
     * @param {Told} told
     */
    state(told) {
      return `${this.status(told.status)}, ${this.interval(told)}`;
    }
    /**
     * What is added to a status that is not certain.
     *
     * @param {Certainty} certainty
     */
    hedge(certainty) {
      if (certainty === "certain") return "";
      return ` (${certainty === "possible" ? this.say("possible") : this.say("notReviewedShort")})`;
    }
    /** @param {string | null} party */
    accordingTo(party) {
      return this.say("accordingTo", { party: this.say(`party:${party}`) });
    }
  };

  // layers/render/webmap/script/store.js
  var state = {
    day: START.day,
    compare: null,
    mode: "status",
    maps: "beside",
    party: START.party,
    hidden: new Set(START.hidden),
    language: START.language,
    selected: null,
    town: null,
    event: null,
    events: false,
    tiles: false
  };
  var LAYERS = layersOf(DATA);
  var words = new Words(DATA, state.language);
  var quiet = false;
  var listeners = [];
  function onChange(listener) {
    listeners.push(listener);
  }
  function change(fields) {
    const next = settled({ ...state, ...fields }, DATA.first);
    const keys = (
      /** @type {(keyof State)[]} */
      Object.keys(next)
    );
    const changed = new Set(keys.filter((key) => next[key] !== state[key]));
    Object.assign(state, next);
    if (changed.has("language")) words = new Words(DATA, state.language);
    if (changed.size) for (const listener of listeners) listener(changed);
  }
  function quietly(action2) {
    quiet = true;
    action2();
    quiet = false;
  }

  // layers/render/webmap/script/facts.js
  function facts(give) {
    const rows = [];
    give((name, value, { className = "", title = "" } = {}) => {
      if (!value) return;
      rows.push(add(null, "dt", { className }, name), add(null, "dd", { className, title }, value));
    });
    return rows;
  }
  function addSection(body, heading, give) {
    const rows = facts(give);
    if (!rows.length) return;
    add(body, "h3", {}, heading);
    add(body, "dl", {}, ...rows);
  }
  function addOthers(body, titles, open2) {
    if (!titles.length) return;
    const buttons = titles.map((title, i) => {
      const onclick = () => open2(i);
      return add(null, "button", { type: "button", id: `card-other${i}`, className: "plain", onclick }, title);
    });
    add(body, "p", { className: "also" }, `${words.say("alsoHere")}: `, ...buttons);
  }
  function withSources(said, row) {
    const box = add(null, "div", {}, said);
    addList(box, row);
    return box;
  }
  function addSources(body, heading, row) {
    if (!row.sources.length) return;
    add(body, "h3", {}, heading);
    addList(body, row);
  }
  function addList(parent, { sources, proofs }) {
    const items = [...new Set(sources)].map((id) => {
      const item2 = add(null, "li", {}, link(DATA.sources[id]), ...about(DATA.sources[id]));
      for (const proof of proofs.filter(({ source_id }) => source_id === id)) item2.append(proved(proof));
      return item2;
    });
    if (items.length) add(parent, "ul", { className: "cited" }, ...items);
  }
  function link({ publisher, title, date, url }) {
    const text = [publisher, title && `“${title}”`, ""].filter((part, i) => part || i === 2 && date).join(", ");
    const day = add(null, "span", { className: "whole" }, date);
    if (!url) return add(null, "span", {}, text, day);
    return add(null, "a", outward(url), text, day);
  }
  function outward(href) {
    return { href, target: "_blank", rel: "noopener noreferrer" };
  }
  function about({ kind, language, accessed, archive }) {
    const known = [words.record(kind), language && language !== state.language ? words.say(`language:${language}`) : ""];
    if (accessed !== null) known.push(words.say("opened", { day: words.day(accessed) }));
    const told = known.filter(Boolean).join("; ");
    const copy = archive ? [told && "; ", add(null, "a", outward(archive), words.say("archived"))] : [];
    return told || archive ? [add(null, "span", { className: "quiet" }, " (", told, ...copy, ")")] : [];
  }
  function proved({ source_id, locator, quote, form }) {
    const box = add(null, "div", { className: "proof" });
    if (locator) box.append(words.record(locator), quote && ": ");
    const { language } = DATA.sources[source_id];
    box.append(form === "quotation" ? add(null, "span", { lang: language }, `“${quote}”`) : words.record(quote));
    if (form) box.append(` (${words.say(form)})`);
    return box;
  }

  // layers/render/webmap/script/eventcard.js
  function eventCard(event, others, doors2) {
    const body = add(null, "div");
    add(body, "p", { className: "asof" }, words.when(event));
    addOthers(body, others.map(titleOf), (i) => {
      doors2.event(others[i], [event.id, ...others.filter((_, one) => one !== i)]);
    });
    if (event.description) add(body, "p", {}, words.record(event.description));
    addSources(body, words.say("sources"), event);
    addSection(body, words.say("partiesSay"), (fact) => {
      for (const position of DATA.positions.filter(({ event: id }) => id === event.id)) {
        const name = [words.accordingTo(position.party), words.say(`aspect:${position.aspect}`)].join(", ");
        fact(name, withSources(words.record(position.words), position), { className: "wide" });
      }
    });
    addPlaces(body, event, doors2);
    const confidence = `${words.say(event.confidence)} (${words.say("confidenceMeans")})`;
    add(body, "dl", { className: "basis" }, ...facts((fact) => fact(words.say("confidence"), confidence)));
    return body;
  }
  function titleOf(id) {
    const event = eventOf(DATA, id);
    return `${words.when(event)}: ${words.record(event.title)}`;
  }
  function addPlaces(body, { entities }, doors2) {
    if (!entities.length) return;
    add(body, "h3", {}, words.say("places"));
    const list = add(body, "ul", { className: "cited" });
    for (const id of entities) {
      const onclick = () => doors2.place(id);
      const name = add(null, "button", { type: "button", id: `card-place-${id}`, className: "plain", onclick });
      name.textContent = words.title(id);
      add(list, "li", {}, name);
    }
  }

  // layers/render/webmap/script/paint.js
  function paint(style) {
    const { hatch, fill: fill2, hatch_colour } = style;
    if (hatch === "none") return fill2 ?? "none";
    const id = ["hatch", hatch, fill2, hatch_colour].join("-").replace(/#/g, "");
    if (!document.getElementById(id)) addPattern(id, hatch, fill2 ?? "none", hatch_colour ?? "none");
    return `url(#${id})`;
  }
  function addPattern(id, hatch, fill2, colour) {
    const patternTransform = hatch === "dots" ? "" : "rotate(45)";
    const frame = { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform };
    const pattern = svg(byId("patterns"), "pattern", frame);
    svg(pattern, "rect", { width: 8, height: 8, fill: fill2 });
    if (hatch === "stripes") svg(pattern, "rect", { width: 4, height: 8, fill: colour });
    if (hatch === "cross") svg(pattern, "path", { d: "M0 4H8M4 0V8", stroke: colour, "stroke-width": 0.9 });
    if (hatch === "dots") for (const at2 of [2, 6]) svg(pattern, "circle", { cx: at2, cy: at2, r: 0.9, fill: colour });
  }
  function swatchOf(style, opacity = 1) {
    const box = svg(null, "svg", { class: "swatch", width: 26, height: 14, "aria-hidden": "true" });
    if (style.fill) addSquare(box, style, opacity);
    else addLine(box, style, opacity);
    return box;
  }
  function addSquare(box, style, opacity) {
    const [fill2, stroke] = [paint(style), style.stroke];
    svg(box, "rect", { x: 1, y: 1, width: 24, height: 12, fill: fill2, stroke, "fill-opacity": opacity });
  }
  function addLine(box, style, opacity) {
    const { casing, main, top } = strokesOf(style, opacity);
    for (const stroke of top ? [casing, main, top] : [casing, main]) addStroke(box, stroke);
  }
  function addStroke(box, { color, weight, opacity, dashArray }) {
    const line = { stroke: color, "stroke-width": weight, "stroke-opacity": opacity };
    svg(box, "path", { d: "M0 7H26", ...line, ...dashArray && { "stroke-dasharray": dashArray } });
  }
  function trackStyle(style, track) {
    return { ...style, width: style.width + DATA.tracks[track].widened };
  }
  function trackStrokes(main, track) {
    const { core, road } = DATA.tracks[track];
    const gap = { color: DATA.palette.casing, weight: main.weight * core, opacity: 1, dashArray: null };
    return { core: gap, road: road ? { ...main, weight: main.weight * road } : null };
  }
  function trackSwatch(track) {
    const plain = { dash: [], ticks: false, fill: null, hatch: "none", hatch_colour: null };
    const style = trackStyle({ ...plain, stroke: DATA.palette.muted, width: 3 }, track);
    const box = swatchOf(style);
    const { core, road } = trackStrokes(strokesOf(style, DATA.opacity.certain).main, track);
    for (const stroke of road ? [core, road] : [core]) addStroke(box, stroke);
    return box;
  }
  function strokesOf(style, opacity, scale = 1, dash = style.dash) {
    const { stroke: color, width, was } = style;
    const [weight, ownOpacity] = [width * scale, opacity < DATA.opacity.certain ? opacity + 0.1 : 1];
    const casing = { color: DATA.palette.casing, weight: weight + 3, opacity: 0.9, dashArray: null };
    const dashArray = dash.map((length) => length * scale).join(" ") || null;
    const main = { color, weight, opacity: ownOpacity, dashArray };
    if (was) return { casing: { ...casing, color: was, weight: weight + 5 }, main: { ...casing, opacity: 1 }, top: main };
    const across = { weight: weight + 7 * scale, dashArray: `${1.4 * scale} ${9 * scale}` };
    return { casing, main, top: style.ticks ? { color, opacity: ownOpacity, ...across } : null };
  }

  // layers/render/webmap/script/placecard.js
  function placeCard(id, others, doors2) {
    const found = onDay(DATA.entities[id], state.day, state.party);
    const told = found?.told ?? null;
    const body = add(null, "div");
    addNames(body, id);
    addOthers(body, others.map(words.title, words), (i) => {
      doors2.place(others[i], [id, ...others.filter((_, one) => one !== i)]);
    });
    add(body, "dl", { className: "status" }, ...facts((fact) => statusFact(fact, found)));
    if (found) addWho(body, found);
    if (told) addSources(body, words.say("sources"), told);
    addSection(body, words.say("partiesSay"), (fact) => {
      statementFacts(fact, id, told);
      positionFacts(fact, id, told);
    });
    add(body, "dl", {}, ...facts((fact) => dayFacts(fact, id, told, doors2)));
    add(body, "dl", { className: "basis" }, ...facts((fact) => basisFacts(fact, id, found)));
    return body;
  }
  function addNames(body, id) {
    const names = otherNames(DATA.entities[id], state.language);
    if (names.length) add(body, "p", { className: "quiet" }, names.join(" · "));
    add(body, "p", { className: "asof" }, words.day(state.day));
    if (state.party) add(body, "p", { className: "by" }, words.say(`statedBy:${state.party}`));
  }
  function statusFact(fact, found) {
    if (!found) return fact(words.say("status"), words.say("noStatusDay"));
    const { told, certainty } = found;
    const swatch = swatchOf(DATA.styles[told.status], DATA.opacity[certainty]);
    const said = add(null, "span", {}, swatch, ` ${words.status(told.status)}${words.hedge(certainty)}`);
    fact(told.party ? words.accordingTo(told.party) : words.say("status"), said);
  }
  function addWho(body, { told, certainty, agreement }) {
    const publishers = new Set(told.sources.map((source) => DATA.sources[source].publisher).filter(Boolean));
    const said = [words.say(agreement), [...publishers].join(", ")].filter(Boolean).join(": ");
    const who = add(body, "p", { className: "who" });
    const [own, style] = [DATA.styles[told.status], DATA.agreement[agreement]];
    const look2 = own.fill ? style : { ...own, stroke: style.stroke };
    if (state.mode === "agreement") who.append(swatchOf(look2, DATA.opacity[certainty]), " ");
    who.append(said);
  }
  function statementFacts(fact, id, told) {
    for (const stated2 of statementsOn(DATA.entities[id], state.day)) {
      if (stated2 !== told) fact(words.accordingTo(stated2.party), withSources(words.state(stated2), stated2));
    }
  }
  function positionFacts(fact, id, told) {
    for (const position of positionsOn(DATA, id, told, state.day)) {
      const { day, party, aspect, words: said } = position;
      const name = [words.day(day), words.accordingTo(party), words.say(`aspect:${aspect}`)].join(", ");
      fact(name, withSources(words.record(said), position), { className: "wide" });
    }
  }
  function dayFacts(fact, id, told, doors2) {
    if (told) {
      fact(words.say("since"), words.since(told), { title: told.edtfFrom });
      fact(words.say("until"), words.until(told), { title: told.edtfTo });
      fact(words.say("note"), words.record(told.note));
    }
    for (const event of eventsOn(DATA, id, told, state.day)) {
      const onclick = () => doors2.event(event.id);
      const title = words.record(event.title);
      const name = add(null, "button", { type: "button", id: `card-${event.id}`, className: "plain", onclick }, title);
      fact(words.when(event), withSources(name, event));
    }
    neighbourFacts(fact, id);
  }
  function neighbourFacts(fact, id) {
    const states = DATA.entities[id].states.filter((told) => told.party === null);
    const before = states.filter((told) => told.to !== null && told.to <= state.day).pop();
    const next = states.find((told) => told.from > state.day);
    if (before) fact(words.say("before"), goTo("card-before", before));
    if (next) fact(words.say("nextChange"), goTo("card-next", next));
  }
  function goTo(id, told) {
    const onclick = () => change({ day: clampDay(DATA, told.from) });
    const swatch = swatchOf(DATA.styles[told.status]);
    return add(null, "button", { type: "button", id, className: "plain", onclick }, swatch, ` ${words.state(told)}`);
  }
  function basisFacts(fact, id, found) {
    const feature = featureOf(id);
    if (feature) {
      const within2 = words.within(feature.accuracy);
      fact(words.say("accuracy"), feature.schematic ? `${within2}; ${words.say("schematic")}` : within2);
      fact(words.say("howDrawn"), words.record(feature.method));
    }
    if (!found) return;
    const { told, certainty } = found;
    fact(words.say("statusMeans"), words.say(`meaning:${told.status}`));
    fact(words.say("basis"), [words.say(told.basisKind), words.record(told.basis)].filter(Boolean).join(": "));
    fact(words.say("certainty"), certaintyWords(certainty));
    fact(words.say("confidence"), `${words.say(told.confidence)} (${words.say("confidenceMeans")})`);
  }
  function certaintyWords(certainty) {
    if (certainty === "not reviewed") return words.say("notReviewed", { day: words.day(DATA.reviewed) });
    return `${words.say(certainty)} (${words.say(`${certainty}Means`)})`;
  }
  function featureOf(id) {
    const { day, party } = state;
    return DATA.features.find((feature) => feature.entity === id && isShown(feature, DATA.entities[id], day, party));
  }

  // layers/render/webmap/script/sheet.js
  var ICONS = {
    full: "M8 3L13 8L11.6 9.4L8 5.8L4.4 9.4L3 8ZM3 11H13V13H3Z",
    half: "M8 13L13 8L11.6 6.6L8 10.2L4.4 6.6L3 8ZM3 3H13V5H3Z"
  };
  var FAR = 48;
  function sheet(box, head, close) {
    const button3 = add(head, "button", { type: "button", className: "icon size", onclick: () => setFull2(!isFull()) });
    const isFull = () => box.classList.contains("tall");
    function setFull2(wanted2) {
      box.classList.toggle("tall", wanted2);
      document.body.classList.toggle("filled", wanted2);
      for (const covered of document.querySelectorAll("#maps, .side")) covered.toggleAttribute("inert", wanted2);
      name();
    }
    function name() {
      button3.replaceChildren(icon(isFull() ? ICONS.half : ICONS.full));
      label(button3, words.say(isFull() ? "halfHeight" : "fullHeight"));
    }
    draggable(box, head, (down) => {
      if (down < 0) setFull2(true);
      else if (isFull()) setFull2(false);
      else close();
    });
    onChange((changed) => changed.has("language") && name());
    name();
    return setFull2;
  }
  function draggable(box, head, dropped) {
    let from = null;
    const isSheet = () => getComputedStyle(head).touchAction === "none";
    function start2(event) {
      const onButton = event.target instanceof Element && event.target.closest("button");
      if (onButton || !isSheet()) return;
      from = event.clientY;
      head.setPointerCapture(event.pointerId);
    }
    function move({ clientY }) {
      if (from !== null) box.style.translate = `0 ${Math.max(clientY - from, -FAR)}px`;
    }
    function end2({ type, clientY }) {
      if (from === null) return;
      const down = clientY - from;
      from = null;
      box.style.translate = "";
      if (type === "pointerup" && Math.abs(down) >= FAR) dropped(down);
    }
    head.addEventListener("pointerdown", start2);
    head.addEventListener("pointermove", move);
    head.addEventListener("pointerup", end2);
    head.addEventListener("pointercancel", end2);
  }

  // layers/render/webmap/script/towncard.js
  function townCard(town, doors2) {
    const name = words.town(town);
    const around = areaAround(DATA, town, state.day, state.party);
    const found = around && onDay(DATA.entities[around.feature.entity], state.day, state.party);
    if (!around || !found) {
      const body2 = add(null, "div");
      add(body2, "p", {}, words.say("noStatusOf", { name, day: words.day(state.day) }));
      return body2;
    }
    const { entity, accuracy } = around.feature;
    const place = words.title(entity);
    const said = [words.say("liesWithin", { name, place, status: words.status(found.told.status) })];
    if (around.atEdge) said.push(words.say("nearEdge", { distance: words.distances[accuracy] }));
    const body = placeCard(entity, [], doors2);
    body.prepend(add(null, "p", { className: "lies" }, said.join(" ")), add(null, "h3", {}, place));
    return body;
  }

  // layers/render/webmap/script/card.js
  var CLOSE = "M3 4.4L4.4 3L8 6.6L11.6 3L13 4.4L9.4 8L13 11.6L11.6 13L8 9.4L4.4 13L3 11.6L6.6 8Z";
  var NONE = { selected: null, town: null, event: null };
  var TOWN_ZOOM = 9;
  var parts = { box: (
    /** @type {HTMLElement | null} */
    null
  ), head: add(null, "h2"), body: add(null, "div") };
  var setFull = (_) => {
  };
  var open = null;
  function choose(map, id, way2 = {}) {
    const { anchor } = DATA.entities[id];
    const at2 = way2.at ?? (anchor && L.latLng(anchor));
    show(map, { ...NONE, selected: id }, way2);
    if (at2 && !isSeen(map, at2)) map.panTo(at2, { animate: false });
  }
  function chooseEvent(map, id, way2 = {}) {
    const event = eventOf(DATA, id);
    const spots = spotsOf(DATA, event).map((spot) => L.latLng(spot));
    show(map, { ...NONE, event: id, day: clampDay(DATA, event.day) }, way2);
    if (!spots.every((spot) => isSeen(map, spot))) map.fitBounds(L.latLngBounds(spots).pad(0.3), { animate: false });
  }
  function chooseTown(map, id, way2 = {}) {
    const { lat, lon } = townOf(DATA, id);
    show(map, { ...NONE, town: id }, way2);
    map.setView([lat, lon], Math.max(map.getZoom(), TOWN_ZOOM), { animate: false });
  }
  function isSeen(map, at2) {
    return map.getBounds().pad(-0.1).contains(at2);
  }
  function show(map, fields, { focus = false, others = [] }) {
    const inside2 = parts.box?.contains(document.activeElement);
    open = { map, opener: inside2 && open ? open.opener : document.activeElement, others };
    change(fields);
    parts.box ??= makeBox();
    setOpen(parts.box, true);
    renewCard();
    parts.body.scrollTop = 0;
    map.invalidateSize({ animate: false });
    if (focus) parts.box.focus();
  }
  function closeCard() {
    if (!open || !parts.box) return;
    const { map, opener } = open;
    const held = parts.box.contains(document.activeElement);
    open = null;
    setFull(false);
    setOpen(parts.box, false);
    change(NONE);
    map.invalidateSize({ animate: false });
    if (held) giveBack(map, opener);
  }
  function giveBack(map, opener) {
    const again = opener?.id ? document.getElementById(opener.id) : opener;
    const isThere = again instanceof HTMLElement && again.isConnected && again.offsetParent;
    (isThere ? again : map.getContainer()).focus({ preventScroll: true });
  }
  function renewCard() {
    if (!open) return;
    const event = state.event === null ? null : eventOf(DATA, state.event);
    if (event && clampDay(DATA, event.day) !== state.day) return closeCard();
    const focused = parts.body.contains(document.activeElement) ? document.activeElement?.id : null;
    if (event) fill(words.record(event.title), eventCard(event, open.others, doors));
    else if (state.town) fill(words.town(townOf(DATA, state.town)), townCard(townOf(DATA, state.town), doors));
    else if (state.selected) fill(words.title(state.selected), placeCard(state.selected, open.others, doors));
    if (focused != null) (document.getElementById(focused) ?? parts.box)?.focus({ preventScroll: true });
  }
  function fill(title, body) {
    for (const list of body.querySelectorAll("dl:empty")) list.remove();
    parts.head.textContent = title;
    parts.body.replaceChildren(...body.children);
  }
  var doors = {
    place: (id, others) => open && choose(open.map, id, { focus: true, others }),
    event: (id, others) => open && chooseEvent(open.map, id, { focus: true, others })
  };
  function makeBox() {
    const name = { role: "dialog", "aria-labelledby": "card-title" };
    const box = add(document.body, "section", { id: "card", className: "card", hidden: true, tabIndex: -1, ...name });
    parts.head.id = "card-title";
    parts.body.className = "facts";
    const head = add(box, "header", {}, parts.head);
    setFull = sheet(box, head, closeCard);
    const shut = add(head, "button", { type: "button", className: "icon close", onclick: closeCard }, icon(CLOSE));
    box.append(parts.body);
    const nameIt = () => label(shut, words.say("close"));
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement && event.target.type !== "range";
      if (event.key === "Escape" && !typing) closeCard();
    });
    onChange((changed) => changed.has("language") && nameIt());
    nameIt();
    return box;
  }
  function setOpen(box, wanted2) {
    box.hidden = !wanted2;
    document.body.classList.toggle("carded", wanted2);
  }

  // layers/render/webmap/script/message.js
  var MAPS = ["beside", "swipe", "parties"];
  function fieldsOf(data, message, layers) {
    const { day, compare, language, mode, maps, party, events, layers: shown } = message;
    const fields = (
      /** @type {Partial<State>} */
      {}
    );
    const wanted2 = parseDay(String(day));
    if (wanted2 !== null && inRecord(data, wanted2)) fields.day = wanted2;
    if (compare !== void 0) fields.compare = earlierOf(data, compare);
    if (isKey(data.languages, language)) fields.language = language;
    if (isOneOf([...data.modes, "difference"], mode)) fields.mode = /** @type {State["mode"]} */
    mode;
    if (isOneOf(MAPS, maps)) fields.maps = /** @type {State["maps"]} */
    maps;
    if (isOneOf(["", ...data.parties], party)) fields.party = party;
    if (typeof events === "boolean") fields.events = events;
    if (Array.isArray(shown)) fields.hidden = new Set(layers.filter((layer) => !shown.includes(layer)));
    return fields;
  }
  function earlierOf(data, text) {
    const day = parseDay(String(text));
    return day !== null && inRecord(data, day) ? day : null;
  }
  function entityOf(data, { select }) {
    return isKey(data.entities, select) ? select : null;
  }
  function eventAsked({ events }, { event }) {
    return events.find(({ id }) => id === event)?.id ?? null;
  }
  function townAsked({ places }, { town }) {
    return places.find(({ id }) => id === town)?.id ?? null;
  }
  function isKey(table, key) {
    return typeof key === "string" && Object.hasOwn(table, key);
  }
  function isOneOf(list, value) {
    return typeof value === "string" && list.includes(value);
  }

  // layers/render/webmap/script/told.js
  var UNTOLD = ".icon, .also, .actions, .swatch, [hidden]";
  var SHOWN = ".card:not([hidden]), #differences:not([hidden])";
  var TAGS = { summary: "h2", "li > button": "strong" };
  function allTold() {
    return [...document.querySelectorAll(SHOWN)].map(toldBy);
  }
  function toldBy(element) {
    const href = element instanceof HTMLAnchorElement ? element.href : "";
    const told = [...element.childNodes].filter((node) => !(node instanceof Element && node.matches(UNTOLD)));
    const parts2 = told.map((node) => node instanceof Element ? toldBy(node) : node.textContent ?? "");
    const [, tag = element.localName] = Object.entries(TAGS).find(([pressed]) => element.matches(pressed)) ?? [];
    return { tag, href, parts: parts2 };
  }

  // layers/render/webmap/script/bridge.js
  var QUIET_MS = 250;
  var PAPER = { below: 120, gap: 10, share: 0.38 };
  function bridge(map) {
    if (window.parent === window) return;
    let timer;
    let known = "";
    let busy = false;
    function tellState() {
      const message = stateOf(map);
      const isNews = JSON.stringify(message) !== known;
      if (isNews) tell(message);
      known = JSON.stringify(message);
      return isNews;
    }
    function moved() {
      if (!busy) queueMicrotask(tellState);
      busy = true;
      clearTimeout(timer);
      timer = setTimeout(settled2, QUIET_MS);
    }
    function settled2() {
      busy = tellState();
      if (busy) timer = setTimeout(settled2, QUIET_MS);
    }
    window.addEventListener("message", (event) => {
      if (event.source !== window.parent) return;
      if (event.data?.type === "map:ask") greet();
      if (event.data?.type !== "map:set") return;
      quietly(() => obey(map, event.data));
      known = JSON.stringify(stateOf(map));
    });
    onChange(() => quiet || moved());
    map.on("moveend", () => quiet || moved());
    known = JSON.stringify(stateOf(map));
    const tellPaper = paper();
    function greet() {
      tell({ type: "map:ready" });
      tellPaper();
    }
    greet();
  }
  function paper() {
    let timer;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => tell({ type: "map:paper", height: heightOnPaper(), told: allTold() }), QUIET_MS);
    };
    new ResizeObserver(soon).observe(byId("panel"));
    onChange(soon);
    return soon;
  }
  function heightOnPaper() {
    const rows = document.querySelectorAll("#panel .body > div:first-child > :is(.row, .note)");
    const legend2 = [...rows].reduce((sum, row) => sum + row.scrollHeight + PAPER.gap, 0);
    const map = Number.parseFloat(getComputedStyle(document.body).getPropertyValue("--on-paper"));
    return map + PAPER.below + legend2 * PAPER.share;
  }
  function tell(message) {
    window.parent.postMessage(message, "*");
  }
  function stateOf(map) {
    const { lat, lng } = map.getCenter();
    const view = { lat: round(lat, 4), lon: round(lng, 4), zoom: round(map.getZoom(), 2) };
    const { compare, language, selected, town, event, events, party, mode, maps } = state;
    const { x, y } = map.getSize();
    const layers = LAYERS.filter((layer) => !state.hidden.has(layer));
    const days = { day: isoDay(state.day), compare: compare === null ? null : isoDay(compare) };
    const shown = { ...days, view, layers, language, selected, town, event, events, party, mode, maps };
    return { type: "map:state", size: [x, y], ...shown };
  }
  function round(value, digits) {
    return Number(value.toFixed(digits));
  }
  function obey(map, message) {
    if (typeof message.within === "boolean") document.body.classList.toggle("within", message.within);
    document.body.classList.toggle("told", window.parent !== window);
    const fields = fieldsOf(DATA, message, LAYERS);
    if (fields.hidden && isSame(fields.hidden, state.hidden)) delete fields.hidden;
    change(fields);
    look(map, message.view);
    const [event, town, place] = [eventAsked(DATA, message), townAsked(DATA, message), entityOf(DATA, message)];
    if (event) chooseEvent(map, event);
    else if (town) chooseTown(map, town);
    else if (place) choose(map, place);
  }
  function isSame(a, b) {
    return a.size === b.size && [...a].every((one) => b.has(one));
  }
  function look(map, view) {
    if (view?.bbox) {
      const [west, south, east, north] = view.bbox;
      map.fitBounds(L.latLngBounds([south, west], [north, east]), { animate: false });
    } else if (isView(view)) {
      map.setView([view.lat, view.lon], view.zoom, { animate: false });
    }
  }
  function isView(view) {
    const finite = [view?.lat, view?.lon, view?.zoom].every(Number.isFinite);
    return finite && Math.abs(view.lat) <= 85 && Math.abs(view.lon) <= 180;
  }

  // layers/render/webmap/script/tiles.js
  var REPLACED = ["base", "relief", "lines"];
  function addTiles(map) {
    if (!START.tiles) return;
    const { url, zooms } = START.tiles;
    const layer = L.tileLayer(url, { pane: "tiles", minNativeZoom: zooms[0], maxNativeZoom: zooms[1] });
    const replace = (replaced) => {
      for (const name of REPLACED) {
        const pane = (
          /** @type {HTMLElement} */
          map.getPane(name)
        );
        pane.style.display = replaced ? "none" : "";
      }
    };
    layer.on("tileload", () => replace(state.tiles));
    const show3 = () => {
      if (state.tiles) return void layer.addTo(map);
      layer.remove();
      replace(false);
    };
    onChange((changed) => changed.has("tiles") && show3());
    show3();
  }
  function creditsNow() {
    return state.tiles && START.tiles ? [START.tiles.credit, ...DATA.attribution] : DATA.attribution;
  }
  function creditNow() {
    return state.tiles && START.tiles ? `${DATA.credit} · ${START.tiles.name}: ${START.tiles.credit}` : DATA.credit;
  }

  // layers/render/webmap/script/controls.js
  function addControls(map) {
    addZoom(map);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
    addCredits(map);
    addControl(map, "topleft", fullscreen());
    addControl(map, "bottomleft", pointer(map));
  }
  function addZoom(map) {
    const control = L.control.zoom({ position: "topleft" }).addTo(map);
    const [less, more] = ["out", "in"].map(
      (way2) => control.getContainer()?.querySelector(`.leaflet-control-zoom-${way2}`)
    );
    const name = () => {
      label(
        /** @type {HTMLElement} */
        more,
        words.say("zoomIn")
      );
      label(
        /** @type {HTMLElement} */
        less,
        words.say("zoomOut")
      );
    };
    onChange((changed) => changed.has("language") && name());
    name();
  }
  function addControl(map, position, element) {
    const control = new L.Control({ position });
    control.onAdd = () => element;
    map.addControl(control);
  }
  function addCredits(map) {
    const box = map.attributionControl.getContainer();
    if (!box) return;
    L.DomEvent.disableClickPropagation(box);
    const details = add(null, "details");
    const show3 = () => details.replaceChildren(add(null, "summary", {}, creditNow()), creditsNow().join(" · "));
    onChange((changed) => changed.has("tiles") && show3());
    show3();
    box.replaceChildren(details);
  }
  function fullscreen() {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const picture = icon("M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10");
    const go = add(bar, "a", { href: "#", role: "button", className: "full" }, picture);
    const name = () => label(go, words.say("fullscreen"));
    const toggle2 = () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    };
    name();
    onChange((changed) => changed.has("language") && name());
    L.DomEvent.on(go, "click", L.DomEvent.stop).on(go, "click", toggle2);
    return bar;
  }
  function pointer(map) {
    const output = L.DomUtil.create("div", "position");
    map.on("mousemove", ({ latlng: { lat, lng } }) => {
      output.textContent = `${degrees(lat, "N", "S")}  ${degrees(lng, "E", "W")}`;
    });
    map.on("mouseout", () => {
      output.textContent = "";
    });
    return output;
  }
  function degrees(value, positive, negative) {
    return `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
  }

  // layers/render/webmap/script/shapes.js
  function shape(geometry, options) {
    const points = flip(geometry.coordinates);
    if (geometry.type === "Point") return L.circleMarker(points, { radius: 7, ...options });
    return geometry.type.endsWith("LineString") ? L.polyline(points, options) : L.polygon(points, options);
  }
  function boundsOf(geometry) {
    const drawn = shape(geometry, {});
    return drawn instanceof L.Polyline ? drawn.getBounds() : L.latLngBounds([drawn.getLatLng()]);
  }
  function flip(coordinates) {
    return typeof coordinates[0] === "number" ? [coordinates[1], coordinates[0]] : coordinates.map(flip);
  }

  // layers/render/webmap/script/differences.js
  var NARROW = 640;
  function comparison() {
    if (state.compare !== null) return "days";
    return layoutOf(state, DATA.parties) === "parties" ? "parties" : "";
  }
  function differing() {
    return comparison() ? differencesOf(DATA, comparedOf(state, DATA.parties), state.hidden) : [];
  }
  function lookAt(map, differ) {
    const ids = new Set(differ.map(({ id }) => id));
    const days = [state.day, state.compare ?? state.day];
    const seen = DATA.features.filter((one) => ids.has(one.entity) && days.some((day) => holds(one, day)));
    if (!seen.length) return;
    const bounds = L.latLngBounds([]);
    for (const { geometry } of seen) bounds.extend(boundsOf(geometry));
    map.fitBounds(bounds.pad(0.2), { animate: false, maxZoom: map.getMaxZoom() - 3 });
  }
  function differences(map) {
    const box = add(document.body, "section", { id: "differences", hidden: true });
    const fold2 = add(box, "details", { open: window.innerWidth > NARROW });
    const head = add(fold2, "summary");
    const body = add(fold2, "div", { className: "body" });
    function show3() {
      const kind = comparison();
      box.hidden = !kind;
      document.body.classList.toggle("listed", Boolean(kind));
      if (!kind) return;
      const focused = document.activeElement?.id;
      const rows = differing();
      const title = words.say(kind === "days" ? "changed" : "partiesDiffer");
      box.setAttribute("aria-label", title);
      head.textContent = `${title}: ${rows.length}`;
      const actions = add(null, "p", { className: "actions" });
      if (rows.length) action(actions, "fit", () => lookAt(map, differing()));
      action(actions, kind === "days" ? "endComparison" : "oneMap", end);
      const list = add(null, "ul", {}, ...sorted(rows).map((row) => item(map, row, kind)));
      body.replaceChildren(actions, rows.length ? list : add(null, "p", { className: "quiet" }, nothing(kind)));
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    }
    onChange((changed) => {
      if (!changed.has("selected") || changed.size > 1) show3();
    });
    show3();
  }
  function end() {
    change({ compare: null, maps: "beside" });
  }
  function nothing(kind) {
    return words.say(kind === "days" ? "nothingChanged" : "partiesAgree");
  }
  function action(parent, key, onclick) {
    add(parent, "button", { type: "button", id: `do-${key}`, className: "plain", onclick }, words.say(key));
  }
  function sorted(rows) {
    return rows.sort((a, b) => words.title(a.id).localeCompare(words.title(b.id), state.language));
  }
  function item(map, { id, found }, kind) {
    const onclick = () => choose(map, id, { focus: true });
    const name = add(
      null,
      "button",
      { type: "button", id: `differs-${id}`, className: "plain", onclick },
      words.title(id)
    );
    const before = (i) => kind === "days" ? ["", "→ "][i] : `${words.say(`party:${DATA.parties[i]}`)}: `;
    const each = found.map((one, i) => stated(one, before(i)));
    return add(null, "li", {}, name, ...each);
  }
  function stated(found, before) {
    const line = add(null, "div", { className: "stated" });
    if (found) line.append(swatchOf(DATA.styles[found.told.status], DATA.opacity[found.certainty]));
    const status = found ? words.status(found.told.status) + words.hedge(found.certainty) : words.say("noStatusShort");
    add(line, "span", {}, before + status);
    return line;
  }

  // layers/render/webmap/script/gestures.js
  var HINT_MS = 1500;
  function gestures(map) {
    if (window.parent === window) return;
    const box = map.getContainer();
    const hint = hinter(box);
    const isHeld = () => document.hasFocus() && box.contains(document.activeElement);
    const onwheel = (event) => {
      if (event.ctrlKey || event.metaKey || isHeld()) return;
      event.stopImmediatePropagation();
      hint("wheelHint");
    };
    box.addEventListener("wheel", onwheel, { capture: true, passive: true });
    if (!window.matchMedia("(any-pointer: coarse)").matches) return;
    map.dragging.disable();
    box.addEventListener("pointerdown", ({ pointerType }) => pointerType === "mouse" && map.dragging.enable(), true);
    document.addEventListener("pointerup", () => setTimeout(() => map.dragging.disable()));
    box.addEventListener("touchmove", ({ touches }) => touches.length === 1 && hint("touchHint"), { passive: true });
  }
  function hinter(box) {
    const hint = add(box, "div", { className: "hint", hidden: true, "aria-hidden": "true" });
    let timer;
    return (key) => {
      hint.textContent = words.say(key);
      hint.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        hint.hidden = true;
      }, HINT_MS);
    };
  }

  // layers/render/webmap/script/hash.js
  var QUIET_MS2 = 250;
  function hash(map) {
    let timer;
    const write2 = () => history.replaceState(null, "", `#${addressOf(map)}`);
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(write2, QUIET_MS2);
    };
    const read2 = () => location.hash.length > 1 && obey(map, messageOf(location.hash.slice(1)));
    read2();
    if (window.parent !== window) return;
    window.addEventListener("hashchange", read2);
    onChange(later);
    map.on("moveend", later);
  }
  function messageOf(text) {
    const asked = new URLSearchParams(text);
    const [lat, lon, zoom] = (asked.get("view") ?? "").split(",").map((part) => part.trim() ? Number(part) : Number.NaN);
    return {
      day: asked.get("date") ?? isoDay(START.day),
      compare: asked.get("compare"),
      view: { lat, lon, zoom },
      layers: asked.get("layers")?.split(",") ?? LAYERS.filter((layer) => !START.hidden.includes(layer)),
      language: asked.get("lang") ?? START.language,
      party: asked.get("by") ?? START.party,
      mode: asked.get("colours") ?? "status",
      maps: asked.get("maps") ?? "beside",
      select: asked.get("place"),
      town: asked.get("town"),
      event: asked.get("event"),
      events: asked.get("events") === "1",
      within: asked.get("within") === "1"
    };
  }
  function addressOf(map) {
    const { day, compare, view, layers, language, party, mode, maps, selected, town, event, events } = stateOf(map);
    const fields = {
      date: day,
      compare,
      view: `${view.lat},${view.lon},${view.zoom}`,
      layers: state.hidden.size > 0 && layers.join(","),
      lang: language,
      by: party || START.party && "",
      colours: mode !== "status" && mode,
      maps: maps !== "beside" && maps,
      place: selected,
      town,
      event,
      events: events && "1"
    };
    const told = Object.entries(fields).filter(([, value]) => typeof value === "string");
    const query = new URLSearchParams(
      /** @type {[string, string][]} */
      told
    );
    return query.toString().replaceAll("%2C", ",");
  }

  // layers/render/webmap/script/looks.js
  function viewOf({ day, compare, mode, party, hidden, selected, event, events }) {
    const view = { day, party, hidden, selected, event, events, agreement: mode === "agreement", marked: [] };
    return mode === "difference" && compare !== null ? { ...view, before: compare, agreement: false } : view;
  }
  function viewsOf(state2, parties) {
    const view = viewOf(state2);
    const layout = layoutOf(state2, parties);
    if (layout === "parties") return parties.map((party) => ({ ...view, party }));
    return layout === "one" || state2.compare === null ? [view] : [view, { ...view, day: state2.compare }];
  }
  function lookOfKinds(data, now, then, view, muted) {
    if (view.before !== void 0) return differenceLook(data, then, now, muted);
    if (!now) return null;
    const { status, certainty, agreement } = now;
    if (status === null) return { style: data.context, status, certainty };
    const own = data.styles[status];
    const style = view.agreement ? agreementStyle(own, data.agreement[agreement ?? ""]) : own;
    return { style, status, certainty };
  }
  function agreementStyle(own, agreed) {
    return own.fill ? agreed : { ...own, stroke: agreed.stroke };
  }
  function differenceLook(data, then, now, muted) {
    if (!then && !now) return null;
    const [before, after] = [then, now].map((kind) => kind && (kind.status ?? "none"));
    if (before === after) return { style: mutedStyle(data, muted), status: "unchanged", certainty: "certain" };
    const style = changedStyle(data, data.styles[before ?? ""], data.styles[after ?? ""]);
    return { style, status: `${before ?? "none"}>${after ?? "none"}`, certainty: "certain" };
  }
  var GONE = [1.5, 4];
  function changedStyle({ palette, context }, was, is) {
    const own = is ?? (was && { ...was, dash: was.fill ? was.dash : GONE, ticks: false }) ?? context;
    return {
      ...own,
      was: is && was?.stroke,
      hatch: "stripes",
      fill: own.fill && (is?.fill ?? palette.land),
      hatch_colour: was?.fill ?? palette.land
    };
  }
  function mutedStyle({ muted: style }, muted) {
    return muted ? style : { ...style, fill: null };
  }
  function isMutedArea(data, { entity, geometry }) {
    return geometry.type.endsWith("Polygon") && roleOf(data, data.entities[entity].group) === "territory";
  }
  function legendCode(look2, now, { agreement }) {
    return agreement && now?.agreement || look2.status;
  }

  // layers/render/webmap/script/raster.js
  var CELL = 64;
  var BITS = 6;
  var STEPS = 32;
  var LENGTHS = 16;
  var FAR2 = 255;
  var Numbers = class {
    /** @param {Uint32ArrayConstructor | Uint16ArrayConstructor} type */
    constructor(type) {
      this.type = type;
      this.all = new type(32);
      this.length = 0;
    }
    /** @param {number} number */
    push(number) {
      if (this.length === this.all.length) {
        const larger = new this.type(2 * this.length);
        larger.set(this.all);
        this.all = larger;
      }
      this.all[this.length++] = number;
    }
  };
  var Cell = class {
    /** @param {number} born the generation of the raster in which it came into view */
    constructor(born) {
      this.born = born;
      this.painted = false;
      this.features = new Numbers(Uint32Array);
      this.runStarts = new Numbers(Uint32Array);
      this.edgeStarts = new Numbers(Uint32Array);
      this.runs = new Numbers(Uint32Array);
      this.edges = new Numbers(Uint32Array);
      this.lengths = new Numbers(Uint16Array);
      this.runStarts.push(0);
      this.edgeStarts.push(0);
      this.sorted = /** @type {number[]} */
      [];
    }
    /**
     * Make a piece of what has been pushed since the last one, if anything.
     *
     * @param {number} feature
     */
    endPiece(feature) {
      const { runs, edges, runStarts, edgeStarts } = this;
      const piece = this.features.length;
      if (runs.length === runStarts.all[piece] && edges.length === edgeStarts.all[piece]) return;
      this.features.push(feature);
      runStarts.push(runs.length);
      edgeStarts.push(edges.length);
    }
    /** The pieces from the lowest feature to the uppermost. */
    pieces() {
      const { sorted: sorted2 } = this;
      if (sorted2.length !== this.features.length) {
        while (sorted2.length < this.features.length) sorted2.push(sorted2.length);
        const { all } = this.features;
        sorted2.sort((a, b) => all[a] - all[b]);
      }
      return sorted2;
    }
    /** @param {number} feature */
    holds(feature) {
      const [pieces, { all }] = [this.pieces(), this.features];
      let [low, high] = [0, pieces.length];
      while (low < high) {
        const middle = low + high >> 1;
        if (all[pieces[middle]] < feature) low = middle + 1;
        else high = middle;
      }
      return low < pieces.length && all[pieces[low]] === feature;
    }
  };
  var Raster = class {
    /**
     * @param {Outlines} outlines
     * @param {Frame} frame
     * @param {number} half half the width of the widest outline, in CSS pixels
     */
    constructor(outlines, frame, half) {
      this.outlines = outlines;
      this.frame = frame;
      this.across = Math.ceil(frame.width / CELL);
      this.down = Math.ceil(frame.height / CELL);
      this.generation = 1;
      this.cells = Array.from({ length: this.across * this.down }, () => new Cell(1));
      this.known = new Uint32Array(outlines.lines.length - 1);
      this.reach = Math.min(half * frame.ratio + 0.5, (FAR2 - 1) / STEPS);
      this.sums = new Float32Array(0);
      this.distances = new Float32Array(0);
      this.along = new Float32Array(0);
    }
    /**
     * Whether the frame can become this one by whole cells.
     *
     * @param {Frame} frame
     */
    canMoveTo(frame) {
      const isSame3 = (...keys) => keys.every((key) => frame[key] === this.frame[key]);
      if (!isSame3("scale", "ratio", "width", "height")) return false;
      return stepOf(frame.ratio) > 0 || isSame3("originX", "originY");
    }
    /**
     * Move the frame, and keep the cells that stay in it. The pieces in the others are not known.
     *
     * @param {Frame} frame
     * @returns {[x: number, y: number]} by how many cells
     */
    moveTo(frame) {
      const { cells, across, down } = this;
      const by = (key) => (frame[key] - this.frame[key]) * frame.ratio / CELL;
      const [byX, byY] = [by("originX"), by("originY")];
      this.frame = frame;
      if (!byX && !byY) return [0, 0];
      this.generation += 1;
      this.cells = cells.map((_, i) => {
        const [x, y] = [i % across + byX, Math.floor(i / across) + byY];
        const isInside2 = x >= 0 && x < across && y >= 0 && y < down;
        return isInside2 ? cells[y * across + x] : new Cell(this.generation);
      });
      return [byX, byY];
    }
    /**
     * See to it that the pieces of a feature are known in all cells; return whether there was anything to compute.
     *
     * @param {number} feature
     */
    add(feature) {
      const known = this.known[feature];
      if (known === this.generation) return false;
      this.known[feature] = this.generation;
      const box = this.boxOf(feature);
      const fresh = box && this.bornSince(known, box);
      if (fresh) this.draw(feature, known, fresh);
      return Boolean(fresh);
    }
    /**
     * Paint the cells of a feature anew when next the picture is painted.
     *
     * @param {number} feature
     */
    touch(feature) {
      const box = this.boxOf(feature);
      if (!box) return;
      this.eachCell(box, (cell) => {
        if (cell.painted && cell.holds(feature)) cell.painted = false;
      });
    }
    /**
     * In pixels of the picture; null outside it.
     *
     * @param {number} feature
     * @returns {Box | null}
     */
    boxOf(feature) {
      const { scale, originX, originY, ratio, width, height } = this.frame;
      const { boxes } = this.outlines;
      const k = 4 * feature;
      const margin = this.reach + 1 + ratio;
      const left = Math.max(0, Math.floor((boxes[k] * scale - originX) * ratio - margin));
      const right = Math.min(width, Math.ceil((boxes[k + 2] * scale - originX) * ratio + margin));
      if (left >= right) return null;
      const top = Math.max(0, Math.floor((boxes[k + 1] * scale - originY) * ratio - margin));
      const bottom = Math.min(height, Math.ceil((boxes[k + 3] * scale - originY) * ratio + margin));
      return top < bottom ? { left, top, right, bottom } : null;
    }
    /**
     * @param {Box} box
     * @param {(cell: Cell, x: number, y: number) => void} work
     */
    eachCell({ left, top, right, bottom }, work) {
      for (let y = top >> BITS; y << BITS < bottom; y++) {
        for (let x = left >> BITS; x << BITS < right; x++) work(this.cells[y * this.across + x], x, y);
      }
    }
    /**
     * The part of a box that holds all its cells born after a generation.
     *
     * @param {number} generation
     * @param {Box} box
     * @returns {Box | null}
     */
    bornSince(generation, box) {
      let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
      this.eachCell(box, ({ born }, x, y) => {
        if (born <= generation) return;
        [left, right] = [Math.min(left, x * CELL), Math.max(right, (x + 1) * CELL)];
        [top, bottom] = [Math.min(top, y * CELL), Math.max(bottom, (y + 1) * CELL)];
      });
      if (!right) return null;
      return {
        left: Math.max(left, box.left),
        top: Math.max(top, box.top),
        right: Math.min(right, box.right),
        bottom: Math.min(bottom, box.bottom)
      };
    }
    /**
     * @param {number} feature
     * @param {number} known the generation up to which the cells know it
     * @param {Box} box
     */
    draw(feature, known, box) {
      const { left, top } = box;
      const [width, height] = [box.right - left, box.bottom - top];
      const size = (width + 2) * height;
      if (this.sums.length < size) {
        this.sums = new Float32Array(size);
        this.distances = new Float32Array(size);
        this.along = new Float32Array(size);
      }
      this.sums.fill(0, 0, size);
      this.distances.fill(Infinity, 0, size);
      const { lines } = this.outlines;
      for (let line = lines[feature]; line < lines[feature + 1]; line++) this.drawRing(line, left, top, width, height);
      this.sumRows(width, height);
      this.eachCell(box, (cell, x, y) => {
        if (cell.born > known) this.cut(feature, cell, x * CELL, y * CELL, box);
      });
    }
    /**
     * @param {number} line
     * @param {number} left
     * @param {number} top
     * @param {number} width
     * @param {number} height
     */
    drawRing(line, left, top, width, height) {
      const { scale, originX, originY, ratio } = this.frame;
      const { xy, starts, holes } = this.outlines;
      const [start2, end2] = [starts[line], starts[line + 1]];
      const sign = turns(xy, start2, end2) === Boolean(holes[line]) ? 1 : -1;
      let x = Math.round(xy[start2] * scale - originX);
      let y = Math.round(xy[start2 + 1] * scale - originY);
      let length = 0;
      for (let k = start2 + 2; k < end2; k += 2) {
        const nextX = Math.round(xy[k] * scale - originX);
        const nextY = Math.round(xy[k + 1] * scale - originY);
        if (nextX === x && nextY === y) continue;
        const [ax, ay, bx, by] = [x * ratio - left, y * ratio - top, nextX * ratio - left, nextY * ratio - top];
        sumEdge(this.sums, width, height, ax, ay, bx, by, sign);
        const own = Math.hypot(nextX - x, nextY - y);
        measureEdge(this.distances, this.along, width, height, ax, ay, bx, by, this.reach, length, own);
        length += own;
        x = nextX;
        y = nextY;
      }
    }
    /**
     * Make of the sums how much of each pixel is covered.
     *
     * @param {number} width
     * @param {number} height
     */
    sumRows(width, height) {
      const { sums } = this;
      for (let row = 0; row < height; row++) {
        let sum = 0;
        for (let k = row * (width + 2), end2 = k + width; k < end2; k++) {
          sum += sums[k];
          sums[k] = sum;
        }
      }
    }
    /**
     * Cut the piece of a cell out of what has been drawn of a feature.
     *
     * @param {number} feature
     * @param {Cell} cell
     * @param {number} x0 where the cell lies in the picture
     * @param {number} y0
     * @param {Box} box that has been drawn
     */
    cut(feature, cell, x0, y0, { left, top, right, bottom }) {
      const { sums, distances, along, reach } = this;
      const { runs, edges, lengths } = cell;
      const [fromX, toX] = [Math.max(x0, left), Math.min(x0 + CELL, right)];
      const [fromY, toY] = [Math.max(y0, top), Math.min(y0 + CELL, bottom)];
      for (let y = fromY; y < toY; y++) {
        let run = 0;
        let k = (y - top) * (right - left + 2) + fromX - left;
        for (let x = fromX; x < toX; x++, k++) {
          const coverage = Math.min(255, Math.round(Math.abs(sums[k]) * 255));
          const far = distances[k] > reach;
          if (far && coverage === 255) {
            run += 1;
            continue;
          }
          const place = y - y0 << BITS | x - x0;
          if (run) runs.push(place - run | run << 2 * BITS);
          run = 0;
          if (far && !coverage) continue;
          const distance = far ? FAR2 : Math.round(distances[k] * STEPS);
          edges.push(place | coverage << 12 | distance << 20);
          lengths.push(far ? 0 : Math.round(along[k] * LENGTHS) & 65535);
        }
        if (run) runs.push((y - y0 << BITS) + toX - x0 - run | run << 2 * BITS);
      }
      cell.endPiece(feature);
    }
  };
  function stepOf(ratio) {
    return CELL * ([1, 2, 3, 4].find((cells) => Number.isInteger(cells * ratio)) ?? 0);
  }
  function turns(xy, start2, end2) {
    let area = 0;
    for (let k = start2; k + 2 < end2; k += 2) {
      area += (xy[k] - xy[start2]) * (xy[k + 3] - xy[start2 + 1]) - (xy[k + 2] - xy[start2]) * (xy[k + 1] - xy[start2 + 1]);
    }
    return area > 0;
  }
  var EXACT = 2 ** 16;
  function sumEdge(sums, width, height, ax, ay, bx, by, sign) {
    if (ay === by) return;
    const down = ay < by;
    const [topX, topY, endX, endY] = down ? [ax, ay, bx, by] : [bx, by, ax, ay];
    const direction = down ? sign : -sign;
    const slope = (endX - topX) / (endY - topY);
    const last = Math.min(height, Math.ceil(endY));
    for (let y = Math.max(0, Math.floor(topY)); y < last; y++) {
      const [from, to] = [Math.max(y, topY), Math.min(y + 1, endY)];
      const one = topX + exact((from - topY) * slope);
      const other = topX + exact((to - topY) * slope);
      sumSlice(sums, y * (width + 2), width, Math.min(one, other), Math.max(one, other), (to - from) * direction);
    }
  }
  function exact(value) {
    return Math.round(value * EXACT) / EXACT;
  }
  function sumSlice(sums, row, width, x0, x1, height) {
    const first = Math.floor(x0);
    if (first >= width) return;
    if (x1 <= first + 1) {
      const rest = first < 0 ? 0 : height * ((x0 + x1) / 2 - first);
      sums[row + Math.max(first, 0)] += height - rest;
      sums[row + Math.max(first, 0) + 1] += rest;
      return;
    }
    let before = 0;
    const steep = height / (x1 - x0);
    const last = Math.min(Math.max(Math.ceil(x1), 0), width);
    for (let x = Math.max(first, 0); x < last; x++) {
      const [from, to] = [Math.max(x, x0), Math.min(x + 1, x1)];
      const covered = exact(steep * (from - x0 + (to - from) * (x + 1 - (from + to) / 2)));
      sums[row + x] += covered - before;
      before = covered;
    }
    sums[row + last] += height - before;
  }
  function measureEdge(distances, along, width, height, ax, ay, bx, by, reach, before, own) {
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy;
    const [left, right] = ax < bx ? [ax, bx] : [bx, ax];
    const [top, bottom] = ay < by ? [ay, by] : [by, ay];
    const half = dy === 0 ? Infinity : reach * Math.sqrt(squared) / Math.abs(dy) + 0.5;
    const lastRow = Math.min(height, Math.ceil(bottom + reach));
    for (let y = Math.max(0, Math.floor(top - reach)); y < lastRow; y++) {
      const cy = y + 0.5;
      const middle = dy === 0 ? 0 : ax + (cy - ay) / dy * dx;
      const lastX = Math.min(width, Math.ceil(Math.min(right + reach, middle + half)));
      let x = Math.max(0, Math.floor(Math.max(left - reach, middle - half)));
      for (let at2 = y * (width + 2) + x; x < lastX; x++, at2++) {
        const cx = x + 0.5;
        const share = Math.min(1, Math.max(0, ((cx - ax) * dx + (cy - ay) * dy) / squared));
        const [offX, offY] = [cx - ax - share * dx, cy - ay - share * dy];
        const distance = Math.sqrt(offX * offX + offY * offY);
        if (distance >= distances[at2] || distance > reach) continue;
        distances[at2] = distance;
        along[at2] = before + share * own;
      }
    }
  }

  // layers/render/webmap/script/brush.js
  var TILE = 8;
  var DIAGONAL = Math.SQRT1_2;
  var MASK = CELL * CELL - 1;
  var LEVELS = 16;
  function inkOf(style, opacity, dash, ratio) {
    const colours = mixed(rgb(style.fill ?? "#000000"), rgb(style.hatch_colour ?? "#000000"));
    const alpha = Math.round(opacity * 255);
    const filled2 = style.fill !== null;
    const stroke = Uint8Array.from(rgb(style.stroke));
    const outline = outlineOf(style.width * ratio / 2);
    return {
      filled: filled2,
      opacity,
      solid: Uint32Array.from({ length: LEVELS ** 2 }, (_, i) => packed(colours.subarray(3 * i, 3 * i + 3), alpha)),
      colours,
      hatch: style.hatch === "none" ? "" : style.hatch,
      stroke,
      outline,
      rim: Uint32Array.from(outline, (line) => over(filled2 ? packed(colours, alpha) : 0, stroke, 0, line)),
      outer: Uint32Array.from(outline, (line) => over(0, stroke, 0, line)),
      dash: dashOf(dash, ratio)
    };
  }
  function outlineOf(half) {
    const covered = (distance) => Math.max(0, Math.min(1, 2 * half, half + 0.5 - distance));
    return Uint8Array.from({ length: FAR2 + 1 }, (_, i) => i === FAR2 ? 0 : Math.round(covered(i / STEPS) * 255));
  }
  function mixed(fill2, over2) {
    const most = LEVELS - 1;
    const shares = Array.from({ length: LEVELS ** 2 }, (_, i) => {
      return 1 - (1 - Math.floor(i / LEVELS) / most) * (1 - i % LEVELS / most);
    });
    return Uint8Array.from(shares.flatMap((share) => fill2.map((part, c) => Math.round(part + (over2[c] - part) * share))));
  }
  function rgb(colour) {
    return [1, 3, 5].map((k) => Number.parseInt(colour.slice(k, k + 2), 16));
  }
  function packed([red, green, blue], alpha) {
    return (alpha << 24 | blue << 16 | green << 8 | red) >>> 0;
  }
  function hatchOf(hatch, frame) {
    const { ratio, width, height } = frame;
    const [left, top, side] = [frame.left * ratio, frame.top * ratio, TILE * ratio];
    const diagonal = (line, first) => Uint8Array.from({ length: width + height }, (_, i) => Math.round(line((first + i) * DIAGONAL) * (LEVELS - 1)));
    const none = () => 0;
    if (hatch === "stripes") {
      const line = turned(side, (from) => between(from, 0, side / 2));
      return { falling: diagonal(line, left + top + 1), rising: diagonal(none, 0) };
    }
    if (hatch === "cross") {
      const half = 0.45 * ratio;
      const line = turned(side, (from) => between(from, side / 2 - half, side / 2 + half));
      return { falling: diagonal(line, left + top + 1), rising: diagonal(line, top - left - width) };
    }
    const { tile, side: cell } = dots(ratio);
    return {
      tile,
      rows: Uint16Array.from({ length: height }, (_, y) => modulo(y + top, cell) * cell),
      columns: Uint16Array.from({ length: width }, (_, x) => modulo(x + left, cell))
    };
  }
  function between(from, low, high) {
    return Math.max(0, Math.min(from + 1, high) - Math.max(from, low));
  }
  function dots(ratio) {
    const side = Math.round(TILE * ratio);
    const tile = Uint8Array.from({ length: side * side }, (_, i) => {
      const [u, v] = [(i % side + 0.5) / ratio, (Math.floor(i / side) + 0.5) / ratio];
      const distance = Math.min(Math.hypot(u - 2, v - 2), Math.hypot(u - 6, v - 6));
      return Math.round(Math.max(0, Math.min(1, (0.9 - distance) * ratio + 0.5)) * (LEVELS - 1));
    });
    return { tile, side };
  }
  function modulo(value, by) {
    return value - by * Math.floor(value / by);
  }
  function turned(side, covered) {
    const count = Math.round(side);
    const pixels = Float32Array.from({ length: count + 1 }, (_, i) => covered(i % count));
    return (at2) => {
      const place = modulo(at2 - 0.5, side);
      const first = Math.min(Math.floor(place), count - 1);
      const share = place - first;
      return pixels[first] * (1 - share) + pixels[first + 1] * share;
    };
  }
  function dashOf(dash, ratio) {
    if (!dash.length) return null;
    const lengths = dash.length % 2 ? [...dash, ...dash] : dash;
    const period = lengths.reduce((sum, length) => sum + length, 0);
    return Float32Array.from({ length: Math.round(period * LENGTHS) }, (_, i) => drawnAt(lengths, i / LENGTHS, ratio));
  }
  function drawnAt(lengths, at2, ratio) {
    const period = lengths.reduce((sum, length) => sum + length, 0);
    let [start2, most] = [0, 0];
    for (let k = 0; k < lengths.length; k += 2) {
      for (const shift of [-period, 0, period]) {
        const inside2 = Math.min(at2 - start2 - shift, start2 + shift + lengths[k] - at2);
        most = Math.max(most, Math.min(1, inside2 * ratio + 0.5));
      }
      start2 += lengths[k] + lengths[k + 1];
    }
    return most;
  }
  var Picture = class {
    /**
     * @param {Raster} raster
     * @param {ArrayBuffer} bytes of an image of the raster's size
     */
    constructor(raster, bytes) {
      this.raster = raster;
      this.pixels = new Uint32Array(bytes);
      this.width = raster.frame.width;
      this.height = raster.frame.height;
      this.hatches = /** @type {Record<string, Hatch>} */
      {};
      this.marks = new Uint32Array(CELL * CELL / 32);
    }
    /**
     * Move the frame to another that the raster can move to; what has come into view is empty until it is painted. Return
     * whether the picture has moved.
     *
     * @param {Frame} frame
     */
    moveTo(frame) {
      const { raster, pixels, width } = this;
      const isAnchored = ({ originX, originY, left, top }) => originX - left === raster.frame.originX - raster.frame.left && originY - top === raster.frame.originY - raster.frame.top;
      const kept = isAnchored(frame);
      const [byX, byY] = raster.moveTo(frame);
      const by = (byY * width + byX) * CELL;
      if (by) pixels.copyWithin(Math.max(0, -by), Math.max(0, by), Math.max(0, pixels.length + Math.min(0, by)));
      if (by || !kept) this.hatches = {};
      this.clear(this.stale());
      for (const cell of raster.cells) cell.painted &&= kept;
      return by !== 0;
    }
    /**
     * Paint the cells that are not; return which.
     *
     * @param {(feature: number) => Ink | null} inkOf
     * @param {(cell: number) => boolean} [isWanted] others are left as they are
     */
    renew(inkOf2, isWanted = () => true) {
      const stale = this.stale().filter(isWanted);
      this.clear(stale);
      for (const i of stale) this.paint(i, inkOf2);
      return stale;
    }
    /** The places of the cells that are not painted, ascending. */
    stale() {
      const { cells } = this.raster;
      return Array.from(cells.keys()).filter((i) => !cells[i].painted);
    }
    /**
     * Paint an empty cell.
     *
     * @param {number} i its place in the raster
     * @param {(feature: number) => Ink | null} inkOf
     */
    paint(i, inkOf2) {
      const { across, cells } = this.raster;
      const [cell, left, top] = [cells[i], i % across * CELL, Math.floor(i / across) * CELL];
      this.marks.fill(0);
      for (const piece of cell.pieces()) {
        const ink = inkOf2(cell.features.all[piece]);
        if (!ink) continue;
        if (ink.filled) this.fill(cell, piece, ink, left, top);
        this.edge(cell, piece, ink, left, top);
      }
      cell.painted = true;
    }
    /**
     * Empty cells, those of a row that lie side by side at once.
     *
     * @param {number[]} cells their places, ascending
     */
    clear(cells) {
      const { raster, width, height, pixels } = this;
      for (let k = 0, first = 0; k < cells.length; k++) {
        const isLast = cells[k + 1] !== cells[k] + 1 || cells[k + 1] % raster.across === 0;
        if (!isLast) continue;
        const [left, top] = [cells[first] % raster.across * CELL, Math.floor(cells[k] / raster.across) * CELL];
        const right = Math.min((cells[k] % raster.across + 1) * CELL, width);
        const bottom = Math.min(top + CELL, height);
        for (let y = top; y < bottom; y++) pixels.fill(0, y * width + left, y * width + right);
        first = k + 1;
      }
    }
    /** @param {string} name */
    hatchOf(name) {
      this.hatches[name] ??= hatchOf(name, this.raster.frame);
      return this.hatches[name];
    }
    /**
     * @param {Cell} cell
     * @param {number} piece
     * @param {Ink} ink
     * @param {number} left
     * @param {number} top
     */
    fill(cell, piece, ink, left, top) {
      const { width, pixels } = this;
      const { solid } = ink;
      const hatch = ink.hatch && this.hatchOf(ink.hatch);
      const alpha = Math.round(ink.opacity * 255);
      const runs = cell.runs.all;
      const end2 = cell.runStarts.all[piece + 1];
      for (let k = cell.runStarts.all[piece]; k < end2; k++) {
        const place = runs[k] & MASK;
        const y = top + (place >>> BITS);
        const from = left + (place & CELL - 1);
        const length = runs[k] >>> 2 * BITS;
        const to = from + length;
        if (this.mark(place, length) && !hatch) {
          pixels.fill(solid[0], y * width + from, y * width + to);
          continue;
        }
        for (let x = from, p = y * width + from; x < to; x++, p++) {
          const level = hatch ? this.levelAt(hatch, x, y) : 0;
          pixels[p] = pixels[p] ? over(pixels[p], ink.colours, 3 * level, alpha) : solid[level];
        }
      }
    }
    /**
     * Mark a run of pixels of the cell as not empty; return whether all of them were.
     *
     * @param {number} place
     * @param {number} length within one row
     */
    mark(place, length) {
      const { marks } = this;
      const word = place >>> BITS << 1;
      const from = place & CELL - 1;
      const [left, right] = [bits(from, from + length), bits(from - 32, from + length - 32)];
      const empty = (marks[word] & left | marks[word + 1] & right) === 0;
      marks[word] |= left;
      marks[word + 1] |= right;
      return empty;
    }
    /**
     * @param {Hatch} hatch
     * @param {number} x
     * @param {number} y
     */
    levelAt(hatch, x, y) {
      if ("falling" in hatch) return hatch.falling[x + y] * LEVELS + hatch.rising[y - x + this.width];
      return hatch.tile[hatch.rows[y] + hatch.columns[x]];
    }
    /**
     * The pixels at the outline: a share of the fill, and the outline over it.
     *
     * @param {Cell} cell
     * @param {number} piece
     * @param {Ink} ink
     * @param {number} left
     * @param {number} top
     */
    edge(cell, piece, ink, left, top) {
      const { width, pixels, marks } = this;
      const [edges, lengths] = [cell.edges.all, cell.lengths.all];
      const { filled: filled2, opacity, colours, stroke, outline, rim, outer, dash } = ink;
      const hatch = ink.hatch && this.hatchOf(ink.hatch);
      const plain = !hatch && !dash;
      const end2 = cell.edgeStarts.all[piece + 1];
      for (let k = cell.edgeStarts.all[piece]; k < end2; k++) {
        const edge = edges[k];
        const place = edge & MASK;
        const x = left + (place & CELL - 1);
        const y = top + (place >>> BITS);
        const p = y * width + x;
        const coverage = edge >>> 12 & 255;
        marks[place >>> 5] |= 1 << (place & 31);
        const under = pixels[p];
        if (plain && !under && (coverage === 0 || coverage === 255)) {
          pixels[p] = coverage ? rim[edge >>> 20] : outer[edge >>> 20];
          continue;
        }
        let line = outline[edge >>> 20];
        if (line && dash) line = Math.round(line * dash[lengths[k] % dash.length]);
        let pixel = under;
        if (filled2 && coverage && line < 255) {
          const c = hatch ? 3 * this.levelAt(hatch, x, y) : 0;
          pixel = over(pixel, colours, c, Math.round(opacity * coverage));
        }
        pixels[p] = over(pixel, stroke, 0, line);
      }
    }
  };
  function bits(from, to) {
    if (to <= 0 || from >= 32) return 0;
    return (to >= 32 ? -1 : (1 << to) - 1) & (from <= 0 ? -1 : -1 << from);
  }
  function over(under, colours, c, alpha) {
    if (alpha === 0) return under;
    let red = colours[c];
    let green = colours[c + 1];
    let blue = colours[c + 2];
    if (!under || alpha === 255) return (alpha << 24 | blue << 16 | green << 8 | red) >>> 0;
    const whole = alpha + (under >>> 24) * (255 - alpha) / 255;
    const share = alpha / whole;
    const oldRed = under & 255;
    const oldGreen = under >>> 8 & 255;
    const oldBlue = under >>> 16 & 255;
    red = oldRed + (red - oldRed) * share + 0.5 | 0;
    green = oldGreen + (green - oldGreen) * share + 0.5 | 0;
    blue = oldBlue + (blue - oldBlue) * share + 0.5 | 0;
    return ((whole + 0.5 | 0) << 24 | blue << 16 | green << 8 | red) >>> 0;
  }

  // layers/render/webmap/script/outlines.js
  var Outlines = class {
    /** @param {Feature[]} features */
    constructor(features) {
      const xy = [];
      const [firstRings, starts, holes] = [
        [0],
        [0],
        /** @type {number[]} */
        []
      ];
      for (const { geometry } of features) {
        for (const [line, isHole] of linesOf(geometry)) {
          for (const position of line) xy.push(...project(position));
          starts.push(xy.length);
          holes.push(Number(isHole));
        }
        firstRings.push(holes.length);
      }
      this.xy = Float64Array.from(xy);
      this.starts = Uint32Array.from(starts);
      this.holes = Uint8Array.from(holes);
      this.lines = Uint32Array.from(firstRings);
      this.boxes = new Float64Array(4 * features.length);
      features.forEach((_, i) => {
        this.boxes.set(this.boxOf(i), 4 * i);
      });
    }
    /** @param {number} feature */
    boxOf(feature) {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const end2 = this.starts[this.lines[feature + 1]];
      for (let k = this.starts[this.lines[feature]]; k < end2; k += 2) {
        const [x, y] = [this.xy[k], this.xy[k + 1]];
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
      return box;
    }
  };
  function linesOf({ type, coordinates }) {
    if (type === "Point") return [[[coordinates], false]];
    if (type === "MultiPoint" || type === "LineString") return [[coordinates, false]];
    if (type === "MultiLineString") return coordinates.map((line) => [line, false]);
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    return polygons.flatMap((rings) => rings.map((ring, i) => (
      /** @type {[Position[], boolean]} */
      [ring, i > 0]
    )));
  }
  function project([lon, lat]) {
    const sine = Math.sin(Math.min(Math.max(lat, -85.0511287798), 85.0511287798) * Math.PI / 180);
    return [256 * (lon / 360 + 0.5), 256 * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
  }

  // layers/render/webmap/script/paths.js
  var LINE_ROLES = (
    /** @type {const} */
    ["casing", "main", "top"]
  );
  var TRACK_ROLES = (
    /** @type {const} */
    ["casing", "main", "core", "road", "top"]
  );
  var AREA_ROLES = (
    /** @type {const} */
    ["main"]
  );
  function addPaths(map, feature) {
    const options = { pane: roleIn(feature), smoothFactor: 0.4, lineJoin: "round", lineCap: "butt", interactive: false };
    const lineRoles = DATA.entities[feature.entity].track ? TRACK_ROLES : LINE_ROLES;
    const roles = feature.geometry.type.endsWith("LineString") ? lineRoles : AREA_ROLES;
    const paths = roles.map((role) => [role, shape(feature.geometry, options).addTo(map)]);
    const parts2 = (
      /** @type {Parts} */
      Object.fromEntries(paths)
    );
    elementOf(parts2.main).dataset.feature = feature.id;
    return parts2;
  }
  function addMark(map, feature) {
    const options = { pane: roleIn(feature), smoothFactor: 0.4, interactive: false, fill: false, radius: 14, opacity: 1 };
    const { paper: paper2, ink } = DATA.palette;
    const strokes = [
      { color: paper2, weight: 6 },
      { color: ink, weight: 2.5, dashArray: "7 4", className: "mark" }
    ];
    return L.layerGroup(strokes.map((stroke) => shape(feature.geometry, { ...options, ...stroke }))).addTo(map);
  }
  function roleIn(feature) {
    return roleOf(DATA, DATA.entities[feature.entity].group);
  }
  function elementOf(path) {
    return (
      /** @type {SVGElement} */
      path.getElement()
    );
  }
  function hide(parts2, hidden) {
    for (const part of Object.values(parts2)) elementOf(part).style.display = hidden ? "none" : "";
  }
  function restyle(feature, parts2, { look: look2, selected, scale }) {
    hide(parts2, !look2);
    const { dataset } = elementOf(parts2.main);
    dataset.status = look2?.status ?? "";
    dataset.certainty = look2?.certainty ?? "";
    if (!look2) return;
    if (parts2.casing) restyleLine(
      feature,
      /** @type {LineParts} */
      parts2,
      look2,
      selected,
      scale
    );
    else restyleArea(feature, parts2.main, look2, selected);
  }
  function restyleArea(feature, path, { style, certainty }, selected) {
    const dash = feature.schematic ? DATA.schematicDash : style.dash;
    path.setStyle({
      color: selected ? DATA.palette.ink : style.stroke,
      weight: style.width + (selected ? 1.6 : 0),
      dashArray: (
        /** @type {string} */
        dash.join(" ") || null
      ),
      opacity: 1,
      fill: Boolean(style.fill) || feature.geometry.type === "Point",
      fillColor: style.fill ? paint(style) : DATA.palette.paper,
      fillOpacity: DATA.opacity[certainty]
    });
  }
  function lineScale(zoom) {
    return Math.min(1.25, Math.max(0.6, 0.6 + (zoom - 6.5) * 0.2));
  }
  function restyleLine(feature, { casing, main, core, road, top }, look2, selected, scale) {
    const { certainty } = look2;
    const track = look2.style.was ? "" : DATA.entities[feature.entity].track;
    const style = track ? trackStyle(look2.style, track) : look2.style;
    const schematic = feature.schematic && roleIn(feature) === "route";
    const dash = !style.dash.length && schematic ? DATA.schematicDash.map((length) => length * 2) : style.dash;
    const strokes = strokesOf(style, DATA.opacity[certainty], scale, dash);
    casing.setStyle(leafletStroke(strokes.casing));
    if (selected) casing.setStyle({ color: DATA.palette.accent, weight: style.width * scale + 5 });
    else if (schematic && !style.was) casing.setStyle({ opacity: 0.45 });
    main.setStyle(leafletStroke(strokes.main));
    const between3 = track ? trackStrokes(strokes.main, track) : null;
    core?.setStyle(between3 ? leafletStroke(between3.core) : { opacity: 0 });
    road?.setStyle(between3?.road ? leafletStroke(between3.road) : { opacity: 0 });
    elementOf(top).style.display = strokes.top ? "" : "none";
    if (strokes.top) top.setStyle(leafletStroke(strokes.top));
  }
  function leafletStroke(stroke) {
    return (
      /** @type {L.PathOptions} */
      stroke
    );
  }

  // layers/render/webmap/script/areas.js
  var MANY = 60;
  var PICTURE_MS = 24;
  var SLICE_MS = 8;
  var PAUSE_MS = 100;
  var MOST_PATHS = 300;
  var ROLES = ["context", "territory", "zone", "route"];
  var Renderer = (
    /** @type {any} */
    L.Renderer
  );
  var Canvas = class extends Renderer {
    /**
     * @param {string} pane
     * @param {number[]} places of the areas among the features of the record, lowest first
     * @param {Scene} scene
     */
    constructor(pane, places, scene) {
      super({ pane, padding: 0.1 });
      this.areas = new Areas(places, scene);
    }
    _initContainer() {
      const box = L.DomUtil.create("div", "leaflet-layer");
      box.append(this.areas.canvas);
      this._container = /** @type {any} */
      box;
    }
    _destroyContainer() {
      this._container.remove();
    }
    /** Where the picture is that is shown; it moves and scales with the map until the next one is ready. */
    _update() {
      this.look(() => L.DomUtil.setPosition(this._container, this._bounds.min));
    }
    /** Leaflet then puts paths between the pixels of the screen: the picture goes with them. */
    _reset() {
      const place = () => this._updateTransform(this._map.getCenter(), this._map.getZoom());
      this.look(place);
      place();
    }
    /** @param {() => void} place puts the container at `_bounds` */
    look(place) {
      if (this._map._animatingZoom && this._bounds) return;
      const { _bounds, _center, _zoom } = this;
      super._update();
      const next = { _bounds: this._bounds, _center: this._center, _zoom: this._zoom };
      if (_bounds) Object.assign(this, { _bounds, _center, _zoom });
      const frame = frameOf(next._bounds, this._map.getPixelOrigin(), 2 ** next._zoom, window.devicePixelRatio);
      const corner = L.point(frame.left, frame.top);
      const at2 = corner.subtract(next._bounds.min);
      const seen = L.bounds(
        this._map.containerPointToLayerPoint([0, 0]),
        this._map.containerPointToLayerPoint(this._map.getSize())
      );
      this.areas.look(frame, () => {
        if (this._map?._animatingZoom) return false;
        Object.assign(this, next);
        L.DomUtil.setPosition(this.areas.canvas, at2);
        this.areas.view = cellsIn(seen, frame);
        place();
        return true;
      });
    }
  };
  function frameOf(bounds, origin, scale, ratio) {
    const [step, size] = [stepOf(ratio) || 1, bounds.getSize()];
    const start2 = origin.add(
      /** @type {L.Point} */
      bounds.min
    ).divideBy(step).floor().multiplyBy(step);
    const { x: left, y: top } = start2.subtract(origin);
    const long = (length) => length && Math.round(Math.ceil(length / step + 1) * step * ratio);
    return { scale, originX: start2.x, originY: start2.y, left, top, ratio, width: long(size.x), height: long(size.y) };
  }
  function cellsIn({ min, max }, { left, top, ratio }) {
    const cell = (length) => Math.floor(length * ratio / CELL);
    const [from, to] = [
      /** @type {L.Point} */
      min,
      /** @type {L.Point} */
      max
    ];
    return { west: cell(from.x - left), north: cell(from.y - top), east: cell(to.x - left), south: cell(to.y - top) };
  }
  var Areas = class {
    /**
     * @param {number[]} places of the areas among the features of the record, lowest first
     * @param {Scene} scene
     */
    constructor(places, scene) {
      this.places = Uint32Array.from(places);
      this.scene = scene;
      this.outlines = new Outlines(places.map((place) => DATA.features[place]));
      this.half = Math.max(...widths()) / 2;
      this.canvas = document.createElement("canvas");
      Object.assign(this.canvas.style, { position: "absolute", pointerEvents: "none", willChange: "transform" });
      this.pen = /** @type {CanvasRenderingContext2D} */
      this.canvas.getContext("2d");
      this.image = this.pen.createImageData(1, 1);
      const nowhere = { scale: 1, originX: 0, originY: 0, left: 0, top: 0, ratio: 1, width: 1, height: 1 };
      this.raster = new Raster(this.outlines, nowhere, this.half);
      this.picture = new Picture(this.raster, this.image.data.buffer);
      this.whole = 0;
      this.inks = /** @type {Ink[]} */
      [];
      this.view = { west: 0, north: 0, east: 0, south: 0 };
      this.timer = 0;
      this.painter = 0;
      this.inkOf = (area) => this.inkOfArea(area);
    }
    /**
     * Show another part of the map.
     *
     * @param {Frame} frame
     * @param {() => boolean} place puts the canvas where it belongs, unless it says that this is no longer asked for
     */
    look(frame, place) {
      if (!frame.width || !frame.height) return;
      if (!this.raster.canMoveTo(frame)) this.showAnew(frame, place);
      else if (place()) this.moveTo(frame);
    }
    /**
     * Show a picture as soon as it is ready.
     *
     * @param {Frame} frame
     * @param {() => boolean} place
     */
    showAnew(frame, place) {
      const raster = new Raster(this.outlines, frame, this.half);
      this.makeReady(raster, () => {
        if (!place()) return;
        for (let area = 0; area < this.places.length; area++) if (this.isDrawn(area)) raster.add(area);
        this.take(raster);
        this.finish();
      });
    }
    /**
     * Move the picture with the map; what has come into view follows as soon as it is ready.
     *
     * @param {Frame} frame
     */
    moveTo(frame) {
      const isElsewhere = this.picture.moveTo(frame);
      this.makeReady(this.raster, () => this.finish());
      if (isElsewhere) this.pen.putImageData(this.image, 0, 0);
    }
    /** @param {Raster} raster */
    take(raster) {
      const { width, height, ratio } = raster.frame;
      Object.assign(this.canvas, { width, height });
      Object.assign(this.canvas.style, { width: `${width / ratio}px`, height: `${height / ratio}px` });
      if (ratio !== this.raster.frame.ratio) this.inks = [];
      this.image = this.pen.createImageData(width, height);
      this.raster = raster;
      this.picture = new Picture(raster, this.image.data.buffer);
    }
    /** Paint what is not, now that all that is drawn is known. */
    finish() {
      this.whole = this.raster.generation;
      this.paint();
      delete this.canvas.dataset.pending;
      this.readyRest();
    }
    isPending() {
      return this.canvas.dataset.pending !== void 0;
    }
    /**
     * Make ready all that is drawn.
     *
     * @param {Raster} raster
     * @param {() => void} after
     */
    makeReady(raster, after) {
      this.canvas.dataset.pending = "";
      const slice = document.body.classList.contains("printing") ? Infinity : PICTURE_MS;
      this.inSlices(slice, (area) => this.isDrawn(area) && raster.add(area), after);
    }
    /** Make ready what is not drawn now, so that the next move need not. */
    readyRest() {
      const rest = () => this.inSlices(SLICE_MS, (area) => this.raster.add(area));
      this.timer = window.setTimeout(rest, PAUSE_MS);
    }
    /**
     * Do something with each area, then something else; what was being done so before is given up.
     *
     * @param {number} milliseconds of a slice, after which the page may answer
     * @param {(area: number) => boolean} work says whether there was anything to do
     * @param {() => void} [after]
     */
    inSlices(milliseconds, work, after) {
      clearTimeout(this.timer);
      let area = 0;
      const go = () => {
        const end2 = performance.now() + milliseconds;
        while (area < this.places.length && !(work(area++) && performance.now() >= end2)) ;
        if (area < this.places.length) this.timer = window.setTimeout(go);
        else after?.();
      };
      go();
    }
    /** @param {number} area */
    isDrawn(area) {
      return this.scene.lookOf(this.places[area]) !== null;
    }
    /** @param {number} area */
    inkOfArea(area) {
      const place = this.places[area];
      const look2 = this.scene.lookOf(place);
      if (!look2) return null;
      const schematic = this.scene.schematic[place];
      const key = 2 * this.scene.classOf[place] + schematic;
      this.inks[key] ??= this.inkOfLook(look2, schematic);
      return this.inks[key];
    }
    /**
     * @param {Look} look
     * @param {number} schematic
     */
    inkOfLook({ style, certainty }, schematic) {
      const dash = schematic ? DATA.schematicDash : style.dash;
      return inkOf(style, DATA.opacity[certainty], dash, this.raster.frame.ratio);
    }
    /**
     * Paint anew where areas have changed.
     *
     * @param {number[]} areas
     */
    renew(areas) {
      for (const area of areas) {
        if (this.isDrawn(area)) this.raster.add(area);
        this.raster.touch(area);
      }
      const { west, north, east, south } = this.view;
      const { across } = this.raster;
      const isSeen2 = (i) => {
        const [x, y] = [i % across, Math.floor(i / across)];
        return x >= west && x <= east && y >= north && y <= south;
      };
      this.paint(this.isPending() ? void 0 : isSeen2);
      clearTimeout(this.painter);
      this.painter = window.setTimeout(() => this.paint(), PAUSE_MS);
    }
    /**
     * Paint cells that are not, if all that is drawn is known in them.
     *
     * @param {(cell: number) => boolean} [isWanted]
     */
    paint(isWanted = () => true) {
      const { raster, whole } = this;
      this.handOver(this.picture.renew(this.inkOf, (i) => raster.cells[i].born <= whole && isWanted(i)));
    }
    /** @param {number[]} cells */
    handOver(cells) {
      const { across } = this.raster;
      const [xs, ys] = [cells.map((cell) => cell % across), cells.map((cell) => Math.floor(cell / across))];
      const put = (x, y, columns, rows) => this.pen.putImageData(this.image, 0, 0, x * CELL, y * CELL, columns * CELL, rows * CELL);
      if (cells.length <= MANY) {
        for (const i of cells.keys()) put(xs[i], ys[i], 1, 1);
        return;
      }
      const [west, north] = [Math.min(...xs), Math.min(...ys)];
      put(west, north, Math.max(...xs) - west + 1, Math.max(...ys) - north + 1);
    }
  };
  function widths() {
    const filled2 = Object.values(DATA.styles).filter(({ fill: fill2, dash }) => fill2 || dash.length);
    return [...filled2, ...Object.values(DATA.agreement), DATA.context, DATA.muted].map(({ width }) => width);
  }
  function addCanvases(map, scene) {
    const areas = DATA.features.flatMap(({ geometry }, i) => geometry.type.endsWith("Polygon") ? [i] : []);
    const painted = areas.length > MOST_PATHS ? areas : [];
    const homes = (
      /** @type {Areas[]} */
      []
    );
    const places = new Uint32Array(DATA.features.length);
    for (const role of ROLES) {
      const own = painted.filter((i) => roleIn(DATA.features[i]) === role);
      if (!own.length) continue;
      const canvas = new Canvas(role, own, scene);
      own.forEach((i, area) => {
        homes[i] = canvas.areas;
        places[i] = area;
      });
      map.addLayer(
        /** @type {any} */
        canvas
      );
    }
    function renew(features) {
      const changed = /* @__PURE__ */ new Map();
      for (const i of features) {
        if (!homes[i]) continue;
        const list = changed.get(homes[i]);
        if (list) list.push(places[i]);
        else changed.set(homes[i], [places[i]]);
      }
      for (const [areas2, list] of changed) areas2.renew(list);
    }
    return { renew, holds: (i) => Boolean(homes[i]) };
  }

  // layers/render/webmap/script/base.js
  var KNOWN = ["countries", "sea", "lakes", "rivers"];
  function addBaseMap(map) {
    const { base, relief, palette } = DATA;
    if (!base) map.getContainer().style.background = palette.land;
    else addTables(map, base);
    if (relief) addRelief(map, relief);
  }
  function addTables(map, base) {
    const { palette } = DATA;
    const others = Object.keys(base).filter((name) => !KNOWN.includes(name));
    const water = { stroke: true, color: palette.shore, weight: 0.7, fillColor: palette.water, fillOpacity: 1 };
    const border = { color: palette.border, weight: 1.2, dashArray: "7 3 1.5 3", fill: false };
    addLand(map, base.countries);
    addAll(map, base.sea, "relief", water);
    addAll(map, base.lakes, "relief", water);
    addAll(map, base.rivers, "relief", { color: palette.shore, weight: 1.3, fill: false });
    for (const name of others) addAll(map, base[name], "lines", { color: palette.rayon, weight: 0.6, fill: false });
    addAll(map, base.countries, "lines", border);
  }
  function addAll(map, shapes, pane, options) {
    for (const geometry of shapes ?? []) {
      shape(geometry, { pane, interactive: false, smoothFactor: 0.5, ...options }).addTo(map);
    }
  }
  function addLand(map, shapes) {
    const { countries, highlight, palette } = DATA;
    shapes.forEach((geometry, i) => {
      const fillColor = highlight.includes(countries[i].iso) ? palette.land : palette.neighbour;
      shape(geometry, { pane: "base", interactive: false, stroke: false, fillColor, fillOpacity: 1 }).addTo(map);
    });
  }
  function addRelief(map, { image, bounds }) {
    const corners = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
    L.imageOverlay(image, corners, { pane: "relief", interactive: false, className: "relief" }).addTo(map);
  }

  // layers/render/webmap/script/courses.js
  var STEP = 4;
  var STRIDE = 8;
  var MOST_ASTRAY = 8;
  var MOST_BENT = 0.12;
  var STEEPEST = Math.tan(75 * Math.PI / 180);
  var [ABOVE, BELOW] = [8, 7];
  var [ASCENT, HALF] = [9, 6.5];
  function joined(lines) {
    const [first, ...rest] = lines;
    if (!first) return [];
    for (const [i, other] of rest.entries()) {
      const longer = chained(first, other);
      if (longer) return joined([longer, ...rest.filter((_, j) => j !== i)]);
    }
    return [first, ...joined(rest)];
  }
  function chained(a, b) {
    const turned2 = [...b].reverse();
    for (const next of [b, turned2]) {
      if (isSame2(a[a.length - 1], next[0])) return [...a, ...next.slice(1)];
      if (isSame2(next[next.length - 1], a[0])) return [...next, ...a.slice(1)];
    }
    return null;
  }
  function isSame2(a, b) {
    return a[0] === b[0] && a[1] === b[1];
  }
  function spaced(line, step = STEP) {
    const points = [];
    let next = 0;
    for (let i = 1; i < line.length; i++) {
      const [[x, y], [x2, y2]] = [line[i - 1], line[i]];
      const long = Math.hypot(x2 - x, y2 - y);
      for (; next < long; next += step) points.push([x + (x2 - x) * next / long, y + (y2 - y) * next / long]);
      next -= long;
    }
    return points;
  }
  function spotOn(points, width, isFree) {
    const count = Math.ceil(width / STEP) + 1;
    const middle = (points.length - count) / 2;
    const tried = [];
    for (let i = 0; i + count <= points.length; i += STRIDE / STEP) {
      const bow = bowOf(points.slice(i, i + count));
      if (bow) tried.push({ bow, astray: Math.round(bow.over + bow.under), far: Math.abs(i - middle) });
    }
    tried.sort((a, b) => a.astray - b.astray || a.far - b.far);
    for (const { bow } of tried) {
      for (const spot of beside(bow, width)) if (isFree(spot.boxes)) return spot;
    }
    return null;
  }
  function bowOf(stretch) {
    const [first, last] = [stretch[0], stretch[stretch.length - 1]];
    const [[x, y], [x2, y2]] = first[0] < last[0] ? [first, last] : [last, first];
    const long = Math.hypot(x2 - x, y2 - y);
    if (Math.abs(y2 - y) > STEEPEST * (x2 - x) || long < (stretch.length - 1) * STEP * 0.8) return null;
    const along = [(x2 - x) / long, (y2 - y) / long];
    const origin = [(x + x2) / 2, (y + y2) / 2];
    const seen = stretch.map(([px, py]) => inFrame([px - origin[0], py - origin[1]], along));
    const curve = parabola(seen);
    if (Math.abs(curve[2]) * (long / 2) ** 2 > MOST_BENT * long) return null;
    const off = seen.map(([u, v]) => v - at(curve, u));
    const [over2, under] = [-Math.min(...off), Math.max(...off)];
    return Math.max(over2, under) > MOST_ASTRAY ? null : { origin, along, curve, over: over2, under };
  }
  function inFrame([x, y], [ax, ay]) {
    return [x * ax + y * ay, y * ax - x * ay];
  }
  function at([a, b, c], u) {
    return a + b * u + c * u * u;
  }
  function parabola(points) {
    const sum = (of) => points.reduce((all, point) => all + of(point), 0);
    const [s0, s1, s2, s3, s4] = [0, 1, 2, 3, 4].map((power) => sum(([u]) => u ** power));
    const [t0, t1, t2] = [0, 1, 2].map((power) => sum(([u, v]) => v * u ** power));
    const whole = det(s0, s1, s2, s1, s2, s3, s2, s3, s4);
    return [
      det(t0, s1, s2, t1, s2, s3, t2, s3, s4) / whole,
      det(s0, t0, s2, s1, t1, s3, s2, t2, s4) / whole,
      det(s0, s1, t0, s1, s2, t1, s2, s3, t2) / whole
    ];
  }
  function det(...m) {
    const [a, b, c, d, e, f, g, h, i] = m;
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  }
  function beside({ origin, along, curve, over: over2, under }, width) {
    const [a, , c] = curve;
    return [-(over2 + ABOVE), under + BELOW + ASCENT].map((off) => {
      const place = (u, v) => outOf([u, v + off], origin, along);
      const half = width / 2;
      const [from, to] = [place(-half, at(curve, -half)), place(half, at(curve, half))];
      const through = place(0, a - c * half * half);
      return { from, through, to, boxes: boxesOn((u) => place(u, at(curve, u) - ASCENT / 3), half) };
    });
  }
  function outOf([u, v], [x, y], [ax, ay]) {
    return [x + u * ax - v * ay, y + u * ay + v * ax];
  }
  function boxesOn(place, half) {
    const count = Math.ceil(half / 5);
    return Array.from({ length: count }, (_, i) => {
      const [x, y] = place(-half + (i + 0.5) * 2 * half / count);
      return [x - HALF, y - HALF, x + HALF, y + HALF];
    });
  }
  function covers([left, top, right, bottom], [x, y]) {
    return left <= x && x <= right && top <= y && y <= bottom;
  }

  // layers/render/webmap/script/routes.js
  function routesOf({ features, entities }) {
    const own = features.flatMap(({ geometry, entity }, feature) => {
      const named = entities[entity].along ?? {};
      if (!Object.keys(named).length || !geometry.type.endsWith("LineString")) return [];
      const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
      return [{ feature, entity, lines: (
        /** @type {Position[][]} */
        lines
      ), bounds: boundsOf(geometry) }];
    });
    const places = new Set(own.map(({ feature }) => feature));
    let shown = "";
    function redrawn(changed, scene) {
      if (!places.size || !changed.some((feature) => places.has(feature))) return false;
      const now = own.flatMap(({ feature }) => scene.lookOf(feature) ? [feature] : []).join();
      const isOther = now !== shown;
      shown = now;
      return isOther;
    }
    function drawn(scene, view) {
      const found = /* @__PURE__ */ new Map();
      for (const { feature, entity, lines, bounds } of own) {
        if (!scene.lookOf(feature) || !view.intersects(bounds)) continue;
        const route = found.get(entity) ?? { entity, lines: [] };
        route.lines.push(...lines);
        found.set(entity, route);
      }
      return [...found.values()];
    }
    return { redrawn, drawn };
  }

  // layers/render/webmap/script/labels.js
  var SIZES = /* @__PURE__ */ new Map([
    [1, 13],
    [2, 12],
    [3, 11]
  ]);
  var SMALLEST = 10.5;
  var ZOOMS = /* @__PURE__ */ new Map([
    [1, 0],
    [2, 7.2],
    [3, 8],
    [4, 8.8]
  ]);
  var LAST_ZOOM = 9;
  var BEFORE_ROUTES = 2;
  var [MOST_ROUTES, MOST_NAMES] = [60, 14];
  var ALONG = "600 11px";
  var PAUSE_MS2 = 150;
  function placeLabels(map, scene) {
    const group = L.layerGroup().addTo(map);
    const pen = (
      /** @type {CanvasRenderingContext2D} */
      document.createElement("canvas").getContext("2d")
    );
    const routes = routesOf(DATA);
    let { day } = state;
    let timer = 0;
    function show3(shown, changed) {
      const renamed = DATA.countries.some((country) => nameOn(country, shown) !== nameOn(country, day));
      day = shown;
      if (renamed || routes.redrawn(changed, scene)) place();
    }
    function place() {
      clearTimeout(timer);
      group.clearLayers();
      const view = viewOf2(map);
      const taken = controlsOn(map, view);
      const towns = DATA.places.filter((spot) => map.getZoom() >= (ZOOMS.get(spot.class) ?? LAST_ZOOM));
      for (const country of DATA.countries) placeCountry(country, taken, view);
      for (const spot of towns) if (spot.class <= BEFORE_ROUTES) placeTown(spot, taken, view);
      placeRoutes(taken, view);
      for (const spot of towns) if (spot.class > BEFORE_ROUTES) placeTown(spot, taken, view);
    }
    function placeSoon() {
      clearTimeout(timer);
      timer = window.setTimeout(place, PAUSE_MS2);
    }
    function placeRoutes(taken, view) {
      const drawn = routes.drawn(scene, map.getBounds());
      if (drawn.length > MOST_ROUTES) return;
      const courses = drawn.map((route) => ({ route, lines: coursesOf(route, view) })).sort((a, b) => longest(b) - longest(a));
      const all = courses.flatMap(({ lines }) => lines.flat());
      const isFree = (boxes) => boxes.every((box) => holds2(view, box) && isClear(box, taken) && !all.some((point) => covers(box, point)));
      const used = /* @__PURE__ */ new Set();
      for (const { route, lines } of courses) {
        const found = used.size < MOST_NAMES && nameAlong(route, lines, used, isFree);
        if (!found) continue;
        used.add(found.text);
        taken.push(...found.spot.boxes);
        write2(found.text, found.spot);
      }
    }
    function coursesOf({ lines }, view) {
      return joined(lines).flatMap((line) => {
        const points = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
        return inside(spaced(points.map(({ x, y }) => (
          /** @type {Point} */
          [x, y]
        ))), view);
      });
    }
    function nameAlong({ entity }, lines, used, isFree) {
      for (const text of DATA.entities[entity].along[words.language]) {
        if (used.has(text)) continue;
        const width = widthOf(text, ALONG) + 4;
        for (const line of lines) {
          const spot = spotOn(line, width, isFree);
          if (spot) return { text, spot };
        }
      }
      return null;
    }
    function write2(text, { from, through, to }) {
      const box = svg(null, "svg", { width: 1, height: 1 });
      const id = `along${L.Util.stamp(box)}`;
      const place2 = ([x, y] = from) => `${(x - from[0]).toFixed(1)} ${(y - from[1]).toFixed(1)}`;
      svg(box, "path", { id, d: `M0 0Q${place2(through)} ${place2(to)}`, fill: "none" });
      for (const part of ["halo", "letters"]) {
        const line = svg(box, "text", { class: part });
        svg(line, "textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle" }).textContent = text;
      }
      const icon2 = L.divIcon({ className: "label along", html: (
        /** @type {any} */
        box
      ), iconSize: [0, 0] });
      const at2 = map.layerPointToLatLng(L.point(from));
      L.marker(at2, { icon: icon2, pane: "labels", interactive: false, keyboard: false }).addTo(group);
    }
    function placeCountry(country, taken, view) {
      const { lat, lon } = country;
      const text = nameOn(country, day)[words.language];
      const width = widthOf(text, "600 13px") * 1.35 + 6;
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      const dx = covers(view, [x, y]) ? into(x, width / 2, view[0], view[2]) : 0;
      const dy = covers(view, [x, y]) ? into(y, 9, view[1], view[3]) : 0;
      const box = boxAt(x, y, width, [dx - width / 2, dy - 9], 18);
      if (isCut(view, box)) return;
      taken.push(box);
      mark([lat, lon], "country", text, [dx - width / 2, dy - 9], width);
    }
    function placeTown({ lat, lon, name, class: size }, taken, view) {
      const text = name[words.language];
      const width = widthOf(text, `${size === 1 ? "600 " : ""}${SIZES.get(size) ?? SMALLEST}px`) + 4;
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      const offset = freeOffset(x, y, width, taken, view);
      if (!offset) return;
      taken.push(boxAt(x, y, width, offset), [x - 4, y - 4, x + 4, y + 4]);
      mark([lat, lon], `dot dot${size}`, "", [-3, -3], 6);
      mark([lat, lon], `town town${size}`, text, offset, width);
    }
    function widthOf(text, font) {
      pen.font = `${font} 'Noto Sans'`;
      return pen.measureText(text).width;
    }
    function mark(at2, className, text, offset, width) {
      const html = add(null, "span", {}, text);
      const iconSize = (
        /** @type {PointTuple} */
        /** @type {unknown} */
        [width, null]
      );
      const icon2 = L.divIcon({ className: `label ${className}`, html, iconSize, iconAnchor: [-offset[0], -offset[1]] });
      L.marker(at2, { icon: icon2, pane: "labels", interactive: false, keyboard: false }).addTo(group);
    }
    map.on("zoomend", place);
    map.on("moveend resize", placeSoon);
    document.fonts.ready.then(place);
    return { place, show: show3 };
  }
  function freeOffset(x, y, width, taken, view) {
    const isFree = (box) => isClear(box, taken) && !isCut(view, box);
    if (!isFree([x - 3, y - 3, x + 3, y + 3])) return null;
    const offsets = [
      [5, -8],
      [-width - 5, -8],
      [-width / 2, -21],
      [-width / 2, 5]
    ];
    return offsets.find((offset) => isFree(boxAt(x, y, width, offset))) ?? null;
  }
  function boxAt(x, y, width, [dx, dy], height = 16) {
    return [x + dx, y + dy, x + dx + width, y + dy + height];
  }
  function viewOf2(map) {
    const { x, y } = map.containerPointToLayerPoint([0, 0]);
    const { x: width, y: height } = map.getSize();
    return [x, y, x + width, y + height];
  }
  function controlsOn(map, [left, top]) {
    const box = map.getContainer();
    const frame = box.getBoundingClientRect();
    return [...box.querySelectorAll(".leaflet-bar, .leaflet-control-scale, .leaflet-control-attribution")].map((one) => {
      const own = one.getBoundingClientRect();
      const [x, y] = [left + own.left - frame.left, top + own.top - frame.top];
      return (
        /** @type {Box} */
        [x, y, x + own.width, y + own.height]
      );
    });
  }
  function into(middle, half, low, high) {
    return Math.max(low + half - middle, 0) + Math.min(high - half - middle, 0);
  }
  function isCut(view, box) {
    return !apart(view, box) && !holds2(view, box);
  }
  function holds2(view, [left, top, right, bottom]) {
    return covers(view, [left, top]) && covers(view, [right, bottom]);
  }
  function isClear(box, taken) {
    return taken.every((other) => apart(other, box));
  }
  function inside(points, box) {
    const runs = [[]];
    for (const point of points) {
      if (covers(box, point)) runs[runs.length - 1].push(point);
      else if (runs[runs.length - 1].length) runs.push([]);
    }
    return runs.filter((run) => run.length).sort((a, b) => b.length - a.length);
  }
  function longest({ lines }) {
    return Math.max(0, ...lines.map((line) => line.length));
  }
  function apart(a, b) {
    return a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
  }

  // layers/render/webmap/script/clusters.js
  function clustersOf(spots, reach) {
    const clusters = [];
    for (const { x, y, thing } of spots) {
      const near = clusters.find((cluster) => Math.hypot(cluster.x - x, cluster.y - y) < reach);
      if (!near) clusters.push({ x, y, things: [thing] });
      else if (!near.things.includes(thing)) near.things.push(thing);
    }
    return clusters;
  }

  // layers/render/webmap/script/marks.js
  var SIZE = 26;
  function eventMarks(map) {
    const group = L.layerGroup().addTo(map);
    let shown = null;
    let known = "";
    function place() {
      group.clearLayers();
      if (!shown) return;
      const spots = markedEvents(DATA, shown).flatMap(
        (event) => spotsOf(DATA, event).map((spot) => ({ ...map.latLngToLayerPoint(spot), thing: event }))
      );
      for (const { x, y, things } of clustersOf(spots, SIZE)) mark(map.layerPointToLatLng([x, y]), things, shown);
    }
    function mark(at2, events, { day, event: chosen }) {
      const count = events.length > 1 ? String(events.length) : "";
      const html = add(null, "span", {}, count);
      const isNow = events.some((event) => event.id === chosen || event.day === day);
      const className = `event${isNow ? " now" : ""}`;
      const icon2 = L.divIcon({ className, html, iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE] });
      const one = L.marker(at2, { icon: icon2, pane: "marks" }).addTo(group);
      const first = events.find(({ id }) => id === chosen) ?? events[0];
      const others = events.filter((event) => event !== first).map(({ id }) => id);
      const named = [count, ...events.map(titleOf2)].filter(Boolean).join("\n");
      label(
        /** @type {HTMLElement} */
        one.getElement(),
        named
      );
      one.on("click keypress", (event) => {
        const { key } = (
          /** @type {L.LeafletKeyboardEvent} */
          event.originalEvent
        );
        if (key === void 0 || key === "Enter") chooseEvent(map, first.id, { focus: true, others });
      });
    }
    function show3(view) {
      shown = view;
      const told = JSON.stringify([view.day, [...view.hidden], view.event, view.events, words.language]);
      if (told !== known) place();
      known = told;
    }
    map.on("zoomend", place);
    return { show: show3 };
  }
  function titleOf2(event) {
    return `${words.when(event)}: ${words.record(event.title)}`;
  }

  // layers/render/webmap/script/hits.js
  var LINE = 6;
  var MARK = 9;
  var SMALL = 1600;
  function hitsAt(outlines, extentOf, x, y, scale) {
    const hits = [];
    const { boxes } = outlines;
    const reach = MARK / scale;
    for (let i = 0, k = 0; k < boxes.length; i++, k += 4) {
      if (x < boxes[k] - reach || y < boxes[k + 1] - reach || x > boxes[k + 2] + reach || y > boxes[k + 3] + reach)
        continue;
      const extent = extentOf(i);
      if (!extent) continue;
      if (extent === "area") {
        const area = Math.abs(sizeOf(outlines, i)) * scale * scale;
        if (isInside(outlines, i, x, y)) hits.push([i, area < SMALL ? 1 : 3, area]);
        continue;
      }
      const distance = distanceTo(outlines, i, x, y) * scale;
      if (distance <= (extent === "line" ? LINE : MARK)) hits.push([i, extent === "line" ? 2 : 0, distance]);
    }
    return hits.sort((a, b) => a[1] - b[1] || a[2] - b[2]).map(([feature]) => feature);
  }
  function eachEdge({ xy, starts, lines }, feature, edge) {
    for (let line = lines[feature]; line < lines[feature + 1]; line++) {
      const end2 = starts[line + 1];
      for (let k = starts[line]; k + 2 < end2; k += 2) edge(xy[k], xy[k + 1], xy[k + 2], xy[k + 3]);
    }
  }
  function isInside(outlines, feature, x, y) {
    let inside2 = false;
    eachEdge(outlines, feature, (ax, ay, bx, by) => {
      if (ay > y !== by > y && x < ax + (y - ay) / (by - ay) * (bx - ax)) inside2 = !inside2;
    });
    return inside2;
  }
  function sizeOf({ xy, starts, lines, holes }, feature) {
    let all = 0;
    for (let line = lines[feature]; line < lines[feature + 1]; line++) {
      let ring = 0;
      const start2 = starts[line];
      for (let k = start2; k + 2 < starts[line + 1]; k += 2) {
        ring += (xy[k] - xy[start2]) * (xy[k + 3] - xy[start2 + 1]) - (xy[k + 2] - xy[start2]) * (xy[k + 1] - xy[start2 + 1]);
      }
      all += (holes[line] ? -1 : 1) * Math.abs(ring / 2);
    }
    return all;
  }
  function distanceTo(outlines, feature, x, y) {
    const { xy, starts, lines } = outlines;
    const first = starts[lines[feature]];
    let least = Math.hypot(xy[first] - x, xy[first + 1] - y);
    eachEdge(outlines, feature, (ax, ay, bx, by) => {
      const [dx, dy] = [bx - ax, by - ay];
      const squared = dx * dx + dy * dy;
      const share = squared ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0;
      least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
    });
    return least;
  }

  // layers/render/webmap/script/pointer.js
  var OVER = ".leaflet-control, .leaflet-popup, .leaflet-marker-icon.event, .head";
  function addPointer(map, scene) {
    const outlines = new Outlines(DATA.features);
    const tooltip = L.tooltip({ className: "hover" });
    let named = null;
    function extentOf(i) {
      const look2 = scene.lookOf(i);
      if (!look2) return null;
      const { type } = DATA.features[i].geometry;
      if (type.endsWith("Point")) return "point";
      return type.endsWith("Polygon") && look2.style.fill ? "area" : "line";
    }
    function featuresAt(at2) {
      const { x, y } = map.project(at2, 0);
      return hitsAt(outlines, extentOf, x, y, map.getZoomScale(map.getZoom(), 0)).map((i) => DATA.features[i]);
    }
    function forget() {
      named = null;
      tooltip.remove();
      map.getContainer().style.cursor = "";
    }
    function name(event) {
      const busy = isOver(event) || /** @type {any} */
      map.dragging.moving();
      const feature = busy ? void 0 : featuresAt(event.latlng)[0];
      if (!feature) return named ? forget() : void 0;
      if (feature !== named) tooltip.setContent(hoverLabel(feature, scene.view));
      tooltip.setLatLng(event.latlng);
      if (!named) tooltip.addTo(map);
      named = feature;
      map.getContainer().style.cursor = "pointer";
    }
    function open2(event) {
      if (isOver(event)) return;
      const [wins = entityOf2(event), ...others] = new Set(featuresAt(event.latlng).map(({ entity }) => entity));
      if (wins) choose(map, wins, { at: event.latlng, others });
    }
    map.on("mousemove", name);
    map.on("mouseout dragstart zoomstart", forget);
    map.on("click", open2);
    return featuresAt;
  }
  function isOver({ originalEvent: { target } }) {
    return target instanceof Element && target.closest(OVER) !== null;
  }
  function entityOf2({ originalEvent: { target } }) {
    const id = target instanceof SVGElement ? target.dataset.feature : void 0;
    return DATA.features.find((feature) => feature.id === id)?.entity;
  }
  function hoverLabel(feature, view) {
    const entity = DATA.entities[feature.entity];
    const found = view && view.before === void 0 ? onDay(entity, view.day, view.party) : null;
    const label2 = add(null, "div", {}, add(null, "strong", {}, words.title(feature.entity)));
    if (found) add(label2, "div", {}, words.status(found.told.status) + words.hedge(found.certainty));
    if (feature.schematic) add(label2, "div", { className: "quiet" }, words.say("schematicShort"));
    return label2;
  }

  // layers/render/webmap/script/timeline.js
  var UNDATED = (
    /** @type {Kind} */
    { status: null, certainty: "certain", agreement: null }
  );
  var Kinds = class {
    /** @type {(Kind | null)[]} */
    all = [null];
    /** @type {Map<string, number>} */
    numbers = /* @__PURE__ */ new Map();
    /** @param {Kind} kind */
    number(kind) {
      const key = [kind.status, kind.certainty, kind.agreement].join("|");
      const known = this.numbers.get(key);
      if (known !== void 0) return known;
      this.numbers.set(key, this.all.length);
      return this.all.push(kind) - 1;
    }
  };
  var Timeline = class {
    /**
     * @param {Payload} data
     * @param {string} party empty for the record alone
     */
    constructor({ features, entities }, party) {
      const kinds = new Kinds();
      this.first = new Uint16Array(features.length);
      const changes = [];
      features.forEach((feature, i) => {
        let before = 0;
        for (const [from, , kind] of withGaps(piecesOf(kinds, feature, entities[feature.entity], party))) {
          if (from === -Infinity) this.first[i] = kind;
          else if (kind !== before) changes.push([from, i, before, kind]);
          before = kind;
        }
      });
      changes.sort((a, b) => a[0] - b[0]);
      this.kinds = kinds.all;
      this.days = Float64Array.from(changes, ([day]) => day);
      this.features = Uint32Array.from(changes, ([, feature]) => feature);
      this.before = Uint16Array.from(changes, ([, , before]) => before);
      this.after = Uint16Array.from(changes, ([, , , after]) => after);
    }
  };
  function piecesOf(kinds, feature, entity, party) {
    const [start2, end2] = [feature.from ?? -Infinity, feature.to ?? Infinity];
    const pieces = spansOf(entity, party).map(([from, to, state2, certainty, agreement]) => {
      const { status } = entity.states[state2];
      return within(start2, end2, [from, to, kinds.number({ status, certainty, agreement })]);
    });
    const dated = pieces.filter(([from, to]) => from < to);
    return entity.dated ? dated : filled(dated, start2, end2, kinds.number(UNDATED));
  }
  function within(start2, end2, [from, to, kind]) {
    return [Math.max(start2, from), Math.min(end2, to), kind];
  }
  function filled(pieces, start2, end2, kind) {
    const all = [];
    let from = start2;
    for (const piece of pieces) {
      if (from < piece[0]) all.push([from, piece[0], kind]);
      all.push(piece);
      from = piece[1];
    }
    return from < end2 ? [...all, [from, end2, kind]] : all;
  }
  function withGaps(pieces) {
    return pieces.flatMap((piece, i) => {
      const next = pieces[i + 1]?.[0] ?? Infinity;
      return piece[1] < next ? [
        piece,
        /** @type {Piece} */
        [piece[1], next, 0]
      ] : [piece];
    });
  }
  var Moment = class {
    /** @param {Timeline} timeline */
    constructor(timeline) {
      this.timeline = timeline;
      this.kinds = timeline.first.slice();
      this.made = 0;
    }
    /**
     * Go to a day; return the features that changed on the way, some more than once.
     *
     * @param {Day} day
     * @returns {Uint32Array}
     */
    moveTo(day) {
      const { features, before, after } = this.timeline;
      const [from, to] = [this.made, this.changesTo(day)];
      for (let k = from; k < to; k++) this.kinds[features[k]] = after[k];
      for (let k = from - 1; k >= to; k--) this.kinds[features[k]] = before[k];
      this.made = to;
      return features.subarray(Math.min(from, to), Math.max(from, to));
    }
    /**
     * How many changes have been made on a day.
     *
     * @param {Day} day
     */
    changesTo(day) {
      const { days } = this.timeline;
      let [low, high] = [0, days.length];
      while (low < high) {
        const middle = low + high >> 1;
        if (days[middle] <= day) low = middle + 1;
        else high = middle;
      }
      return low;
    }
  };

  // layers/render/webmap/script/scene.js
  var TIMELINES = /* @__PURE__ */ new WeakMap();
  var NOT_DRAWN = { look: null, code: null, count: 0, schematic: 0 };
  var CERTAINTIES = ["certain", "possible", "not reviewed"];
  function timelineOf(data, party) {
    const known = TIMELINES.get(data) ?? /* @__PURE__ */ new Map();
    TIMELINES.set(data, known);
    const timeline = known.get(party) ?? new Timeline(data, party);
    known.set(party, timeline);
    return timeline;
  }
  var Scene = class {
    /** @param {Payload} data */
    constructor(data) {
      this.data = data;
      const { features, entities } = data;
      this.classOf = new Uint16Array(features.length);
      this.classes = [NOT_DRAWN];
      this.layers = features.map(({ entity }) => entities[entity].layer);
      this.schematic = Uint8Array.from(features, ({ schematic }) => Number(schematic));
      this.muted = Uint8Array.from(features, (feature) => Number(isMutedArea(data, feature)));
      this.hidden = new Uint8Array(features.length);
      this.everything = Uint32Array.from(features, (_, i) => i);
      this.changed = /** @type {number[]} */
      [];
      this.view = null;
      this.now = new Moment(timelineOf(data, ""));
      this.earlier = this.now;
      this.tables = /** @type {Map<string, number[][]>} */
      /* @__PURE__ */ new Map();
      this.table = /** @type {number[][]} */
      [];
    }
    /** @param {number} feature its place in the payload */
    lookOf(feature) {
      return this.classes[this.classOf[feature]].look;
    }
    /** @param {View} view */
    show(view) {
      const anew = !this.view || !isOneKind(this.view, view);
      this.view = view;
      if (anew) this.startAnew(view);
      const touched = [this.now.moveTo(view.day)];
      if (view.before !== void 0) touched.push(this.earlier.moveTo(view.before));
      for (const features of anew ? [this.everything] : touched) this.renew(features);
    }
    /** The features that look different since this was last asked, as places in the payload. */
    takeChanged() {
      const { changed } = this;
      this.changed = [];
      return changed;
    }
    /** @param {View} view */
    startAnew({ party, hidden, agreement, before }) {
      const timeline = timelineOf(this.data, party);
      this.now = new Moment(timeline);
      this.earlier = new Moment(timeline);
      const name = [party, agreement, before !== void 0].join();
      this.table = this.tables.get(name) ?? [];
      this.tables.set(name, this.table);
      this.layers.forEach((layer, i) => {
        this.hidden[i] = Number(hidden.has(layer));
      });
    }
    /** @param {Uint32Array} features */
    renew(features) {
      for (const i of features) {
        const [old, next] = [this.classOf[i], this.hidden[i] ? 0 : this.numberOf(i)];
        if (old === next) continue;
        this.classOf[i] = next;
        this.count(old, i, -1);
        this.count(next, i, 1);
        this.changed.push(i);
      }
    }
    /**
     * @param {number} number of a class
     * @param {number} feature
     * @param {1 | -1} by
     */
    count(number, feature, by) {
      this.classes[number].count += by;
      this.classes[number].schematic += by * this.schematic[feature];
    }
    /** @param {number} feature */
    numberOf(feature) {
      const now = this.now.kinds[feature];
      const then = this.view?.before === void 0 ? 0 : this.earlier.kinds[feature];
      this.table[then] ??= [];
      const [row, key] = [this.table[then], 2 * now + this.muted[feature]];
      row[key] ??= this.addClass(now, then, Boolean(this.muted[feature]));
      return row[key];
    }
    /**
     * @param {number} now
     * @param {number} then
     * @param {boolean} muted
     */
    addClass(now, then, muted) {
      const view = (
        /** @type {View} */
        this.view
      );
      const { kinds } = this.now.timeline;
      const look2 = lookOfKinds(this.data, kinds[now], kinds[then], view, muted);
      if (!look2) return 0;
      const code = legendCode(look2, kinds[now], view);
      const like = (one) => one.code === code && isSameLook(one.look, look2);
      const known = this.classes.findIndex(like);
      return known > 0 ? known : this.classes.push({ look: look2, code, count: 0, schematic: 0 }) - 1;
    }
    /**
     * The rows of the legend: what is drawn.
     *
     * @returns {LegendRow[]}
     */
    legend() {
      const rows = /* @__PURE__ */ new Map();
      this.classes.forEach(({ look: look2, code, count, schematic }, number) => {
        if (!look2 || !count) return;
        const key = `${code}|${look2.certainty}`;
        const row = rows.get(key) ?? { code, look: look2, schematic: false, count: 0, classes: [] };
        rows.set(key, row);
        row.classes.push(number);
        row.count += count;
        row.schematic ||= schematic > 0;
        if (look2.style.fill) row.look = look2;
      });
      return [...rows.values()];
    }
    /**
     * The entities of a row of the legend, largest first.
     *
     * @param {LegendRow} row
     */
    entitiesOf({ classes }) {
      const own = this.data.features.filter((_, i) => classes.includes(this.classOf[i]));
      return [...new Set(own.map(({ entity }) => entity))];
    }
  };
  function legendOf(scenes) {
    const rows = /* @__PURE__ */ new Map();
    for (const scene of scenes) {
      for (const row of scene.legend()) {
        const key = `${row.code}|${row.look.certainty}`;
        const known = rows.get(key);
        const entities = () => [.../* @__PURE__ */ new Set([...known?.entities() ?? [], ...scene.entitiesOf(row)])];
        const look2 = known && !row.look.style.fill ? known.look : row.look;
        const schematic = row.schematic || Boolean(known?.schematic);
        rows.set(key, { ...row, look: look2, schematic, count: row.count + (known?.count ?? 0), entities });
      }
    }
    const { agreement, styles } = scenes[0].data;
    const place = placesIn([...Object.keys(agreement), ...Object.keys(styles)]);
    const order = (a, b) => {
      return place(a.code) - place(b.code) || sureness(a) - sureness(b) || byName(a.code ?? "", b.code ?? "");
    };
    return [...rows.values()].sort(order);
  }
  function byName(a, b) {
    return a < b ? -1 : Number(a > b);
  }
  function sureness({ look: look2 }) {
    return CERTAINTIES.indexOf(look2.certainty);
  }
  function isOneKind(a, b) {
    const difference = ({ before }) => before !== void 0;
    if (a.party !== b.party || a.agreement !== b.agreement || difference(a) !== difference(b)) return false;
    return a.hidden.size === b.hidden.size && [...a.hidden].every((layer) => b.hidden.has(layer));
  }
  function isSameLook(a, b) {
    return a?.style === b.style && a.status === b.status && a.certainty === b.certainty;
  }
  function placesIn(order) {
    const places = new Map(order.map((code, i) => [code, i]));
    return (code) => places.get(code ?? "") ?? order.length - 1;
  }

  // layers/render/webmap/script/scenes.js
  var SCENES = [];
  function sceneOf(map) {
    SCENES[map] ??= new Scene(DATA);
    return SCENES[map];
  }

  // layers/render/webmap/script/draw.js
  var PANES = {
    tiles: 205,
    base: 210,
    relief: 215,
    lines: 220,
    context: 400,
    territory: 410,
    zone: 420,
    route: 430,
    labels: 600,
    marks: 620
  };
  function drawing(map, place) {
    addPanes(map);
    addBaseMap(map);
    addTiles(map);
    const scene = sceneOf(place);
    const canvases = addCanvases(map, scene);
    const parts2 = DATA.features.map((feature, i) => canvases.holds(i) ? null : addPaths(map, feature));
    const labels = placeLabels(map, scene);
    const events = eventMarks(map);
    const hitsAt2 = addPointer(map, scene);
    const places = placesOf(DATA.features);
    const outlines = [];
    const marks = [];
    let selected = null;
    let scale = lineScale(map.getZoom());
    function show3(view) {
      scene.show(view);
      const changed = scene.takeChanged();
      canvases.renew(changed);
      if (view.selected !== selected) changed.push(...ofEntity(selected), ...ofEntity(view.selected));
      selected = view.selected;
      labels.show(view.day, changed);
      for (const i of changed) draw(i);
      mark(view);
      outlineSelected();
      events.show(view);
    }
    function mark({ marked, day }) {
      for (const own of marks.splice(0)) own.remove();
      const features = marked.flatMap(ofEntity).map((i) => DATA.features[i]);
      marks.push(...features.filter((feature) => holds(feature, day)).map((feature) => addMark(map, feature)));
    }
    function ofEntity(entity) {
      return places.get(entity ?? "") ?? [];
    }
    function draw(i) {
      const own = parts2[i];
      if (!own) return;
      const feature = DATA.features[i];
      restyle(feature, own, { look: scene.lookOf(i), selected: feature.entity === selected, scale });
    }
    function outlineSelected() {
      for (const own of outlines.splice(0)) own.main.remove();
      for (const i of ofEntity(selected)) {
        const look2 = scene.lookOf(i);
        if (!look2 || parts2[i]) continue;
        const own = addPaths(map, DATA.features[i]);
        const bare = { ...look2, style: { ...look2.style, fill: null } };
        restyle(DATA.features[i], own, { look: bare, selected: true, scale });
        outlines.push(own);
      }
    }
    function rescale() {
      scale = lineScale(map.getZoom());
      parts2.forEach((own, i) => {
        if (own?.casing && scene.lookOf(i)) draw(i);
      });
    }
    for (const own of parts2) if (own) hide(own, true);
    map.on("zoomend", () => lineScale(map.getZoom()) !== scale && rescale());
    tellOnRequest(map, scene);
    return { map, show: show3, labels, hitsAt: hitsAt2 };
  }
  function tellOnRequest(map, scene) {
    const box = map.getContainer();
    box.addEventListener("tell-drawn", () => {
      const drawn = DATA.features.map(({ id }, i) => (
        /** @type {const} */
        [id, scene.lookOf(i)]
      ));
      const shown = drawn.filter(([, look2]) => look2).map(([id, look2]) => [id, look2?.status ?? ""]);
      box.dataset.drawn = JSON.stringify(Object.fromEntries(shown));
    });
  }
  function placesOf(features) {
    const places = /* @__PURE__ */ new Map();
    features.forEach(({ entity }, i) => {
      const own = places.get(entity);
      if (own) own.push(i);
      else places.set(entity, [i]);
    });
    return places;
  }
  function addPanes(map) {
    for (const [name, z] of Object.entries(PANES)) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(z);
      if (z < 400 || name === "labels") pane.style.pointerEvents = "none";
    }
  }

  // layers/render/webmap/script/maps.js
  var SEVERAL = (
    /** @type {const} */
    ["beside", "swipe", "parties"]
  );
  var ROW = 3;
  function addMaps(map) {
    const box = add(null, "main", { id: "maps" });
    const first = map.getContainer();
    first.before(box);
    box.append(first);
    first.setAttribute("role", "group");
    return box;
  }
  function mapsBeside(first, added) {
    const drawings = [headed(first, 0)];
    const link2 = linked();
    const addDivider = divider();
    link2(first);
    onChange((changed) => {
      if (changed.has("language")) for (const { labels } of drawings) labels.place();
    });
    new ResizeObserver(() => quietly(fit2)).observe(first.getContainer());
    function addFollower() {
      const box = add(byId("maps"), "div", { id: `map${drawings.length + 1}`, className: "follower", role: "group" });
      const map = L.map(box, { ...first.options, center: first.getCenter(), zoom: first.getZoom() });
      map.attributionControl.remove();
      drawings.push(headed(map, drawings.length));
      link2(map);
      added(map);
    }
    function fit2() {
      for (const { map } of shown()) map.invalidateSize({ animate: false });
    }
    function shown() {
      return drawings.filter(({ map }) => !map.getContainer().hidden);
    }
    function lay(layout, count) {
      while (drawings.length < count) addFollower();
      for (const name of SEVERAL) document.body.classList.toggle(name, name === layout);
      byId("maps").style.setProperty("--columns", String(count <= ROW ? count : Math.ceil(Math.sqrt(count))));
      drawings.forEach(({ map }, i) => {
        map.getContainer().hidden = i >= count;
      });
      if (layout === "swipe") addDivider();
      fit2();
      for (const { map } of shown().slice(1)) map.setView(first.getCenter(), first.getZoom(), { animate: false });
      return shown();
    }
    return { lay, shown };
  }
  function linked() {
    const maps = [];
    let leader = null;
    return (map) => {
      maps.push(map);
      map.on("move", () => {
        if (leader) return;
        leader = map;
        const others = maps.filter((other) => other !== map && !other.getContainer().hidden);
        for (const other of others) other.setView(map.getCenter(), map.getZoom(), { animate: false });
        leader = null;
      });
    };
  }
  function divider() {
    let slider = null;
    return () => {
      if (slider) return;
      const part = add(byId("maps"), "input", { type: "range", id: "divider", min: "0", max: "100", value: "50" });
      const show3 = () => byId("maps").style.setProperty("--swiped", String(Number(part.value) / 100));
      const name = () => label(part, words.say("divider"));
      part.addEventListener("input", show3);
      onChange((changed) => changed.has("language") && name());
      name();
      show3();
      slider = part;
    };
  }
  function headed(map, place) {
    const box = add(map.getContainer(), "div", { className: "head" });
    const caption = add(box, "div", { className: "caption" });
    const banner = add(box, "div", { className: "banner", role: "status" });
    const head = (title, said) => {
      write(caption, title);
      write(banner, said);
      map.getContainer().setAttribute("aria-label", [words.say("mapLabel"), title].filter(Boolean).join(": "));
    };
    return { ...drawing(map, place), head };
  }
  function write(box, text) {
    box.hidden = !text;
    if (box.textContent !== text) box.textContent = text;
  }

  // layers/render/webmap/script/search.js
  var LONGEST = 200;
  var PLAIN = /* @__PURE__ */ new Map([
    ["ə", "e"],
    ["ı", "i"]
  ]);
  var NEAREST = 3;
  function fold(text) {
    const bare = text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
    const folded = caseless(bare).replace(/[əı]/g, (letter) => PLAIN.get(letter) ?? letter).replaceAll("եւ", "եվ");
    return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }
  function caseless(text) {
    const letters = [...text].map((letter) => letter.toLowerCase().toUpperCase().toLowerCase());
    return letters.join("").replace(/[\u13f8-\u13fd\uab70-\uabbf]/g, (letter) => letter.toUpperCase());
  }
  function wanted(query) {
    return fold([...query].slice(0, LONGEST).join(""));
  }
  function find(index, query) {
    const words2 = wanted(query);
    if (!words2) return [];
    const ranked = Object.entries(index).map(([id, terms]) => ({ id, rank: rankOf(words2, terms) }));
    const found = ranked.filter(({ rank }) => rank !== null);
    return found.sort((a, b) => Number(a.rank) - Number(b.rank)).map(({ id }) => id);
  }
  function isCalled(index, id, query) {
    return id !== void 0 && index[id].includes(wanted(query));
  }
  function rankOf(words2, terms) {
    if (terms.includes(words2)) return 0;
    if (terms.some((term) => term.startsWith(words2))) return 1;
    if (terms.some((term) => term.includes(words2))) return 2;
    const parts2 = words2.split(" ");
    return terms.some((term) => parts2.every((part) => term.includes(part))) ? 3 : null;
  }
  function findEvents(events, query) {
    const words2 = wanted(query);
    if (!words2) return [];
    const parts2 = words2.split(" ");
    return events.filter(({ folded }) => parts2.every((part) => folded.includes(part)));
  }
  function nearest(index, query) {
    const pairs = pairsOf(wanted(query));
    const likeness = (terms) => Math.max(0, ...terms.map((term) => shared(pairs, pairsOf(term))));
    const ranked = Object.entries(index).map(([id, terms]) => ({ id, like: likeness(terms) }));
    const sorted2 = ranked.sort((a, b) => b.like - a.like);
    return sorted2.slice(0, NEAREST).map(({ id }) => id);
  }
  function pairsOf(text) {
    const letters = [" ", ...text, " "];
    return new Set(letters.slice(1).map((letter, i) => letters[i] + letter));
  }
  function shared(one, other) {
    return 2 * [...one].filter((pair) => other.has(pair)).length / (one.size + other.size);
  }

  // layers/render/webmap/script/find.js
  var MOST = 8;
  var TOWNS = Object.fromEntries(DATA.places.filter(({ terms }) => terms.length).map(({ id, terms }) => [id, terms]));
  var ALL = { ...TOWNS, ...DATA.search };
  function finder(parent, { place: choose2, town: chooseTown2, event: chooseEvent2 }) {
    const box = add(parent, "div", { className: "find" });
    const field = add(box, "input", { type: "search", id: "find", autocomplete: "off", spellcheck: false });
    const results = add(box, "div", { className: "found", role: "status" });
    function show3() {
      results.replaceChildren();
      if (!field.value.trim()) return;
      const places = find(DATA.search, field.value).slice(0, MOST);
      const towns = find(TOWNS, field.value).slice(0, MOST);
      const found = [places.map(place), towns.map(town)];
      const isTown = isCalled(TOWNS, towns[0], field.value) && !isCalled(DATA.search, places[0], field.value);
      if (isTown) found.reverse();
      const events = findEvents(DATA.events, field.value).slice(0, MOST).map(happening);
      results.append(...found.flat(), ...events);
      if (!results.children.length) offerNearest();
    }
    function offerNearest() {
      const [sentence] = words.say("nothingNamed").split("{names}");
      add(results, "p", {}, sentence);
      results.append(...nearest(ALL, field.value).map((id) => Object.hasOwn(DATA.search, id) ? place(id) : town(id)));
    }
    function place(entity) {
      return button(words.title(entity), () => choose2(entity));
    }
    function town(id) {
      const name2 = words.town(townOf(DATA, id));
      return button(`${name2} (${words.say("settlement")})`, () => chooseTown2(id));
    }
    function happening(event) {
      return button(`${words.when(event)}: ${words.record(event.title)}`, () => chooseEvent2(event.id));
    }
    function onkey(event) {
      if (event.key === "Enter") results.querySelector("button")?.click();
      if (event.key !== "Escape") return;
      field.value = "";
      show3();
    }
    function name() {
      field.placeholder = words.say("find");
      label(field, words.say("findHint"));
      show3();
    }
    field.addEventListener("input", show3);
    field.addEventListener("keydown", onkey);
    onChange((changed) => changed.has("language") && name());
    name();
  }
  function button(text, onclick) {
    return add(null, "button", { type: "button", className: "plain", onclick }, text);
  }

  // layers/render/webmap/script/places.js
  var MOVES = /* @__PURE__ */ new Map([
    ["ArrowDown", 1],
    ["ArrowUp", -1],
    ["Home", -Infinity],
    ["End", Infinity]
  ]);
  var current = "";
  function placeList(parent, rows, say, chosen) {
    const entries = entriesOf(rows);
    const list = add(parent, "ul", { id: "places", role: "listbox", "aria-label": words.say("placesOnDay") });
    const items = entries.map(({ id, row }) => {
      const swatch = swatchOf(row.look.style, DATA.opacity[row.look.certainty]);
      const status = add(null, "span", { className: "quiet" }, `, ${say(row)}`);
      const properties = { id: `place-${id}`, role: "option", "aria-selected": String(id === state.selected) };
      return add(list, "li", properties, swatch, add(null, "span", {}, words.title(id), status));
    });
    const start2 = Math.max(
      0,
      entries.findIndex(({ id }) => id === current)
    );
    items.forEach((item2, i) => {
      item2.tabIndex = i === start2 ? 0 : -1;
      item2.onclick = () => chosen(entries[i].id);
      item2.onfocus = () => {
        current = entries[i].id;
        for (const other of items) other.tabIndex = other === item2 ? 0 : -1;
      };
    });
    list.onkeydown = (event) => {
      const at2 = items.indexOf(
        /** @type {HTMLLIElement} */
        document.activeElement
      );
      const move = MOVES.get(event.key);
      if (at2 < 0 || move === void 0 && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (move === void 0) chosen(entries[at2].id);
      else items[Math.min(Math.max(at2 + move, 0), items.length - 1)].focus();
    };
  }
  function entriesOf(rows) {
    const byId2 = new Map(rows.flatMap((row) => row.entities().map((id) => [id, row])));
    const entries = [...byId2].map(([id, row]) => ({ id, row }));
    return entries.sort((a, b) => words.title(a.id).localeCompare(words.title(b.id), state.language));
  }

  // layers/render/webmap/script/panel.js
  var NARROW2 = 640;
  var FEW = 30;
  var TRACKS = (
    /** @type {Track[]} */
    Object.keys(DATA.tracks).map((track) => ({
      track,
      lines: DATA.features.flatMap(
        ({ entity, geometry }, i) => DATA.entities[entity].track === track && geometry.type.endsWith("LineString") ? [i] : []
      )
    }))
  );
  var STATED = {
    entities: Object.fromEntries(Object.entries(DATA.entities).filter(([, { spans }]) => Object.keys(spans).length > 1))
  };
  var CARDS = /* @__PURE__ */ new Set(["selected", "town", "event"]);
  var DAYS = /* @__PURE__ */ new Set([...CARDS, "day", "compare"]);
  var unfolded = /* @__PURE__ */ new Set();
  var written = { legend: "", perParty: "" };
  function panel(map) {
    const side = add(document.body, "aside", { className: "side" });
    const box = add(side, "details", { id: "panel", open: window.innerWidth > NARROW2 });
    L.DomEvent.disableClickPropagation(box);
    const head = add(box, "summary");
    const door = (open2) => (id) => {
      open2(map, id, { focus: true });
      makeRoom();
    };
    finder(box, { place: chosen, town: door(chooseTown), event: door(chooseEvent) });
    const body = add(box, "div", { className: "body" });
    const [shown, rest, perParty] = [add(body, "div"), add(body, "div"), add(body, "div")];
    function chosen(entity) {
      choose(map, entity, { focus: true });
      makeRoom();
    }
    function makeRoom() {
      if (window.innerWidth <= NARROW2) box.open = false;
    }
    function show3(whole) {
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
      const others = (known) => [...changed].some((field) => !known.has(field));
      if (others(CARDS)) show3(others(DAYS));
    });
    show3(true);
  }
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
  function tilesToggle(body, { name, host }) {
    const input = add(null, "input", { type: "checkbox", id: "tiles", checked: state.tiles });
    input.onchange = () => change({ tiles: input.checked });
    add(body, "label", { className: "toggle" }, input, ` ${words.say("onlineMap", { name })}`);
    add(body, "p", { className: "note", id: "tiles-note" }, words.say("onlineMapAsks", { host }));
    input.setAttribute("aria-describedby", "tiles-note");
  }
  function eventToggle(body) {
    const input = add(null, "input", { type: "checkbox", id: "events", checked: state.events });
    input.onchange = () => change({ events: input.checked });
    add(body, "label", { className: "toggle" }, input, ` ${words.say("eventsOfYear")}`);
  }
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
      const { code, look: look2 } = row;
      const box = foldable(body, { className: "row" }, `${code}|${look2.certainty}`);
      add(box, "summary", {}, swatchOf(look2.style, DATA.opacity[look2.certainty]), ` ${legendWords(code, look2)}`);
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
    const fill2 = () => placeList(all, legendOf(scenes.slice(0, 1)), ({ code, look: look2 }) => legendWords(code, look2), chosen);
    if (all.open) fill2();
    else all.addEventListener("toggle", fill2, { once: true });
  }
  function saidBy(rows, maps, tracks) {
    if (unfolded.size || maps > 1 || rows.some(({ count }) => count <= FEW)) return "";
    const { language, mode, party, day } = state;
    const said = rows.map(({ classes, schematic }) => [classes, schematic]);
    return JSON.stringify([language, mode, party, day > DATA.reviewed, tracks, said]);
  }
  function scenesNow() {
    return viewsOf(state, DATA.parties).map((view, i) => {
      const scene = sceneOf(i);
      scene.show(view);
      return scene;
    });
  }
  function foldable(body, properties, key) {
    const box = add(body, "details", { open: unfolded.has(key), ...properties });
    box.addEventListener("toggle", () => {
      if (box.open) unfolded.add(key);
      else unfolded.delete(key);
      written.legend = "";
    });
    return box;
  }
  function addEntity(row, name, id, chosen) {
    const onclick = () => chosen(id);
    add(row, "button", { type: "button", id: name, className: "plain", onclick }, words.title(id));
  }
  function legendWords(code, { certainty }) {
    if (code === null) return words.say("noStatus");
    const [before, after] = code.split(">");
    if (after === void 0) return words.status(code) + words.hedge(certainty);
    return [before, after].map((one) => one === "none" ? words.say("noStatusShort") : words.status(one)).join(" → ");
  }
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
  function choices(body) {
    const modes = DATA.modes.map((mode) => [mode, words.say(`mode:${mode}`)]);
    const parties = DATA.parties.map((party) => [party, words.say(`party:${party}`)]);
    const everyone = ["", words.say("recordParty")];
    pick(body, "language", Object.entries(DATA.languages), state.language, (language) => change({ language }));
    const offered = state.mode === "difference" ? [] : modes;
    pick(body, "mode", offered, state.mode, (mode) => change({ mode: (
      /** @type {Mode} */
      mode
    ) }));
    pick(body, "party", parties.length ? [everyone, ...parties] : [], state.party, (party) => change({ party }));
  }
  function mapPerParty(body) {
    const shown = comparison() === "parties";
    const differ = doDiffer(STATED, comparedOf({ ...state, compare: null }, DATA.parties), state.hidden);
    const now = JSON.stringify([state.language, differ, shown]);
    if (now === written.perParty) return;
    written.perParty = now;
    body.replaceChildren();
    if (!differ && !shown) return void add(body, "p", { className: "note" }, words.say("partiesAgree"));
    const onclick = () => change(shown ? { maps: "beside" } : { maps: "parties", compare: null });
    const properties = { type: (
      /** @type {const} */
      "button"
    ), id: "per-party", className: "press", onclick };
    add(body, "button", { ...properties, "aria-pressed": String(shown) }, words.say("mapPerParty"));
  }
  function pick(body, key, options, chosen, onpick) {
    if (options.length < 2) return;
    const all = options.map(([value, text]) => new Option(text, value, value === chosen, value === chosen));
    const select = add(null, "select", { id: `pick-${key}` }, ...all);
    select.onchange = () => onpick(select.value);
    add(body, "label", { className: "pick" }, `${words.say(key)} `, select);
  }

  // layers/render/webmap/script/print.js
  var SETTLED_MS = 100;
  function printing(drawings) {
    let undo = [];
    const seen = lastSeen(() => drawings().map(({ map }) => map));
    function before() {
      if (undo.length) return;
      const views = drawings().map(({ map, labels }) => ({ map, labels, ...seen(map) }));
      const credits = add(document.body, "p", { className: "credits" }, creditsNow().join(" · "));
      const shut = [...document.querySelectorAll("#panel:not([open])")];
      document.body.classList.add("printing");
      for (const box of shut) box.setAttribute("open", "");
      for (const { map, labels, bounds } of views) {
        fit(map, bounds);
        labels.place();
      }
      undo = [
        () => document.body.classList.remove("printing"),
        () => credits.remove(),
        ...shut.map((box) => () => box.removeAttribute("open")),
        ...views.map(({ map, centre, zoom }) => () => {
          map.invalidateSize({ animate: false });
          map.setView(centre, zoom, { animate: false });
        })
      ];
    }
    function after() {
      for (const step of undo) step();
      undo = [];
    }
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
  }
  function lastSeen(maps) {
    const known = /* @__PURE__ */ new Map();
    const now = (map) => ({
      bounds: map.getBounds(),
      centre: map.getCenter(),
      zoom: map.getZoom()
    });
    const look2 = () => {
      if (!matchMedia("print").matches) for (const map of maps()) known.set(map, now(map));
    };
    const [first] = maps();
    first.on("moveend resize", () => setTimeout(look2, SETTLED_MS));
    look2();
    return (map) => known.get(map) ?? now(map);
  }
  function fit(map, bounds) {
    map.invalidateSize({ animate: false });
    map.fitBounds(bounds, { animate: false });
  }

  // layers/render/webmap/script/axis.js
  var ROUND = [1e3, 100, 50, 10, 5, 1];
  function axisOf(knots) {
    const days = knots.map(([day]) => day);
    const shares = knots.map(([, share]) => share);
    return {
      shareOf: (day) => between2(days, shares, day),
      dayAt: (share) => Math.round(between2(shares, days, share))
    };
  }
  function between2(from, to, value) {
    const end2 = from.findIndex((stop, i) => i > 0 && value <= stop);
    if (end2 < 0) return to[to.length - 1];
    const share = (value - from[end2 - 1]) / (from[end2] - from[end2 - 1]);
    return to[end2 - 1] + Math.max(0, share) * (to[end2] - to[end2 - 1]);
  }
  function apart2([one, other], [first, second], room, gap) {
    const least = Math.max(0, one - first / 2);
    const most = Math.min(room, other + second / 2) - second;
    const missing = least + first + gap - most;
    if (missing <= 0) return [least, most];
    const left = Math.min(Math.max(0, least - missing / 2), room - first - gap - second);
    return [left, left + first + gap];
  }
  function yearLabels(record, xOf, room) {
    const years = yearsOf(record).map((year) => ({ year, x: xOf(clampDay(record, dayOf(year, 0, 1))) }));
    const labels = [];
    for (const label2 of years.sort((a, b) => roundness(a.year) - roundness(b.year) || a.year - b.year)) {
      if (labels.every(({ x }) => Math.abs(x - label2.x) >= room)) labels.push(label2);
    }
    return labels.sort((a, b) => a.year - b.year);
  }
  function yearsOf({ first, last }) {
    const [from, to] = [first, last].map((day) => partsOfDay(day).year);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }
  function roundness(year) {
    return ROUND.findIndex((step) => year % step === 0);
  }

  // layers/render/webmap/script/dayfield.js
  function dayField(parent, { key, name, chosen, trouble }) {
    const box = add(parent, "span", { className: "dated" });
    const plain = (
      /** @type {const} */
      { autocomplete: "off", spellcheck: false, id: `${key}-field` }
    );
    const field = add(box, "input", { type: "text", className: key, size: 10, ...plain });
    const limits = { min: isoDay(DATA.first), max: isoDay(DATA.last) };
    const calendar = add(box, "input", { type: "date", className: "calendar", ...limits });
    function typed() {
      const day = parseDay(field.value);
      const fault = faultOf(day);
      trouble.textContent = fault;
      field.setAttribute("aria-invalid", String(Boolean(fault)));
      if (day !== null && !fault) chosen(day);
    }
    function picked() {
      const day = parseDay(calendar.value);
      if (day !== null && !faultOf(day)) chosen(day);
    }
    function nameAll() {
      label(field, words.say(name));
      label(calendar, words.say(`${name}Calendar`));
    }
    function show3() {
      const day = state[key];
      if (day === null) return;
      if (document.activeElement !== field || parseDay(field.value) !== null) field.value = isoDay(day);
      calendar.value = isoDay(day);
      trouble.textContent = "";
      field.removeAttribute("aria-invalid");
    }
    field.addEventListener("change", typed);
    field.addEventListener("keydown", (event) => event.key === "Enter" && typed());
    calendar.addEventListener("change", picked);
    onChange((changed) => {
      if (changed.has("language")) nameAll();
      if (changed.has("day") || changed.has("compare") || changed.has("language")) show3();
    });
    nameAll();
    show3();
  }
  function faultOf(day) {
    if (day === null) return words.say("badDay");
    if (inRecord(DATA, day)) return "";
    return words.say("dayOutside", { first: isoDay(DATA.first), last: isoDay(DATA.last) });
  }

  // layers/render/webmap/script/comparing.js
  var ICON = "M2 3H7V13H2ZM3.5 4.5V11.5H5.5V4.5ZM9 3H14V13H9Z";
  var WAYS = (
    /** @type {[string, Fields][]} */
    [
      ["sideBySide", { mode: "status", maps: "beside" }],
      ["swipe", { mode: "status", maps: "swipe" }],
      ["difference", { mode: "difference", maps: "beside" }]
    ]
  );
  function comparing(row, bar, trouble) {
    const text = add(null, "span");
    const begin = add(row, "button", { type: "button", id: "compare", className: "icon worded" }, icon(ICON), text);
    const box = add(bar, "div", { className: "comparing", role: "group" });
    const name = add(box, "label", { htmlFor: "compare-field" });
    dayField(box, { key: "compare", name: "earlierDay", chosen: (compare) => change({ compare }), trouble });
    const ways = add(box, "div", { className: "ways", role: "group" });
    function toggle2() {
      change({ compare: state.compare === null ? earlierDay(DATA, state.day) : null, maps: "beside" });
    }
    function show3() {
      const compared = state.compare !== null;
      text.textContent = words.say("compare");
      begin.title = words.say(compared ? "endComparison" : "compareHint");
      begin.setAttribute("aria-pressed", String(compared));
      begin.disabled = state.day <= DATA.first;
      box.hidden = !compared;
      box.setAttribute("aria-label", words.say("compare"));
      ways.setAttribute("aria-label", words.say("comparedHow"));
      name.textContent = words.say("earlierDay");
      for (const button3 of buttons) button3.renew();
    }
    const buttons = WAYS.map(([key, fields]) => way(ways, key, fields));
    begin.onclick = toggle2;
    onChange((changed) => ["day", "compare", "mode", "maps", "language"].some((field) => changed.has(field)) && show3());
    show3();
  }
  function way(parent, key, fields) {
    const button3 = add(parent, "button", { type: "button", id: `way-${key}`, onclick: () => change(fields) });
    const isChosen = () => {
      if (state.mode === "difference" || fields.mode === "difference") return state.mode === fields.mode;
      return state.maps === "swipe" === (fields.maps === "swipe");
    };
    return {
      renew() {
        button3.textContent = words.say(key);
        button3.setAttribute("aria-pressed", String(isChosen()));
      }
    };
  }

  // layers/render/webmap/script/lanes.js
  var LANE = 17;
  var NAME = 14;
  var ROOM = 100;
  function lanes(bar, axis, trackOf2) {
    const box = add(null, "div", { id: "lanes", hidden: true, tabIndex: 0, role: "group" });
    bar.prepend(box);
    const chart = svg(box, "svg", { class: "chart", role: "img" });
    let now = null;
    let [left, width] = [0, 0];
    const xOf = (day) => left + axis.shareOf(day) * width;
    function draw() {
      chart.replaceChildren();
      box.setAttribute("aria-label", words.say("lanes"));
      if (box.hidden || !chart.clientWidth) return;
      const track = trackOf2();
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
    function addLane(id, entity, top, above) {
      const title = words.title(id);
      const y = top + above;
      const beside2 = { x: left - 16, y: y + 11, "text-anchor": "end" };
      const name = svg(chart, "text", above ? { x: left, y: top + 11 } : beside2);
      const room = above ? width : left - 24;
      for (let length = title.length; length > 3; length -= 1) {
        name.textContent = shortened(title, length);
        if (name.getComputedTextLength() <= room) break;
      }
      svg(name, "title", {}).textContent = title;
      for (const span of spansOf(entity, state.party)) addSpan(entity, span, y);
      for (const told of entity.states) if (told.party !== null) addStatement(told, y);
      for (const event of DATA.events) if (event.entities.includes(id)) addMark2(event, y);
    }
    function addSpan({ states }, [from, to, index, certainty], y) {
      const told = states[index];
      const style = DATA.styles[told.status];
      const fill2 = style.fill ? paint(style) : style.stroke;
      const opacity = certainty === "certain" ? 0.95 : DATA.opacity[certainty];
      addBar({ from, to }, { y, height: 12, fill: fill2, "fill-opacity": opacity }, words.state(told));
    }
    function addStatement(told, y) {
      const thin = { y: y + LANE - 5, height: 2.5, class: "stated" };
      addBar(told, thin, `${words.accordingTo(told.party)}: ${words.state(told)}`);
    }
    function addMark2({ day, title }, y) {
      const mark = svg(chart, "circle", { cx: xOf(day), cy: y + 6, r: 2.2, class: "mark" });
      svg(mark, "title", {}).textContent = `${words.day(day)}: ${words.record(title)}`;
    }
    function addBar({ from, to }, { y, ...attributes }, title) {
      const [left2, right] = [from ?? DATA.first, to ?? DATA.last].map((day) => xOf(clampDay(DATA, day)));
      if (right <= left2) return;
      const rect = svg(chart, "rect", { x: left2, y, width: right - left2, ...attributes });
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
    onChange((changed) => ["language", "hidden", "party"].some((field) => changed.has(field)) ? draw() : follow());
    return () => {
      box.hidden = !box.hidden;
      document.body.classList.toggle("laned", !box.hidden);
      draw();
      return !box.hidden;
    };
  }
  function shortened(text, length) {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
  }

  // layers/render/webmap/script/thumbs.js
  var STEPS2 = 1e4;
  var THUMB = 8;
  var GAP = 14;
  function thumbs(bar, axis, scale) {
    const earlier = thumb(bar, axis, { key: "compare", id: "earlier", within: earlierThanDay });
    const day = thumb(bar, axis, { key: "day", id: "slider", within: laterThanCompared });
    const flags = add(null, "div", { className: "flags", "aria-hidden": "true" });
    scale.before(flags);
    const [one, other] = [add(flags, "span"), add(flags, "span")];
    function name() {
      const compared = state.compare !== null;
      label(earlier.slider, words.say("earlierDay"));
      label(day.slider, words.say(compared ? "laterDay" : "timeBar"));
    }
    function show3() {
      const { compare } = state;
      document.body.classList.toggle("compared", compare !== null);
      earlier.slider.hidden = flags.hidden = compare === null;
      day.show(state.day);
      if (compare === null) return;
      earlier.show(compare);
      const middle = (axis.shareOf(compare) + axis.shareOf(state.day)) / 2;
      bar.style.setProperty("--middle", String(middle));
      one.textContent = words.day(compare);
      other.textContent = words.day(state.day);
      place(compare);
    }
    function place(compare) {
      const room = flags.clientWidth;
      const x = (at2) => THUMB + axis.shareOf(at2) * (room - 2 * THUMB);
      const widths2 = (
        /** @type {[number, number]} */
        [one.offsetWidth, other.offsetWidth]
      );
      const [left, right] = apart2([x(compare), x(state.day)], widths2, room, GAP);
      one.style.left = `${left}px`;
      other.style.left = `${right}px`;
    }
    new ResizeObserver(() => state.compare !== null && place(state.compare)).observe(flags);
    onChange((changed) => {
      if (changed.has("language") || changed.has("compare")) name();
      if (["day", "compare", "language"].some((field) => changed.has(field))) show3();
    });
    name();
    show3();
  }
  function earlierThanDay(day) {
    return Math.min(day, state.day - 1);
  }
  function laterThanCompared(day) {
    return state.compare === null ? day : Math.max(day, state.compare + 1);
  }
  function thumb(bar, axis, { key, id, within: within2 }) {
    const range = { min: "0", max: String(STEPS2), step: "1" };
    const slider = add(bar, "input", { type: "range", className: "slider", ...range, id });
    function show3(day) {
      const late = day > DATA.reviewed ? words.say("notReviewedShort") : "";
      slider.value = String(Math.round(axis.shareOf(day) * STEPS2));
      slider.setAttribute("aria-valuetext", [words.day(day), late].filter(Boolean).join(", "));
    }
    function go(wanted2) {
      const day = within2(clampDay(DATA, wanted2));
      change({ [key]: day });
      show3(day);
    }
    slider.addEventListener("input", () => go(axis.dayAt(Number(slider.value) / STEPS2)));
    slider.addEventListener("keydown", (event) => {
      const day = event.ctrlKey || event.altKey || event.metaKey ? null : dayAfterKey(state[key], event);
      if (day === null) return;
      event.preventDefault();
      go(day);
    });
    return { slider, show: show3 };
  }
  function dayAfterKey(day, { key, shiftKey }) {
    if (day === null) return null;
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[key];
    if (direction) return shiftKey ? addMonths(day, direction) : day + direction;
    const months = { PageDown: -12, PageUp: 12 }[key];
    if (months) return addMonths(day, months);
    return { Home: DATA.first, End: DATA.last }[key] ?? null;
  }

  // layers/render/webmap/script/timebar.js
  var YEAR3 = 38;
  var SPEEDS = [0.5, 1, 2, 4];
  var PLAY_MS = 1400;
  var ICONS2 = {
    play: "M4 2.5V13.5L13 8Z",
    pause: "M4 3H7V13H4ZM9.5 3H12.5V13H9.5Z",
    previousChange: "M3 3H5V13H3ZM13 3V13L5.5 8Z",
    lanes: "M2 3H9V5H2ZM5 7H14V9H5ZM2 11H11V13H2Z",
    nextChange: "M11 3H13V13H11ZM3 3V13L10.5 8Z"
  };
  function timeBar(map) {
    const axis = axisOf(DATA.axis);
    const bar = byId("timebar");
    const row = add(bar, "div", { className: "controls" });
    const player = play(row, () => step(1), rewind);
    const previous = button2(row, "previousChange", () => step(-1));
    const next = button2(row, "nextChange", () => step(1));
    const today = add(row, "output", { className: "today" });
    const trouble = add(null, "p", { className: "trouble", role: "alert" });
    dayField(row, { key: "day", name: "dayInput", chosen: (day) => change({ day }), trouble });
    comparing(row, bar, trouble);
    const changeDays = changesSeen(map, row);
    row.append(player.speed);
    const chart = button2(row, "lanes", () => chart.setAttribute("aria-pressed", String(showLanes())));
    chart.setAttribute("aria-pressed", "false");
    bar.append(trouble);
    const scale = svg(bar, "svg", { class: "axis", "aria-hidden": "true" });
    const showLanes = lanes(bar, axis, () => trackOf(scale));
    thumbs(bar, axis, scale);
    function step(direction) {
      const days = changeDays().filter((day2) => state.compare === null || day2 > state.compare);
      const day = direction > 0 ? days.find((d) => d > state.day) : days.filter((d) => d < state.day).pop();
      if (day !== void 0) change({ day });
      return day !== void 0;
    }
    function rewind() {
      const first = state.compare === null ? DATA.first : state.compare + 1;
      if (!changeDays().some((day) => day > state.day)) change({ day: first });
    }
    function name() {
      label(previous, words.say("previousChange"));
      label(next, words.say("nextChange"));
      label(chart, words.say("lanes"));
    }
    function show3() {
      const { day, compare } = state;
      const late = day > DATA.reviewed ? words.say("notReviewedShort") : "";
      today.textContent = compare === null ? words.day(day) : `${words.day(compare)} → ${words.day(day)}`;
      if (late) add(today, "small", {}, ` ${late}`);
    }
    const draw = () => drawAxis(scale, axis);
    document.addEventListener("keydown", (event) => {
      if (!isShortcut(event)) return;
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
    });
    new ResizeObserver(draw).observe(scale);
    onChange((changed) => {
      if (changed.has("language")) {
        name();
        draw();
      }
      if (["day", "compare", "language"].some((field) => changed.has(field))) show3();
    });
    name();
    show3();
  }
  function play(row, step, rewind) {
    const start2 = button2(row, "play", toggle2);
    const options = SPEEDS.map((s) => new Option(`${s}×`, String(s), s === 1, s === 1));
    const speed = add(null, "select", { className: "speed" }, ...options);
    let playing;
    function toggle2() {
      if (playing) return stop();
      rewind();
      playing = setInterval(() => step() || stop(), PLAY_MS / Number(speed.value));
      name();
    }
    function stop() {
      clearInterval(playing);
      playing = void 0;
      name();
    }
    function name() {
      const key = playing ? "pause" : "play";
      start2.replaceChildren(icon(ICONS2[key]));
      label(start2, words.say(key));
      label(speed, words.say("speed"));
    }
    onChange((changed) => changed.has("language") && name());
    name();
    return { speed };
  }
  function changesSeen(map, row) {
    const box = add(null, "input", { type: "checkbox", id: "in-view" });
    const text = add(null, "label", { htmlFor: "in-view" });
    add(row, "span", { className: "inview" }, box, text);
    let places;
    function name() {
      text.textContent = words.say("inView");
    }
    onChange((changed) => changed.has("language") && name());
    name();
    return () => {
      if (!box.checked) return DATA.changes;
      const view = map.getBounds();
      places ??= DATA.features.map(({ entity, geometry }) => ({ entity, bounds: boundsOf(geometry) }));
      const seen = places.filter(({ entity, bounds }) => {
        return !state.hidden.has(DATA.entities[entity].layer) && view.intersects(bounds);
      });
      return changesOf(DATA, new Set(seen.map(({ entity }) => entity)));
    };
  }
  function isShortcut({ target, ctrlKey, altKey, metaKey }) {
    const field = "input:not([type=range]):not([type=checkbox]), select, textarea";
    const typing = target instanceof Element && target.matches(field);
    return !(typing || ctrlKey || altKey || metaKey);
  }
  function button2(parent, key, onclick) {
    return add(parent, "button", { type: "button", className: `icon ${key}`, onclick }, icon(ICONS2[key]));
  }
  function trackOf(scale) {
    const { left, width } = scale.getBoundingClientRect();
    return { left: left + THUMB, width: width - 2 * THUMB };
  }
  function drawAxis(box, axis) {
    box.replaceChildren();
    const width = box.clientWidth;
    if (!width) return;
    const x = (day) => THUMB + axis.shareOf(day) * (width - 2 * THUMB);
    svg(box, "rect", { x: THUMB, y: 14, width: width - 2 * THUMB, height: 5, rx: 2.5, class: "track" });
    const late = x(DATA.reviewed + 1);
    svg(box, "rect", { x: late, y: 2, width: width - THUMB - late, height: 28, class: "unreviewed" });
    for (const event of DATA.events) addTick(box, event, x(event.day));
    addYears(box, width, x);
  }
  function addTick(box, { day, title }, x) {
    const tick = svg(box, "path", { d: `M${x.toFixed(1)} 3V13`, class: "tick" });
    svg(tick, "title", {}).textContent = `${words.day(day)}: ${words.record(title)}`;
    tick.addEventListener("click", () => change({ day: clampDay(DATA, day) }));
  }
  function addYears(box, width, x) {
    const inside2 = (at2) => Math.min(Math.max(at2, 16), width - 16);
    for (const { year, x: at2 } of yearLabels(DATA, (day) => inside2(x(day)), YEAR3)) {
      const start2 = x(clampDay(DATA, dayOf(year, 0, 1)));
      svg(box, "path", { d: `M${start2.toFixed(1)} 19V24`, class: "year" });
      svg(box, "text", { x: at2, y: 35, "text-anchor": "middle" }).textContent = String(year);
    }
  }

  // layers/render/webmap/script/main.js
  function start(map) {
    const name = landmarks(addMaps(map));
    name();
    panel(map);
    differences(map);
    home(map);
    addControls(map);
    const maps = show2(map);
    timeBar(map);
    home(map);
    onChange((changed) => changed.has("language") && name());
    gestures(map);
    printing(() => maps.shown());
    hash(map);
    bridge(map);
  }
  function landmarks(box) {
    const heading = add(null, "h1", { className: "heard" });
    box.prepend(heading);
    return () => {
      document.documentElement.lang = state.language;
      heading.textContent = START.title || words.say("mapLabel");
      document.title = heading.textContent;
      byId("timebar").setAttribute("aria-label", words.say("timeBar"));
    };
  }
  function home(map) {
    map.invalidateSize({ animate: false });
    map.fitBounds(START.bounds, { animate: false });
  }
  function show2(map) {
    const maps = mapsBeside(map, gestures);
    let layout = null;
    let drawings = maps.shown();
    let compared = "";
    function draw() {
      const wanted2 = layoutOf(state, DATA.parties);
      const views = viewsOf(state, DATA.parties);
      const differ = differing();
      if (wanted2 !== layout) drawings = maps.lay(wanted2, views.length);
      layout = wanted2;
      const marked = wanted2 === "parties" ? differ.map(({ id }) => id) : [];
      drawings.forEach((one, i) => {
        one.head(...headOf(wanted2, views[i]));
        one.show({ ...views[i], marked });
      });
      const now = comparison();
      if (now && now !== compared) lookAt(map, differ);
      compared = now;
      renewCard();
    }
    onChange(draw);
    draw();
    return maps;
  }
  function headOf(layout, { day, party }) {
    if (layout === "one") return ["", party && words.say(`statedBy:${party}`)];
    const said = party && words.say(`mapOf:${party}`);
    return layout === "parties" ? [said, ""] : [words.day(day), said];
  }
  if (window.innerWidth) start(map_dated);
  else window.addEventListener("resize", () => start(map_dated), { once: true });
})();
