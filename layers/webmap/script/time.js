// Days are whole numbers since 1970-01-01. The one place in the page that knows the time rule:
// half-open intervals, and the same three certainties as layers/timeslice.py.

const MS = 86400000;

function holds(from, to, day) {
  return (from === null || from <= day) && (to === null || day < to);
}

function certaintyOf(state, day) {
  if (day > DATA.reviewed) return "not reviewed";
  const begun = state.startLatest !== null && state.startLatest <= day;
  const ended = state.endEarliest !== null && state.endEarliest <= day;
  return begun && !ended ? "certain" : "possible";
}

function statementsOn(entity, day) {
  return DATA.entities[entity].rivals.filter((s) => holds(s.from, s.to, day));
}

/** The state of an entity on a day, or null; a party's own statement goes before the record's finding. */
function stateOn(entity, day, party) {
  const told = party && statementsOn(entity, day).find((s) => s.party === party);
  return told || DATA.entities[entity].states.find((s) => holds(s.from, s.to, day)) || null;
}

/** Whether a feature is drawn: its own days, and a status on that day if its entity is dated at all. */
function isShown(feature, day, party) {
  const dated = DATA.entities[feature.entity].states.length > 0;
  return holds(feature.from, feature.to, day) && (!dated || stateOn(feature.entity, day, party) !== null);
}

function changesOf(entities) {
  const days = new Set();
  for (const feature of DATA.features) {
    if (entities.has(feature.entity)) days.add(feature.from).add(feature.to);
  }
  for (const id of entities) {
    const { states, rivals } = DATA.entities[id];
    for (const s of [...states, ...rivals]) days.add(s.from).add(s.to);
  }
  return DATA.changes.filter((day) => days.has(day));
}

function isoDay(day) {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** A day from YYYY-MM-DD, or null for anything else; 2022-02-30 is nothing else's day. */
function parseDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(text + "T00:00:00Z");
  return Number.isNaN(time) || isoDay(time / MS) !== text ? null : time / MS;
}

function inRecord(day) {
  return day >= DATA.first && day <= DATA.last;
}

function clampDay(day) {
  return Math.min(Math.max(day, DATA.first), DATA.last);
}

/** The same day of another month; the last of the month where that month is shorter. */
function addMonths(day, months) {
  const date = new Date(day * MS);
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0);
  const wanted = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate());
  return Math.min(wanted, last) / MS;
}
