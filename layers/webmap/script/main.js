// Puts the page together: one drawing, a second one while two days are compared, and the controls.

/** What the first drawing shows; `before` is set only where the difference of two days is drawn. */
function viewOf() {
  const { day, compare, mode, party, hidden, selected } = state;
  const view = { day, party, hidden, selected, agreement: mode === "agreement" };
  return mode === "difference" && compare !== null ? { ...view, before: compare, agreement: false } : view;
}

function caption(container) {
  const box = add(container, "div", { className: "caption" });
  return (day) => {
    box.hidden = day === null;
    if (day !== null) box.textContent = dayWords(day);
  };
}

/** The earlier day beside the later one, pan and zoom linked; made when first needed, then kept. */
function second(first) {
  const container = document.getElementById("second");
  const map = L.map(container, { ...first.map.options, center: first.map.getCenter(), zoom: first.map.getZoom() });
  map.attributionControl.remove();
  let leader = null;
  const follow = (from, to) => from.on("move", () => {
    if (leader && leader !== from) return;
    leader = from;
    to.setView(from.getCenter(), from.getZoom(), { animate: false });
    leader = null;
  });
  const other = drawing(map);
  follow(first.map, map);
  follow(map, first.map);
  return other;
}

function controls(map) {
  L.control.zoom({ position: "topleft", zoomInTitle: say("zoomIn"), zoomOutTitle: say("zoomOut") }).addTo(map);
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
  credits(map);
  map.addControl(fullscreen());
  const position = new L.Control({ position: "bottomleft" });
  const output = L.DomUtil.create("div", "position");
  position.onAdd = () => output;
  map.addControl(position);
  map.on("mousemove", ({ latlng }) => (output.textContent = degrees(latlng.lat, "N", "S") + "  " + degrees(latlng.lng, "E", "W")));
  map.on("mouseout", () => (output.textContent = ""));
}

/** Whom the geometry comes from: the licence that asks for it always, the whole list when opened. */
function credits(map) {
  const box = map.attributionControl.getContainer();
  const list = add(null, "details", {}, add(null, "summary", {}, "© OpenStreetMap contributors …"), DATA.attribution.join(" · "));
  L.DomEvent.disableClickPropagation(box);
  box.replaceChildren(list);
}

function degrees(value, positive, negative) {
  return Math.abs(value).toFixed(3) + "° " + (value < 0 ? negative : positive);
}

function fullscreen() {
  const control = new L.Control({ position: "topleft" });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const go = add(bar, "a", { href: "#", role: "button", className: "full" }, icon("M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10"));
    label(go, "fullscreen");
    onChange((changed) => changed.has("language") && label(go, "fullscreen"));
    L.DomEvent.on(go, "click", L.DomEvent.stop).on(go, "click", () =>
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
    return bar;
  };
  return control;
}

/** Show the whole of the first view. */
function home(map) {
  map.invalidateSize({ animate: false });
  map.fitBounds(START.bounds, { animate: false });
}

function start(map) {
  document.documentElement.lang = state.language;
  for (const feature of DATA.features) {
    const drawn = shape(feature.geometry, {});
    feature.bounds = drawn.getBounds?.() ?? L.latLngBounds([flipPoint(feature), flipPoint(feature)]);
  }
  panel(map);
  home(map);
  controls(map);
  const first = drawing(map);
  const firstCaption = caption(map.getContainer());
  let other = null;
  let otherCaption = null;

  function show() {
    document.documentElement.lang = state.language;
    const beside = state.compare !== null && state.mode !== "difference";
    if (document.body.classList.toggle("beside", beside) !== (other?.open ?? false)) {
      if (!other) {
        other = second(first);
        otherCaption = caption(other.map.getContainer());
      }
      other.open = beside;
      for (const drawn of [first, other]) drawn.map.invalidateSize({ animate: false });
      other.map.setView(map.getCenter(), map.getZoom(), { animate: false });
    }
    first.show(viewOf());
    firstCaption(beside ? state.day : null);
    if (beside) {
      other.show({ ...viewOf(), day: state.compare, selected: null });
      otherCaption(state.compare);
    }
    renewCard();
  }
  onChange((changed) => {
    if (changed.has("language")) for (const d of [first, other]) d?.labels.place();
    show();
  });
  show();
  timeBar(map);
  home(map); // again, for the bar has taken room from the map
  // instead of Leaflet's own tracking of the window, whose move comes late and looks like the reader's
  const fit = () => quietly(() => [first, other].forEach((drawn) => drawn?.map.invalidateSize({ animate: false })));
  new ResizeObserver(fit).observe(map.getContainer());
  bridge(map);
}
