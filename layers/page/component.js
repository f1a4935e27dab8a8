// Keeps one map alive over all reruns and passes messages; both ends check who speaks.

export default function ({ parentElement, data, setStateValue }) {
  const box = parentElement.querySelector("div");
  box.link ??= open(box, data);
  box.link.report = (report) => setStateValue("report", report);
  box.link.frame.style.height = window.innerWidth < 700 ? "78vh" : data.height + "px";
  box.link.frame.title = data.title;
  box.link.tell(data);
}

function open(box, { address }) {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
  frame.allowFullscreen = true;
  Object.assign(frame.style, { width: "100%", border: "1px solid #d8d1c2", borderRadius: "4px", display: "block" });
  box.append(frame);
  const link = { frame, report: null, sent: 0, known: {}, waiting: null, ready: false };

  link.tell = (data) => {
    link.waiting = data;
    if (!link.ready || data.heard < link.sent) return;
    const news = Object.entries(data.set).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(link.known[key]));
    if (!news.length) return;
    for (const [key, value] of news) link.known[key] = value;
    frame.contentWindow.postMessage({ type: "map:set", ...Object.fromEntries(news) }, "*");
  };
  window.addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    if (data?.type === "map:ready") {
      link.ready = true;
      link.known = {};
      link.tell(link.waiting);
    } else if (data?.type === "map:state") {
      const { type, size, ...state } = data;
      link.sent += 1;
      Object.assign(link.known, state, { select: state.selected });
      link.report({ number: link.sent, query: queryOf(state), size });
    }
  });
  fetch(address).then((answer) => answer.text()).then((page) => (frame.srcdoc = page));
  return link;
}

/** What the map shows, in the words of the page's address (layers/permalink.py). */
function queryOf({ day, layers, view, language, party, mode, selected }) {
  const query = { date: day, layers: layers.join(","), view: [view.lat, view.lon, view.zoom].join(","), lang: language, colours: mode };
  if (party) query.by = party;
  if (selected) query.place = selected;
  return query;
}
