// Keys of the staff pages. They go by the place of the key, so that they work in a Kazakh and a Russian layout too; never
// while somebody types, never together with Ctrl, Alt or the system key. Whoever switches them off gets no `data-keys`.

const panel = document.getElementById("keys");
const on = document.body.hasAttribute("data-keys");
let waiting = 0; // until when a "g" waits for its second key

const typing = (target) =>
  target instanceof Element && Boolean(target.closest("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), " +
    "textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=slider], .leaflet-container"));

// In a Latin layout what is printed counts, else the place: ю, ж and the others have no j on them.
const letter = (event) => {
  if (/^[a-z/?]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
};

const shown = (element) => element.offsetParent !== null;
// The first link of each row: of a table in the main part, or of the first list that has several.
const rows = () => {
  const main = document.getElementById("main");
  const lines = [...main.querySelectorAll("table tbody tr"), ...main.querySelectorAll("[data-rows] > li, .day-list > li, .duty")];
  return [...new Set(lines.map((line) => line.querySelector("a[href]")).filter((link) => link && shown(link)))];
};

function move(step) {
  const found = rows();
  if (!found.length) return;
  const here = found.findIndex((link) => (link.closest("tr, li") || link).contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(Math.max(here + step, 0), found.length - 1);
  found[next].focus();
  found[next].scrollIntoView({ block: "nearest" });
}

function search() {
  const field = document.querySelector("#main [role=search] input:not([type=hidden]), #main input[type=search], #main input[name=q]");
  if (field && shown(field)) { field.focus(); field.select(); }
}

// The answer of this page; in a list, that of the row that is marked: its page opens at the answer.
const ANSWER = "do-answer";
function answer() {
  const box = document.getElementById(ANSWER);
  if (box) {
    box.scrollIntoView({ block: "start" });
    // What lies in a closed part takes no focus: the first that does.
    [...box.querySelectorAll("select, textarea, input:not([type=hidden])")].some((field) => {
      field.focus();
      return document.activeElement === field;
    });
  } else if (rows().includes(document.activeElement)) {
    location.assign(`${document.activeElement.href.split("#")[0]}#${ANSWER}`);
  }
}

const go = (name) => {
  const address = document.body.dataset[name];
  if (address) location.assign(address);
};

const acts = {
  "/": search,
  j: () => move(1),
  k: () => move(-1),
  o: () => { if (rows().includes(document.activeElement)) document.activeElement.click(); },
  a: answer,
  "?": () => panel?.showModal(),
  g: () => { waiting = performance.now() + 1500; },
};
const second = { d: () => go("day"), q: () => go("queue") };

if (on) {
  // After the browser has gone to the fragment, which takes the focus away again.
  if (location.hash === `#${ANSWER}`) window.addEventListener("load", () => setTimeout(answer));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = letter(event);
    if (event.shiftKey && key !== "?" && key !== "/") return;
    const act = waiting > performance.now() ? second[key] : acts[key];
    waiting = 0;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

// The button is there only where the script is; without it the page "Work faster" says the same.
document.querySelectorAll("[data-keys-open]").forEach((button) => {
  if (!on || !panel?.showModal) return;
  button.hidden = false;
  button.addEventListener("click", () => panel.showModal());
});
