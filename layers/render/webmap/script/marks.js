// Where something happened: a mark at each place that an event concerns; marks that would touch are one, with a number.

import { chooseEvent } from "./card.js";
import { clustersOf } from "./clusters.js";
import { add, label } from "./dom.js";
import { DATA } from "./payload.js";
import { markedEvents, spotsOf } from "./record.js";
import { words } from "./store.js";

/** @import { Event, View } from "./types.d.ts" */

/** Width and height of a mark, CSS pixels; its tip is at the place. */
const SIZE = 26;

/**
 * @param {L.Map} map
 * @returns {{ show: (view: View) => void }}
 */
export function eventMarks(map) {
  const group = L.layerGroup().addTo(map);
  /** @type {View | null} */
  let shown = null;
  let known = "";

  function place() {
    group.clearLayers();
    if (!shown) return;
    const spots = markedEvents(DATA, shown).flatMap((event) =>
      spotsOf(DATA, event).map((spot) => ({ ...map.latLngToLayerPoint(spot), thing: event })),
    );
    for (const { x, y, things } of clustersOf(spots, SIZE)) mark(map.layerPointToLatLng([x, y]), things, shown);
  }
  /**
   * @param {L.LatLng} at
   * @param {Event[]} events
   * @param {View} view
   */
  function mark(at, events, { day, event: chosen }) {
    const count = events.length > 1 ? String(events.length) : "";
    const html = add(null, "span", {}, count);
    const isNow = events.some((event) => event.id === chosen || event.day === day);
    const className = `event${isNow ? " now" : ""}`;
    const icon = L.divIcon({ className, html, iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE] });
    const one = L.marker(at, { icon, pane: "marks" }).addTo(group);
    const first = events.find(({ id }) => id === chosen) ?? events[0];
    const others = events.filter((event) => event !== first).map(({ id }) => id);
    const named = [count, ...events.map(titleOf)].filter(Boolean).join("\n");
    label(/** @type {HTMLElement} */ (one.getElement()), named);
    one.on("click keypress", (event) => {
      const { key } = /** @type {L.LeafletKeyboardEvent} */ (event).originalEvent;
      if (key === undefined || key === "Enter") chooseEvent(map, first.id, { focus: true, others });
    });
  }
  /** @param {View} view */
  function show(view) {
    shown = view;
    const told = JSON.stringify([view.day, [...view.hidden], view.event, view.events, words.language]);
    if (told !== known) place();
    known = told;
  }
  map.on("zoomend", place);
  return { show };
}

/** @param {Event} event */
function titleOf(event) {
  return `${words.when(event)}: ${words.record(event.title)}`;
}
