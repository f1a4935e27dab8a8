// Messages with the page around the map, if there is one. In: {type: "map:set", …}; out: {type: "map:ready"}
// and {type: "map:state", …}, the latter once a move has ended. Both sides check who speaks.

const QUIET_MS = 250;

function bridge(map) {
  if (window.parent === window) return;
  let timer = null;
  let known = "";

  function tell(message) {
    window.parent.postMessage(message, "*");
  }
  function current() {
    const { lat, lng } = map.getCenter();
    const view = { lat: round(lat, 4), lon: round(lng, 4), zoom: round(map.getZoom(), 2) };
    const { language, selected, party, mode } = state;
    const { x, y } = map.getSize();
    return { type: "map:state", size: [x, y], day: isoDay(state.day), view, layers: shownLayers(), language, selected, party, mode };
  }
  /** Tell what is shown if it is not what the page knows already. */
  function tellState() {
    const message = current();
    if (JSON.stringify(message) !== known) tell(message);
    known = JSON.stringify(message);
  }
  function later() {
    clearTimeout(timer);
    timer = setTimeout(tellState, QUIET_MS);
  }
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "map:set") return;
    quietly(() => obey(map, event.data));
    known = JSON.stringify(current());
  });
  onChange(() => quiet || later());
  map.on("moveend", () => quiet || later());
  known = JSON.stringify(current());
  tell({ type: "map:ready" });
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}

/** Take what the page says; a field that is missing or makes no sense leaves the state as it is. */
function obey(map, message) {
  const fields = {};
  const day = parseDay(message.day ?? "");
  if (day !== null && inRecord(day)) fields.day = day;
  if ("compare" in message) fields.compare = message.compare === null ? null : parseDay(message.compare);
  if (message.language in DATA.languages) fields.language = message.language;
  if (["status", "agreement", "difference"].includes(message.mode)) fields.mode = message.mode;
  if (PARTIES.includes(message.party)) fields.party = message.party;
  if (Array.isArray(message.layers)) {
    const hidden = layersOf().filter((layer) => !message.layers.includes(layer));
    if (hidden.join() !== [...state.hidden].sort().join()) fields.hidden = new Set(hidden);
  }
  change(fields);
  look(map, message.view);
  if (message.select && DATA.entities[message.select]) choose(map, message.select);
}

function look(map, view) {
  if (view?.bbox) map.fitBounds([[view.bbox[1], view.bbox[0]], [view.bbox[3], view.bbox[2]]], { animate: false });
  else if (view && Number.isFinite(view.lat) && Number.isFinite(view.lon) && Number.isFinite(view.zoom)) {
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  }
}
