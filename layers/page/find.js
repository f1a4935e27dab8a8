// The field that finds, and every link of the page that leads to another state of it: both are followed without loading
// the page anew. Suggestions come from the server, which folds names by the one rule of layers/wording/search.py.

/**
 * @typedef {{ href: string, title: string, note: string }} Result
 * @typedef {{ label: string, placeholder: string, nothing: string, query: string, results: Result[] }} Data
 *
 * @typedef {object} Field
 * @property {Data} data
 * @property {(query: string) => void} ask
 * @property {(query: string) => void} follow
 * @property {() => void} show
 */

const QUIET_MS = 150;

/**
 * @param {object} component
 * @param {HTMLElement} component.parentElement
 * @param {Data} component.data
 * @param {(name: string, value: string) => void} component.setStateValue
 * @param {(name: string, value: string) => void} component.setTriggerValue
 */
export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const box = /** @type {HTMLElement & { field?: Field }} */ (parentElement.querySelector("div"));
  box.field ??= open(box);
  Object.assign(box.field, {
    data,
    ask: (/** @type {string} */ query) => setStateValue("query", query),
    follow: (/** @type {string} */ query) => setTriggerValue("followed", query),
  });
  box.field.show();
}

/**
 * @param {HTMLElement} box
 * @returns {Field}
 */
function open(box) {
  box.className = "find";
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  Object.assign(list, { id: "find-results", hidden: true });
  list.setAttribute("role", "listbox");
  said.setAttribute("role", "status");
  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false, maxLength: 200 });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  box.append(input, list, said);

  /** @type {Field} */
  const field = {
    data: { label: "", placeholder: "", nothing: "", query: "", results: [] },
    ask() {},
    follow() {},
    show,
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let active = -1;
  let isOpen = false;

  function show() {
    const { label, placeholder, query, results, nothing } = field.data;
    input.placeholder = placeholder;
    input.setAttribute("aria-label", label);
    list.setAttribute("aria-label", label);
    const wanted = input.value.trim();
    const isAnswered = isOpen && wanted !== "" && query === wanted;
    const options = isAnswered ? results : isOpen && wanted ? null : [];
    if (options) list.replaceChildren(...options.map(option));
    list.hidden = !list.childElementCount;
    said.textContent = isAnswered && !results.length ? nothing : "";
    said.hidden = !said.textContent;
    mark(-1);
  }
  /** @param {Result} result @param {number} index */
  function option({ title, note, href }, index) {
    const item = document.createElement("li");
    item.id = `find-result-${index}`;
    item.dataset.href = href;
    item.setAttribute("role", "option");
    item.append(Object.assign(document.createElement("span"), { textContent: title }));
    if (note) item.append(Object.assign(document.createElement("small"), { textContent: note }));
    return item;
  }
  /** @param {number} index */
  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === active));
      if (i === active) item.scrollIntoView({ block: "nearest" });
    });
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[active].id);
  }
  function close() {
    isOpen = false;
    show();
  }
  /** @param {Element | undefined} item */
  function pick(item) {
    if (!(item instanceof HTMLElement) || item.dataset.href === undefined) return;
    field.follow(item.dataset.href);
    input.value = "";
    close();
  }

  input.addEventListener("input", () => {
    isOpen = true;
    clearTimeout(timer);
    timer = setTimeout(() => field.ask(input.value.trim()), QUIET_MS);
    if (!input.value.trim()) show();
  });
  input.addEventListener("focus", () => {
    isOpen = true;
    show();
  });
  input.addEventListener("blur", () => setTimeout(close, 150)); // after the click that took the focus
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.childElementCount;
    if (event.key === "Escape") close();
    else if (event.key === "Enter") pick(list.hidden ? undefined : list.children[Math.max(active, 0)]);
    else if (event.key === "ArrowDown" && count) mark((active + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((active - 1 + count) % count);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => target instanceof Element && pick(target.closest("li") ?? undefined));

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.here") : null;
    if (!link || !box.isConnected || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    field.follow(link.getAttribute("href") ?? "");
  });
  return field;
}
