// Words in the chosen language. Text of the record enters the page as text nodes only, never as HTML.

function say(key, values = {}) {
  const message = DATA.texts[state.language][key] ?? key;
  return message.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A text of the record in the chosen language. */
function recordText(text) {
  return DATA.told[state.language]?.[text] ?? text;
}

/** A day in words after the CLDR pattern of the language, for example 26 August 2022. */
function dayWords(day) {
  const { pattern, months } = DATA.dates[state.language];
  const date = new Date(day * MS);
  const parts = { d: date.getUTCDate(), M: date.getUTCMonth(), y: date.getUTCFullYear() };
  return pattern.replace(/'([^']*)'|d+|M+|y+/g, (match, quoted) => {
    if (quoted !== undefined) return quoted;
    return match[0] === "M" ? months[parts.M] : String(parts[match[0]]).padStart(match === "dd" ? 2 : 1, "0");
  });
}

/** Like `dayWords`, with "about" and the EDTF expression where the day is not sure. */
function boundaryWords(day, edtf, about) {
  if (!edtf) return dayWords(day);
  return (about ? say("about") + " " : "") + dayWords(day) + " (" + edtf + ")";
}

function untilWords(s) {
  if (s.to !== null) return boundaryWords(s.to - 1, s.edtfTo, s.aboutTo);
  if (s.endEarliest !== null) return say("notKnownAfter", { day: dayWords(s.endEarliest - 1) });
  return say("stillSo", { day: dayWords(DATA.reviewed) });
}

function intervalWords(s) {
  return dayWords(s.from) + " –" + (s.to === null ? "" : " " + dayWords(s.to - 1));
}

function titleOf(entity) {
  return DATA.entities[entity].title[state.language];
}

function add(parent, tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-") || name.startsWith("data-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  parent?.append(element);
  return element;
}

function link(source) {
  const words = [source.publisher, source.title && "“" + source.title + "”", source.date].filter(Boolean).join(", ");
  if (!source.url) return words;
  return add(null, "a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, words);
}
