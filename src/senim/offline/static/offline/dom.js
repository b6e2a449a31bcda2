// The page's own words and small helpers to build what it shows. Text goes in as text, never as markup.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
export const known = read("known");
const words = read("words");

export const $ = (id) => document.getElementById(id);

/** The words of a code, with {values} filled in. */
export const say = (code, values = {}) => (words[code] ?? code).replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ""));

/** An element: attributes as given, functions as listeners, children as nodes or text; what is null is left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const button = (text, act, kind = "btn btn-second") => el("button", { type: "button", class: kind, click: act }, text);
export const tag = (text, kind) => el("span", { class: "tag", "data-kind": kind }, text);
export const facts = (rows) => el("dl", { class: "facts" }, rows.filter((row) => row.value || row.tel).map((row) => el("div", {},
  el("dt", {}, row.key), el("dd", {}, row.value === row.tel ? null : row.value, row.tel ? [" ", el("a", { href: `tel:${row.tel}` }, row.tel)] : null))));

/** One message at the head of the page; kind: info, good, warn, bad. A link may follow it. */
export function tell(text, kind = "info", link = null) {
  const line = text ? el("div", { class: "notice", "data-kind": kind }, el("p", {}, text, link ? [" ", el("a", { href: link.url }, link.text)] : null)) : "";
  $("say").replaceChildren(line);
  if (kind === "bad") $("say").scrollIntoView({ block: "nearest" });
}

/** A moment as people of this language write it; the browser may not know Kazakh months, so numbers do. */
export function when(value) {
  const at = new Date(value);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What a field of date and time wants: the device's own clock and zone. */
export function forField(value) {
  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export const size = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} KB`);
export const newToken = () => Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(16).padStart(2, "0")).join("");
