// One Leaflet map of the record. `drawing(map)` fills it once and returns `show(view)`, which only restyles.

const SVG = "http://www.w3.org/2000/svg";
const PANES = { base: 210, relief: 215, lines: 220, context: 400, territory: 410, zone: 420, corridor: 430, labels: 600 };

function svg(parent, tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

/** Address of the pattern of a style; patterns stand once in the page and are made when first asked for. */
function paint(style) {
  if (style.hatch === "none") return style.fill;
  const id = ["hatch", style.hatch, style.fill, style.hatch_colour].join("-").replace(/#/g, "");
  if (!document.getElementById(id)) hatch(document.getElementById("patterns"), id, style);
  return "url(#" + id + ")";
}

function hatch(defs, id, { hatch: kind, fill, hatch_colour: colour }) {
  const turn = kind === "dots" ? "" : "rotate(45)";
  const pattern = svg(defs, "pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: turn });
  svg(pattern, "rect", { width: 8, height: 8, fill });
  if (kind === "stripes") svg(pattern, "rect", { width: 4, height: 8, fill: colour });
  if (kind === "cross") svg(pattern, "path", { d: "M0 4H8M4 0V8", stroke: colour, "stroke-width": 0.9 });
  if (kind === "dots") for (const at of [2, 6]) svg(pattern, "circle", { cx: at, cy: at, r: 0.9, fill: colour });
}

/** How a feature looks in a view: the style of its status, how surely, or null where it is not drawn. */
function lookOf(feature, view) {
  const entity = DATA.entities[feature.entity];
  if (view.hidden.has(entity.layer)) return null;
  if (view.before !== undefined) return differenceLook(feature, view);
  if (!isShown(feature, view.day, view.party)) return null;
  const told = stateOn(feature.entity, view.day, view.party);
  if (!told) return { style: DATA.context, status: null, certainty: "certain" };
  const certainty = certaintyOf(told, view.day);
  return { style: view.agreement ? agreementStyle(entity, told, view.day) : DATA.styles[told.status], status: told.status, certainty };
}

/** Whether what the sources say of a status agrees, rests on one source, or contradicts itself. */
function agreementOf(entity, told, day) {
  if (entity.rivals.some((s) => holds(s.from, s.to, day) && s.status !== told.status)) return "A_CONTRADICT";
  return new Set(told.sources).size < 2 ? "A_ALONE" : "A_AGREE";
}

function agreementStyle(entity, told, day) {
  return forGroup(DATA.agreement[agreementOf(entity, told, day)], DATA.styles[told.status]);
}

/** Areas keep their fill; a line takes the colour and keeps the pattern of its status. */
function forGroup(style, own) {
  return own.fill ? style : { ...own, stroke: style.stroke };
}

/** Unchanged features are muted; a changed one is striped, or cased, with its colour before. */
function differenceLook(feature, view) {
  const [before, after] = [view.before, view.day].map((day) =>
    isShown(feature, day, view.party) ? stateOn(feature.entity, day, view.party)?.status ?? "none" : null);
  if (before === null && after === null) return null;
  if (before === after) return { style: forMuted(feature), status: "unchanged", certainty: "certain" };
  const [was, is] = [before, after].map((code) => DATA.styles[code] ?? null);
  const style = { ...(is ?? was), was: was?.stroke, changed: true, hatch: "stripes" };
  style.fill = (is ?? was).fill && (is?.fill ?? DATA.palette.land);
  style.hatch_colour = was?.fill ?? DATA.palette.land;
  return { style, status: (before ?? "none") + ">" + (after ?? "none"), certainty: "certain" };
}

function forMuted(feature) {
  return feature.geometry.type.endsWith("Polygon") && DATA.entities[feature.entity].group === "territory" ? DATA.muted : { ...DATA.muted, fill: null };
}

function drawing(map) {
  for (const [name, z] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = z;
    if (z < 400 || name === "labels") map.getPane(name).style.pointerEvents = "none";
  }
  baseMap(map);
  const drawn = DATA.features.map((feature) => ({ feature, parts: partsOf(map, feature) }));
  const labels = placeLabels(map);
  let last = null;

  function show(view) {
    last = view;
    for (const { feature, parts } of drawn) restyle(feature, parts, lookOf(feature, view), feature.entity === view.selected);
  }
  map.on("zoomend", () => last && show(last));
  return { map, show, labels };
}

function shape(geometry, options) {
  const flip = (c) => (typeof c[0] === "number" ? [c[1], c[0]] : c.map(flip));
  const points = flip(geometry.coordinates);
  if (geometry.type === "Point") return L.circleMarker(points, { radius: 7, ...options });
  return geometry.type.endsWith("LineString") ? L.polyline(points, options) : L.polygon(points, options);
}

function baseMap(map) {
  const { palette, base, relief } = DATA;
  const put = (name, pane, options) => {
    for (const geometry of base[name]) shape(geometry, { pane, interactive: false, smoothFactor: 0.5, ...options }).addTo(map);
  };
  const own = new Set(["AM", "AZ"]);
  base.countries.forEach((geometry, i) => {
    const fillColor = own.has(DATA.countries[i].iso) ? palette.land : palette.neighbour;
    shape(geometry, { pane: "base", interactive: false, stroke: false, fillColor, fillOpacity: 1 }).addTo(map);
  });
  const { south, west, north, east } = relief.bounds;
  L.imageOverlay(relief.image, [[south, west], [north, east]], { pane: "relief", interactive: false, className: "relief" }).addTo(map);
  const water = { stroke: true, color: palette.shore, weight: 0.7, fillColor: palette.water, fillOpacity: 1 };
  put("sea", "relief", water);
  put("lakes", "relief", water);
  put("rivers", "relief", { color: palette.shore, weight: 1.3, fill: false });
  for (const name of ["rayons", "provinces"]) put(name, "lines", { color: palette.rayon, weight: 0.6, fill: false });
  put("countries", "lines", { color: palette.border, weight: 1.2, dashArray: "7 3 1.5 3", fill: false });
}

/** The paths of one feature, hidden: an area is one path; a line has a casing, itself, ticks and a hit path. */
function partsOf(map, feature) {
  const pane = DATA.entities[feature.entity].group;
  const options = { pane, smoothFactor: 0.4, lineJoin: "round", lineCap: "butt" };
  const line = feature.geometry.type.endsWith("LineString");
  const roles = line ? ["casing", "main", "ticks", "hit"] : ["main"];
  const parts = {};
  for (const role of roles) {
    const interactive = role === roles[roles.length - 1];
    parts[role] = shape(feature.geometry, { ...options, interactive }).addTo(map);
  }
  const top = parts[roles[roles.length - 1]];
  top.bindTooltip(() => hoverLabel(feature), { sticky: true, className: "hover", pane: "tooltipPane" });
  top.on("click", (event) => choose(map, feature.entity, event.latlng));
  parts.main.getElement().dataset.feature = feature.id;
  return parts;
}

function hoverLabel(feature) {
  const told = state.mode === "difference" ? null : stateOn(feature.entity, state.day, state.party);
  const label = add(null, "div", {}, add(null, "strong", {}, titleOf(feature.entity)));
  if (told) add(label, "div", {}, say(told.status) + hedge(told, state.day));
  if (feature.schematic) add(label, "div", { className: "quiet" }, say("schematicShort"));
  return label;
}

function hedge(told, day) {
  const certainty = certaintyOf(told, day);
  return certainty === "certain" ? "" : " (" + say(certainty === "possible" ? "possible" : "notReviewedShort") + ")";
}

function restyle(feature, parts, look, selected) {
  for (const part of Object.values(parts)) part.getElement().style.display = look ? "" : "none";
  const { dataset } = parts.main.getElement();
  dataset.status = look?.status ?? "";
  dataset.certainty = look?.certainty ?? "";
  if (look) (parts.hit ? restyleLine : restyleArea)(feature, parts, look, selected);
}

function restyleArea(feature, { main }, { style, certainty }, selected) {
  const dash = feature.schematic ? DATA.schematicDash : style.dash;
  main.setStyle({
    color: selected ? DATA.palette.ink : style.stroke,
    weight: style.width + (selected ? 1.6 : 0),
    dashArray: dash.length ? dash.join(" ") : null,
    opacity: 1,
    fill: Boolean(style.fill) || feature.geometry.type === "Point",
    fillColor: style.fill ? paint(style) : DATA.palette.paper,
    fillOpacity: DATA.opacity[certainty],
  });
}

/** Lines grow with the zoom, so that they neither drown a small map nor thin out on a large one. */
function lineScale(map) {
  return Math.min(1.25, Math.max(0.6, 0.6 + (map.getZoom() - 6.5) * 0.2));
}

function restyleLine(feature, { casing, main, ticks, hit }, { style, certainty }, selected) {
  const scale = lineScale(main._map);
  const weight = style.width * scale;
  const opacity = certainty === "certain" ? 1 : DATA.opacity[certainty] + 0.1;
  const dash = style.dash.map((length) => length * scale);
  const casingColour = selected ? DATA.palette.accent : style.changed ? style.was ?? DATA.palette.casing : DATA.palette.casing;
  const schematic = feature.schematic && DATA.entities[feature.entity].group === "corridor";
  casing.setStyle({ color: casingColour, weight: weight + (selected || style.changed ? 5 : 3), opacity: schematic && !selected ? 0.45 : 0.9 });
  const drawnDash = dash.length ? dash : schematic ? DATA.schematicDash.map((length) => length * 2 * scale) : [];
  main.setStyle({ color: style.stroke, weight, opacity, dashArray: drawnDash.length ? drawnDash.join(" ") : null });
  ticks.getElement().style.display = style.ticks ? "" : "none";
  ticks.setStyle({ color: style.stroke, weight: weight + 7 * scale, opacity, dashArray: 1.4 * scale + " " + 9 * scale });
  hit.setStyle({ color: "#000", weight: 16, opacity: 0 });
}
