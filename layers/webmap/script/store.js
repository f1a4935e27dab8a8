// What is shown. Everything on the page is drawn from `state`; every control changes it through `change`.

const state = {
  day: START.day,
  compare: null,
  mode: "status",
  party: START.party,
  hidden: new Set(START.hidden),
  language: START.language,
  selected: null,
};
const listeners = [];

function onChange(listener) {
  listeners.push(listener);
}

function change(fields) {
  const before = { ...state };
  Object.assign(state, fields);
  const changed = Object.keys(fields).filter((key) => before[key] !== state[key]);
  if (changed.length) for (const listener of listeners) listener(new Set(changed));
}

let quiet = false;

/** Do something that is not the reader's doing, and so is not told to the page around the map. */
function quietly(action) {
  quiet = true;
  action();
  quiet = false;
}

function layersOf() {
  return [...new Set(Object.values(DATA.entities).map((e) => e.layer))].filter((layer) =>
    DATA.features.some((f) => DATA.entities[f.entity].layer === layer));
}

function shownLayers() {
  return layersOf().filter((layer) => !state.hidden.has(layer));
}
