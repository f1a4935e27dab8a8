// What the card says of a settlement, which has no status of its own: in what it lies, and all of that.

import { add } from "./dom.js";
import { DATA } from "./payload.js";
import { placeCard } from "./placecard.js";
import { areaAround } from "./record.js";
import { state, words } from "./store.js";
import { onDay } from "./time.js";

/** @import { Doors } from "./card.js" */
/** @import { Place } from "./types.d.ts" */

/**
 * @param {Place} town
 * @param {Doors} doors
 */
export function townCard(town, doors) {
  const name = words.town(town);
  const around = areaAround(DATA, town, state.day, state.party);
  const found = around && onDay(DATA.entities[around.feature.entity], state.day, state.party);
  if (!around || !found) {
    const body = add(null, "div");
    add(body, "p", {}, words.say("noStatusOf", { name, day: words.day(state.day) }));
    return body;
  }
  const { entity, accuracy } = around.feature;
  const place = words.title(entity);
  const said = [words.say("liesWithin", { name, place, status: words.status(found.told.status) })];
  if (around.atEdge) said.push(words.say("nearEdge", { distance: words.distances[accuracy] }));
  const body = placeCard(entity, [], doors);
  body.prepend(add(null, "p", { className: "lies" }, said.join(" ")), add(null, "h3", {}, place));
  return body;
}
