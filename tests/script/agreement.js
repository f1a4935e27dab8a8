// What the script of the map says of a record, held to what the Python of this project says: reads JSON of a payload
// and of expectations from standard input, writes the differences. tests/test_agreement.py runs it.

import { readFileSync } from "node:fs";
import { differencesOf } from "../../layers/render/webmap/script/differ.js";
import { areaAround } from "../../layers/render/webmap/script/record.js";
import { Scene } from "../../layers/render/webmap/script/scene.js";
import { find, findEvents } from "../../layers/render/webmap/script/search.js";
import { onDay } from "../../layers/render/webmap/script/time.js";

const { data, slices, queries, pairs } = JSON.parse(readFileSync(0, "utf8"));

/** What is said of each entity that has a state. */
function saidOn(day, party) {
  const said = Object.entries(data.entities).map(([id, entity]) => [id, onDay(entity, day, party)]);
  const found = said.filter(([, found]) => found !== null);
  return Object.fromEntries(found.map(([id, f]) => [id, [f.told.status, f.certainty, f.agreement, f.told.party]]));
}

/** Moved from slice to slice, as on the map. */
const [scene, agreementScene] = [new Scene(data), new Scene(data)];

/** What each feature that is drawn looks like. */
function drawnOn(view) {
  scene.show(view);
  const looks = data.features.map((feature, i) => [feature.id, scene.lookOf(i)]);
  return Object.fromEntries(looks.filter(([, look]) => look).map(([id, look]) => [id, [look.status, look.certainty]]));
}

/** The entities of each row of the legend that shows agreement, the features of context left out. */
function agreementOn(view) {
  agreementScene.show({ ...view, agreement: true });
  const rows = agreementScene.legend().filter(({ code }) => code !== null);
  const pairs = rows.flatMap((row) => agreementScene.entitiesOf(row).map((entity) => [entity, row.code]));
  return Object.fromEntries(pairs.sort());
}

/** By settlement that is no entity, the names by which it is found. */
const TOWNS = Object.fromEntries(data.places.filter(({ terms }) => terms.length).map(({ id, terms }) => [id, terms]));

/** In what each settlement lies. */
function townsOn(day, party) {
  const around = (town) => areaAround(data, town, day, party);
  const said = data.places.map((town) => [town.id, around(town)]);
  return Object.fromEntries(said.map(([id, found]) => [id, found && [found.feature.id, found.atEdge]]));
}

function sorted(value) {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const differences = [];
function compare(where, said, expected) {
  if (sorted(said) !== sorted(expected)) differences.push({ where, said, expected });
}

for (const { day, party, entities, features, legend, towns } of slices) {
  const view = { day, party, hidden: new Set(), selected: null, agreement: false };
  compare(["entities", day, party], saidOn(day, party), entities);
  compare(["features", day, party], drawnOn(view), features);
  compare(["legend", day, party], agreementOn(view), legend);
  compare(["towns", day, party], townsOn(day, party), towns);
}
for (const { before, after, party, changed } of pairs) {
  const views = [before, after].map((day) => ({ day, party }));
  const said = differencesOf(data, views, new Set()).map(({ id }) => id);
  compare(["changed", before, after, party], said.sort(), changed.sort());
}
for (const { query, places, events, towns } of queries) {
  compare(["places", query], find(data.search, query), places);
  compare(["towns of", query], find(TOWNS, query), towns);
  compare(
    ["events", query],
    findEvents(data.events, query).map((event) => data.events.indexOf(event)),
    events,
  );
}
process.stdout.write(JSON.stringify(differences));
