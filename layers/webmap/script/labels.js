// Names of places and countries, placed greedily: the largest first, each where it covers no other.

const SIZES = { 1: 13, 2: 12, 3: 11, 4: 10.5 };
const ZOOMS = { 1: 0, 2: 7.2, 3: 8, 4: 8.8 };

function placeLabels(map) {
  const group = L.layerGroup().addTo(map);
  const pen = document.createElement("canvas").getContext("2d");

  function place() {
    group.clearLayers();
    const taken = [];
    for (const country of DATA.countries) placeCountry(country, taken);
    for (const spot of DATA.places) if (map.getZoom() >= (ZOOMS[spot.class] ?? 9)) placeTown(spot, taken);
  }
  function placeCountry({ lat, lon, name }, taken) {
    const words = name[state.language];
    pen.font = "600 13px 'Noto Sans'";
    const width = pen.measureText(words).width * 1.35 + 6;
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    taken.push([x - width / 2, y - 9, x + width / 2, y + 9]);
    mark([lat, lon], "country", words, [-width / 2, -9], width);
  }
  function placeTown({ lat, lon, name, class: size }, taken) {
    const words = name[state.language];
    pen.font = (size === 1 ? "600 " : "") + (SIZES[size] ?? 10.5) + "px 'Noto Sans'";
    const width = pen.measureText(words).width + 4;
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    const spots = [[5, -8], [-width - 5, -8], [-width / 2, -21], [-width / 2, 5]];
    const box = ([dx, dy]) => [x + dx, y + dy, x + dx + width, y + dy + 16];
    const free = spots.find((offset) => taken.every((other) => apart(other, box(offset))));
    if (!free || !taken.every((other) => apart(other, [x - 3, y - 3, x + 3, y + 3]))) return;
    taken.push(box(free), [x - 4, y - 4, x + 4, y + 4]);
    mark([lat, lon], "dot dot" + size, "", [-3, -3], 6);
    mark([lat, lon], "town town" + size, words, free, width);
  }
  function mark(at, className, words, offset, width) {
    const html = add(null, "span", {}, words);
    const icon = L.divIcon({ className: "label " + className, html, iconSize: [width, null], iconAnchor: [-offset[0], -offset[1]] });
    L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(group);
  }
  map.on("zoomend", place);
  document.fonts.ready.then(place);
  return { place };
}

function apart(a, b) {
  return a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
}
