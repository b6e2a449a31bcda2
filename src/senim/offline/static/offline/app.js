// The page of the day that works without a network: prepare, unlock, show, write down, send. What it keeps is sealed.
import { showCards, takeRun, forgetRun } from "./cards.js";
import { $, button, el, facts, known, say, tag, tell, when } from "./dom.js";
import * as form from "./form.js";
import * as net from "./net.js";
import { countWaiting, showQueue } from "./queue.js";
import { send } from "./send.js";
import * as store from "./store.js";
import * as vaults from "./vault.js";

// With a network the day is taken anew when it is older than this.
const REFRESH = 30 * 60000;
const VIEWS = ["day", "beat", "cards", "new", "queue"];
const here = { vault: null, bundle: null, send: sendAll, mend: mendItem, kept: keptItem };
let touched = Date.now();
let install = null;
let timer = 0;
let wait = 0.5;

// --- what is seen ----------------------------------------------------------------------------------------------------

function screen(name) {
  for (const one of ["setup", "unlock", "work"]) $(one).hidden = one !== name;
  $("lock").hidden = name !== "work";
}

function view() {
  const wanted = location.hash.slice(1);
  return VIEWS.includes(wanted) ? wanted : "day";
}

async function show(focus = true) {
  if (!here.vault) return;
  const name = view();
  for (const one of VIEWS) $(`v-${one}`).hidden = one !== name;
  for (const link of document.querySelectorAll(".off-tabs a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (name === "day") showDay();
  if (name === "beat") showBeat();
  if (name === "cards") showCards(here);
  if (name === "queue") await showQueue(here);
  if (focus) $(`h-${name}`).focus({ preventScroll: true });
}

function showNet() {
  $("net").textContent = say(navigator.onLine ? "online" : "offline");
  $("net").dataset.kind = navigator.onLine ? "good" : "warn";
}

function showDay() {
  const day = here.bundle?.day;
  $("h-day").textContent = day ? `${say("day")}, ${day.on}` : say("day");
  const made = here.bundle ? `${say("taken")}: ${when(here.bundle.taken)}, ${say("until")} ${when(here.bundle.until)}` : "";
  $("taken").textContent = made;
  if (!day) return $("day-list").replaceChildren(el("p", { class: "empty" }, say("no_bundle")));
  const groups = day.groups.map(([code, title]) => [code, title, day.duties.filter((duty) => duty.group === code)]);
  const shown = groups.filter(([, , rows]) => rows.length).map(([code, title, rows]) => el("section", {},
    el("h3", { class: code === "late" ? "off-late" : "" }, `${title} `, el("span", { class: "mute num" }, rows.length)),
    el("ul", { class: "off-day", role: "list" }, rows.map(dutyRow))));
  return $("day-list").replaceChildren(...(shown.length ? shown : [el("p", { class: "empty" }, say("nothing"))]), day.left ? el("p", { class: "mute" }, day.left) : "");
}

function dutyRow(duty) {
  const map = duty.lon === null ? null : el("a", { href: `geo:${duty.lat},${duty.lon}?q=${duty.lat},${duty.lon}` }, duty.place);
  return el("li", {}, el("h4", {}, duty.what), el("p", {}, map ?? duty.place, duty.stop ? [" ", tag(say("stop", { n: duty.stop }))] : null),
    el("p", { class: "mute" }, `${duty.due}. ${duty.because}`),
    duty.purpose ? el("p", {}, button(say("go"), () => { form.blank(here, duty); location.hash = "new"; })) : null);
}

function showBeat() {
  const beats = here.bundle?.beat ?? [];
  const shown = beats.map((beat) => el("section", {}, el("h3", {}, beat.title), beat.parts.map((part) => el("section", {}, el("h4", {}, part.title), facts(part.rows)))));
  $("beat-list").replaceChildren(...(shown.length ? shown : [el("p", { class: "empty" }, say("no_bundle"))]));
}

// --- prepare and unlock ----------------------------------------------------------------------------------------------

function weak(phrase) {
  return phrase.trim().length < known.least || new Set(phrase.trim()).size < 6;
}

async function prepare(event) {
  event.preventDefault();
  const [name, phrase, again] = ["device-name", "new-pass", "new-pass-again"].map((id) => $(id).value);
  const wrong = [[!name.trim(), "device-name", "name_missing"], [weak(phrase), "new-pass", "short"], [phrase !== again, "new-pass-again", "differs"]].find(([holds]) => holds);
  for (const id of ["device-name", "new-pass", "new-pass-again"]) $(id).removeAttribute("aria-invalid");
  if (wrong) return refuse(wrong[1], wrong[2]);
  const who = await net.session();
  if (who.state !== "ok") return tellState(who.state, "first_online");
  const made = await net.register(name);
  if (made.state !== "ok") return made.data?.words ? tell(made.data.words, "bad") : tellState(made.state, "first_online");
  tell(say("working"));
  const record = await vaults.make(who.data.owner, phrase, who.data.rounds);
  const vault = await vaults.open(record, phrase);
  Object.assign(record, { label: name.trim(), mark: made.data.mark, off: who.off, secret: await vault.seal(made.data.key, "secret") });
  await store.put("vaults", record);
  for (const id of ["new-pass", "new-pass-again"]) $(id).value = "";
  await navigator.storage?.persist?.();
  await enter(vault);
  return takeDay();
}

function refuse(id, code) {
  tell(say(code), "bad");
  $(id).setAttribute("aria-invalid", "true");
  $(id).focus();
}

async function unlock(event) {
  event.preventDefault();
  const record = await store.get("vaults", $("which").value);
  const phrase = $("pass").value;
  if (!record || !phrase) return $("pass").focus();
  tell(say("working"));
  const vault = await vaults.open(record, phrase);
  $("pass").value = "";
  if (!vault) return refuse("pass", "wrong");
  $("pass").removeAttribute("aria-invalid");
  await enter(vault);
  return online();
}

async function enter(vault) {
  here.vault = vault;
  touched = Date.now();
  tell("");
  await readBundle();
  form.prepareForm(here);
  form.blank(here);
  await takeRun(here);
  if (await form.takeDraft(here)) tell(say("draft_back"));
  await countWaiting(vault);
  screen("work");
  await show();
  $("may-go").hidden = (await navigator.storage?.persisted?.()) ?? true;
}

function lock() {
  Object.assign(here, { vault: null, bundle: null });
  forgetRun();
  tell("");
  for (const id of ["day-list", "beat-list", "card-list", "queue-list", "notes"]) $(id).replaceChildren();
  $("f-visit").reset();
  return offer();
}

/** The screen for whoever stands here: unlock what is there, or prepare. */
async function offer() {
  const found = await store.all("vaults");
  if (!found.length) return screen("setup");
  $("which").replaceChildren(...found.map((one) => el("option", { value: one.owner }, one.label)));
  $("which-field").hidden = found.length < 2;
  screen("unlock");
  $("h-unlock").focus();
  const who = navigator.onLine && found.length > 1 ? await net.session() : null;
  if (who?.state === "ok" && found.some((one) => one.owner === who.data.owner)) $("which").value = who.data.owner;
  return undefined;
}

// --- the day ---------------------------------------------------------------------------------------------------------

const stale = (row) => Date.now() > row.taken + row.lifetime * 1000 || Date.now() < row.taken - 300000;

/** Days that have expired are deleted, whoever's they are; the device's own clock that went back counts as expired. */
async function deleteStale() {
  for (const row of await store.all("bundles")) {
    if (!stale(row)) continue;
    await store.drop("bundles", row.owner);
    if (here.vault?.owner === row.owner) {
      here.bundle = null;
      tell(say("expired"), "warn");
      await show(false);
    }
  }
}

async function readBundle() {
  await deleteStale();
  const row = await store.get("bundles", here.vault.owner);
  const name = row && `bundle-${row.taken}-${row.lifetime}`;
  here.bundle = row ? { ...(await here.vault.unseal(row.sealed, name)), taken: row.taken, until: row.taken + row.lifetime * 1000 } : null;
}

const old = (bundle) => !bundle || bundle.language !== known.language || Date.now() - bundle.taken > REFRESH;

/** Take the day along. quietly: nobody asked, so nothing is said where it does not work. */
async function takeDay(quietly = false) {
  const fail = (state, words) => (quietly ? undefined : words ? tell(words, "bad") : tellState(state));
  const who = await net.session();
  if (who.state !== "ok") return fail(who.state);
  if (who.data.owner !== here.vault?.owner) return fail("other");
  const found = await net.bundle(await here.vault.unseal(here.vault.record.secret, "secret"));
  if (found.state !== "ok") return fail(found.state, found.data?.words);
  if (here.vault?.owner !== who.data.owner) return undefined; // locked meanwhile
  here.vault.record.off = who.off;
  await store.put("vaults", here.vault.record);
  const taken = Date.now();
  const { lifetime } = found.data;
  await store.put("bundles", { owner: here.vault.owner, taken, lifetime, sealed: await here.vault.seal(found.data, `bundle-${taken}-${lifetime}`) });
  await readBundle();
  form.prepareForm(here);
  return show(false);
}

// --- the queue -------------------------------------------------------------------------------------------------------

function tellState(state, otherwise = "no_net_words") {
  if (state === "signin") return tell(say("signin_words"), "warn", { url: known.signin, text: say("signin") });
  if (state === "other") return tell(say("other_signed"), "warn");
  if (state === "denied") return tell(say("not_allowed"), "warn");
  return tell(say(otherwise), "warn");
}

/** The server does not know this device any more (its data were put back from a copy): register it anew, keep all. */
async function renew(vault) {
  const made = await net.register(vault.record.label);
  if (made.state !== "ok") return false;
  Object.assign(vault.record, { mark: made.data.mark, secret: await vault.seal(made.data.key, "secret") });
  await store.put("vaults", vault.record);
  return true;
}

async function sendAll() {
  if (!here.vault || !(await store.count(here.vault.owner))) return;
  const { vault } = here;
  const progress = (n, of) => { $("progress").textContent = say("sending", { n, of }); };
  let done = await send(vault, progress);
  if (done.state === "device" && (await renew(vault))) done = await send(vault, progress);
  $("progress").textContent = "";
  if (here.vault !== vault) return;
  const left = await countWaiting(vault);
  if (done.notes.length) $("notes").replaceChildren(el("h3", {}, say("notes")), el("ul", {}, done.notes.map((one) => el("li", {}, one))));
  if (done.state === "offline" && navigator.onLine) later();
  if (done.state === "ok") {
    wait = 0.5;
    if (done.of) tell(say("sent", { n: done.sent, left }), left ? "warn" : "good");
  } else if (done.words) tell(done.words, "bad");
  else if (done.state !== "busy") tellState(done.state);
  if (view() === "queue") await show(false);
}

function mendItem(row, body) {
  form.mend(here, row, body);
  location.hash = "new";
}

async function keptItem(words) {
  await countWaiting(here.vault);
  tell(words, "good");
  location.hash = "queue";
  await show();
  if (navigator.onLine) await sendAll();
}

// --- the device ------------------------------------------------------------------------------------------------------

/** Ask the server how each vault of this device stands; what is lost is deleted, opened or not. */
async function contact() {
  for (const one of await store.all("vaults")) {
    const found = await net.contact(one.mark, await store.count(one.owner));
    if (found.state === "offline") return;
    if (found.data?.standing === "lost") await wipe(one.owner, "wiped");
  }
}

async function wipe(owner, words) {
  await store.wipe(owner);
  if (!here.vault || here.vault.owner === owner) await lock();
  tell(say(words), "warn");
}

async function online() {
  showNet();
  if (!navigator.onLine) return;
  await contact();
  if (!here.vault) return;
  await sendAll();
  if (here.vault && old(here.bundle)) await takeDay(Boolean(here.bundle));
}

/** A network that has just come, or is weak, may need some time: try again after 1, 2, 4 ... seconds, five minutes at most. */
function later() {
  clearTimeout(timer);
  wait = Math.min(wait * 2, 300);
  timer = setTimeout(online, wait * 1000);
}

async function everyMinute() {
  await deleteStale();
  const minutes = here.bundle?.lock_minutes ?? 15;
  if (here.vault && Date.now() - touched > minutes * 60000) await lock();
}

async function registerWorkers() {
  for (const { url, scope } of known.workers) {
    try {
      await navigator.serviceWorker.register(url, { scope, updateViaCache: "none" });
    } catch {
      if (navigator.onLine) tell(say("unable"), "warn");
    }
  }
}

function listen() {
  $("f-setup").addEventListener("submit", prepare);
  $("f-unlock").addEventListener("submit", unlock);
  $("other-person").addEventListener("click", () => { screen("setup"); $("h-setup").focus(); });
  $("lock").addEventListener("click", lock);
  $("take").addEventListener("click", () => takeDay());
  $("send").addEventListener("click", sendAll);
  $("forget").addEventListener("click", () => wipe(here.vault.owner, "forgotten"));
  form.listen(here);
  addEventListener("hashchange", () => show());
  addEventListener("online", online);
  addEventListener("offline", showNet);
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
  addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); install = event; $("install").hidden = false; });
  $("install").addEventListener("click", () => install?.prompt());
  setInterval(everyMinute, 60000);
  setInterval(() => { if (navigator.onLine) contact(); }, 300000);
}

async function begin() {
  showNet();
  if (!window.isSecureContext || !crypto?.subtle || !("indexedDB" in window) || !("serviceWorker" in navigator)) {
    return tell(say("unable"), "bad");
  }
  listen();
  await deleteStale();
  await offer();
  await registerWorkers();
  if (navigator.onLine) await contact();
  document.documentElement.dataset.ready = "yes";
  return undefined;
}

begin();
