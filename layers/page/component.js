// Keeps one map alive over all reruns and passes messages; both ends check who speaks.

/**
 * @typedef {object} Data what component.py sends in every rerun
 * @property {string} address of the map's page
 * @property {number} heard number of the last report that `set` takes into account
 * @property {string} title
 * @property {string} language of the page, BCP 47
 * @property {{ loading: string, failed: string, again: string }} words
 * @property {Record<string, unknown>} set what the map shall show
 *
 * @typedef {object} State what the map says that it shows
 * @property {string} day
 * @property {string | null} compare
 * @property {string[]} layers
 * @property {{ lat: number, lon: number, zoom: number }} view
 * @property {string} language
 * @property {string} party
 * @property {string} mode
 * @property {string} maps
 * @property {string | null} selected
 * @property {string | null} town
 * @property {string | null} event
 * @property {boolean} events
 *
 * @typedef {{ number: number, query: Record<string, string>, size: [number, number] }} Report
 *
 * @typedef {object} Told what an element of the map says, for the page to print (told.js of the map)
 * @property {string} tag
 * @property {string} href
 * @property {(string | Told)[]} parts
 *
 * @typedef {object} Link
 * @property {HTMLIFrameElement} frame
 * @property {(report: Report) => void} report
 * @property {(data: Data) => void} tell
 * @property {(words: Data["words"]) => void} say
 */

/** What of two steps in the time follows the other so soon is one going, milliseconds. */
const PLAYING_MS = 2500;
/** What is made of the elements that the map tells of; of any other, a mere span. */
const TAGS = new Set(["section", "header", "div", "h2", "h3", "p", "dl", "dt", "dd", "ul", "li", "a", "strong"]);

/** @param {{ parentElement: HTMLElement, data: Data, setStateValue: (name: string, value: Report) => void }} component */
export default function ({ parentElement, data, setStateValue }) {
  const box = /** @type {HTMLElement & { link?: Link }} */ (parentElement.querySelector("div"));
  box.link ??= open(box, data.address);
  box.link.report = (report) => setStateValue("report", report);
  box.link.frame.title = data.title;
  document.documentElement.lang = data.language;
  box.link.say(data.words);
  box.link.tell(data);
}

/**
 * @param {HTMLElement} box
 * @param {string} address
 * @returns {Link}
 */
function open(box, address) {
  const first = /** @type {HTMLIFrameElement | null} */ (document.querySelector("#first .dated-map"));
  // only thus moved does a frame stay as it is; a browser that cannot do so makes another
  const taken = first && "moveBefore" in box ? first : null;
  const frame = taken ?? newFrame();
  const notice = document.createElement("p");
  const again = document.createElement("button");
  notice.className = "loading";
  notice.setAttribute("role", "status");
  const paper = document.createElement("div");
  paper.className = "on-paper";
  box.append(notice, paper);
  if (taken) {
    box.moveBefore(taken, notice);
  } else {
    first?.remove();
    box.prepend(frame);
  }
  /** @type {Link} */
  const link = { frame, report: () => {}, tell, say };
  /** @type {"loading" | "failed" | "ready"} */
  let stage = "loading";
  let words = { loading: "", failed: "", again: "" };
  /** @type {Record<string, unknown>} */
  let known = {};
  /** @type {Data | null} */
  let waiting = null;
  let ready = false;
  let sent = 0;
  /** @type {Told[]} */
  let told = [];
  /** @type {{ query: Record<string, string>, at: number } | null} */
  let last = null;

  /** @param {Data} data */
  function tell(data) {
    waiting = data;
    if (!ready || data.heard < sent) return;
    const news = Object.entries(data.set).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(known[key]),
    );
    if (!news.length) return;
    for (const [key, value] of news) known[key] = value;
    frame.contentWindow?.postMessage({ type: "map:set", ...Object.fromEntries(news) }, "*");
  }
  window.addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    if (data?.type === "map:ready") {
      ready = true;
      stage = "ready";
      say(words);
      known = {};
      if (waiting) tell(waiting);
    } else if (data?.type === "map:paper") {
      if (Number.isFinite(data.height)) frame.style.setProperty("--on-paper", `${data.height}px`);
      told = data.told;
    } else if (data?.type === "map:state") {
      const { type: _, size, ...state } = data;
      sent += 1;
      Object.assign(known, state, { select: state.selected });
      const query = queryOf(state);
      if (isStep(last?.query, query) && Date.now() - (last?.at ?? 0) < PLAYING_MS) replaceDay(state.day);
      last = { query, at: Date.now() };
      link.report({ number: sent, query, size });
    }
  });
  window.addEventListener("beforeprint", () => paper.replaceChildren(...told.map(made)));
  window.addEventListener("afterprint", () => paper.replaceChildren());
  /** @param {Data["words"]} said in the language of the page */
  function say(said) {
    words = said;
    notice.hidden = stage === "ready";
    notice.replaceChildren(stage === "failed" ? `${words.failed} ` : words.loading);
    again.textContent = words.again;
    if (stage === "failed") notice.append(again);
  }
  async function load() {
    stage = "loading";
    say(words);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${answer.status}`);
      frame.srcdoc = await answer.text();
    } catch {
      frame.srcdoc = "";
      stage = "failed";
      say(words);
    }
  }
  /** Take the frame of the first answer as it is, unless the map has not come. */
  async function take() {
    frame.inert = false;
    frame.contentWindow?.postMessage({ type: "map:ask" }, "*");
    const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
    if (!answer?.ok && !ready) load();
  }
  again.addEventListener("click", load);
  if (taken) take();
  else load();
  return link;
}

function newFrame() {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox"); // as in served.py
  frame.allowFullscreen = true;
  frame.className = "dated-map";
  return frame;
}

/**
 * An element that says what the map told: text, and links to other pages; nothing else of what it might send.
 *
 * @param {Told} told
 * @returns {HTMLElement}
 */
function made({ tag, href, parts }) {
  const element = document.createElement(TAGS.has(tag) ? tag : "span");
  if (element instanceof HTMLAnchorElement && /^https?:/.test(href)) element.href = href;
  element.append(...parts.map((part) => (typeof part === "string" ? part : made(part))));
  return element;
}

/**
 * Whether two reports differ in the day only: the time is playing, or a key of the slider is held.
 *
 * @param {Record<string, string> | undefined} before
 * @param {Record<string, string>} after
 */
function isStep(before, after) {
  return before !== undefined && JSON.stringify({ ...before, date: "" }) === JSON.stringify({ ...after, date: "" });
}

/**
 * Put the day into the address in place of the last one, so that a step back leads past all that only went by; the
 * page then finds the address as it would write it, and adds none.
 *
 * @param {string} day
 */
function replaceDay(day) {
  const query = new URLSearchParams(location.search);
  query.set("date", day);
  history.replaceState(history.state, "", `?${query}`);
}

/**
 * What the map shows, in the words of the page's address (layers/permalink.py).
 *
 * @param {State} state
 */
function queryOf({ day, compare, layers, view, language, party, mode, maps, selected, town, event, events }) {
  const { lat, lon, zoom } = view;
  /** @type {Record<string, string>} */
  const query = {
    date: day,
    layers: layers.join(","),
    view: [lat, lon, zoom].join(","),
    lang: language,
    colours: mode,
    maps,
  };
  if (compare) query.compare = compare;
  if (party) query.by = party;
  if (selected) query.place = selected;
  if (town) query.town = town;
  if (event) query.event = event;
  if (events) query.events = "1";
  return query;
}
