// Forms: nothing typed is lost, nothing is sent twice, photos leave the phone small. Every part is an extra: without
// this file the same forms work.

const say = (name) => {
  const toast = document.getElementById("toast");
  if (toast) toast.textContent = toast.dataset[name] || "";
};

// --- drafts: only where a form allows it (data-draft="key"), never in sensitive categories ---
const KEEP_DAYS = 7;
const draftKey = (form) => `senim:draft:${form.dataset.draft}`;
const skipped = (control) =>
  !control.name || control.disabled || control.closest("[data-no-draft]") || control.name === "csrfmiddlewaretoken" ||
  ["hidden", "password", "file", "submit", "button", "image", "reset"].includes(control.type);

function remember(form) {
  const values = [...form.elements].filter((c) => !skipped(c)).map((c) =>
    ["checkbox", "radio"].includes(c.type) ? [c.name, c.value, c.checked] : [c.name, c.value]);
  try {
    localStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), values }));
  } catch { /* the device has no room or forbids it: the form itself still works */ }
}

function recall(form) {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(draftKey(form)) || "null");
  } catch { return; }
  if (!kept || Date.now() - kept.at > KEEP_DAYS * 864e5) return localStorage.removeItem(draftKey(form));
  // What the server sent back is newer than what the device kept: fill only a form that came empty.
  const seen = new Map();
  for (const [name, value, checked] of kept.values) {
    const nth = seen.get(name) || 0;
    const same = [...form.elements].filter((c) => c.name === name && !skipped(c));
    const control = checked === undefined ? same[nth] : same.find((c) => c.value === value);
    seen.set(name, nth + 1);
    if (!control) continue;
    if (checked !== undefined) {
      if (checked && !same.some((c) => c.defaultChecked)) control.checked = true;
    } else if (control.tagName === "SELECT") {
      if (![...control.options].some((o) => o.defaultSelected)) control.value = value;
    } else if (!control.value) control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function keepDrafts(form) {
  recall(form);
  let timer;
  const later = () => { clearTimeout(timer); timer = setTimeout(() => remember(form), 400); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => { clearTimeout(timer); remember(form); });
}

// A page that says its form arrived (data-draft-done="key") lets the device forget it.
const forgetDone = () => document.querySelectorAll("[data-draft-done]").forEach((mark) => {
  try { localStorage.removeItem(`senim:draft:${mark.dataset.draftDone}`); } catch { /* nothing was kept */ }
});

// --- one press, one sending ---
function guard(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.closest(".exit")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) button.setAttribute("aria-disabled", "true");
  const slow = setTimeout(() => say("slow"), 6000);
  // The browser stays on the page when the network is lost: open the button again.
  const reopen = () => {
    delete form.dataset.sent;
    clearTimeout(slow);
    if (button) button.removeAttribute("aria-disabled");
  };
  window.addEventListener("pageshow", reopen, { once: true });
  window.addEventListener("offline", () => { reopen(); say("lost"); }, { once: true });
  setTimeout(reopen, 20000);
}

function refuseOffline(event) {
  if (navigator.onLine === false && event.target.method === "post" && !event.target.closest(".exit")) {
    event.preventDefault();
    say("lost");
  }
}

// --- how many characters are left ---
function count(line) {
  const control = document.querySelector(`[aria-describedby~="${line.id}"]`);
  if (!control) return;
  const limit = Number(line.dataset.count);
  let timer;
  const show = () => {
    const left = limit - [...control.value].length;
    line.toggleAttribute("data-over", left < 0);
    line.textContent = `${left < 0 ? line.dataset.overText : line.dataset.left} ${Math.abs(left)}`;
    clearTimeout(timer);
    timer = setTimeout(() => { line.setAttribute("aria-live", left < limit / 10 ? "polite" : "off"); }, 600);
  };
  control.addEventListener("input", show);
  show();
}

// --- a photo from a phone weighs 5 MB; 2000 pixels are enough to see and leave the place of the shot behind ---
const LONGEST = 2000;
async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 600e3) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.round(picture.width * scale), height: Math.round(picture.height * scale),
    });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch { return file; }
}

async function shrinkAll(input) {
  if (!input.files.length || typeof DataTransfer === "undefined") return;
  const form = input.form;
  if (form) form.dataset.busy = "1";
  const box = new DataTransfer();
  for (const file of [...input.files]) box.items.add(await shrink(file));
  input.files = box.files;
  if (form) delete form.dataset.busy;
  const list = input.parentElement.querySelector("[data-list]") || input.parentElement.appendChild(
    Object.assign(document.createElement("ul"), { className: "files" }));
  list.setAttribute("data-list", "");
  list.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), {
    textContent: `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB` })));
}

export function wire(root = document) {
  root.querySelectorAll("form[data-draft]").forEach(keepDrafts);
  root.querySelectorAll("[data-count]").forEach(count);
  root.querySelectorAll("[data-upload] input[type=file]").forEach((input) =>
    input.addEventListener("change", () => shrinkAll(input)));
}

forgetDone();
wire();
document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) wire(event.target); });
document.addEventListener("submit", (event) => {
  if (event.target.dataset.busy) return event.preventDefault();
  refuseOffline(event);
  guard(event);
});
