// Keeps one map alive over all reruns and passes messages; both ends check who speaks.

/**
 * @typedef {object} Data what component.py sends in every rerun
 * @property {string} address of the map's page
 * @property {number} heard number of the last report that `set` takes into account
 * @property {number} height in CSS pixels
 * @property {string} title
 * @property {Record<string, unknown>} set what the map shall show
 *
 * @typedef {object} State what the map says that it shows
 * @property {string} day
 * @property {string[]} layers
 * @property {{ lat: number, lon: number, zoom: number }} view
 * @property {string} language
 * @property {string} party
 * @property {string} mode
 * @property {string | null} selected
 *
 * @typedef {{ number: number, query: Record<string, string>, size: [number, number] }} Report
 *
 * @typedef {object} Link
 * @property {HTMLIFrameElement} frame
 * @property {(report: Report) => void} report
 * @property {(data: Data) => void} tell
 */

/** @param {{ parentElement: HTMLElement, data: Data, setStateValue: (name: string, value: Report) => void }} component */
export default function ({ parentElement, data, setStateValue }) {
  const box = /** @type {HTMLElement & { link?: Link }} */ (parentElement.querySelector("div"));
  box.link ??= open(box, data.address);
  box.link.report = (report) => setStateValue("report", report);
  box.link.frame.style.height = window.innerWidth < 700 ? "78vh" : `${data.height}px`;
  box.link.frame.title = data.title;
  box.link.tell(data);
}

/**
 * @param {HTMLElement} box
 * @param {string} address
 * @returns {Link}
 */
function open(box, address) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.allowFullscreen = true;
  Object.assign(frame.style, { width: "100%", border: "1px solid #d8d1c2", borderRadius: "4px", display: "block" });
  box.append(frame);
  /** @type {Link} */
  const link = { frame, report: () => {}, tell };
  /** @type {Record<string, unknown>} */
  let known = {};
  /** @type {Data | null} */
  let waiting = null;
  let ready = false;
  let sent = 0;

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
      known = {};
      if (waiting) tell(waiting);
    } else if (data?.type === "map:state") {
      const { type: _, size, ...state } = data;
      sent += 1;
      Object.assign(known, state, { select: state.selected });
      link.report({ number: sent, query: queryOf(state), size });
    }
  });
  fetch(address)
    .then((answer) => answer.text())
    .then((page) => {
      frame.srcdoc = page;
    });
  return link;
}

/**
 * What the map shows, in the words of the page's address (layers/permalink.py).
 *
 * @param {State} state
 */
function queryOf({ day, layers, view, language, party, mode, selected }) {
  const { lat, lon, zoom } = view;
  /** @type {Record<string, string>} */
  const query = {
    date: day,
    layers: layers.join(","),
    view: [lat, lon, zoom].join(","),
    lang: language,
    colours: mode,
  };
  if (party) query.by = party;
  if (selected) query.place = selected;
  return query;
}
