// Writing a visit down: everything that is known stands there already, what came of it is the button that keeps it.
import { $, button, el, forField, newToken, say, size, tell } from "./dom.js";
import { shrink } from "./photo.js";
import * as store from "./store.js";

const FIELDS = ["v-about", "v-place", "v-purpose", "v-words", "v-at", "v-next-words", "v-next-on"];
let now = null;

/** The form as it begins. mended: {row, body} of an item that goes back into it. */
function begin(mended = null) {
  now = { token: mended?.row.token ?? newToken(), typed: false, lon: null, lat: null, blob: null, keepPhoto: false, mended };
}

const option = (value, text) => el("option", { value }, text);

/** Fill the choices from the day that was taken along. */
export function prepareForm(here) {
  const { form, day } = here.bundle ?? { form: { purposes: [], outcomes: [], areas: [] }, day: { duties: [] } };
  const chosen = [$("v-about").value, $("v-purpose").value || "round"];
  const going = day.duties.filter((duty) => duty.purpose);
  $("v-about").replaceChildren(option("", say("about_none")), ...going.map((duty) => option(duty.key, `${duty.place}: ${duty.what}`)));
  $("places").replaceChildren(...[...new Set([...going.map((duty) => duty.place), ...form.areas.map((area) => area.words)])].map((words) => option(words)));
  $("v-purpose").replaceChildren(...form.purposes.map(([code, words]) => option(code, words)));
  [$("v-about").value, $("v-purpose").value] = chosen;
  if ($("v-about").selectedIndex < 0) $("v-about").value = "";
  $("outcomes").replaceChildren(...form.outcomes.map(([code, words]) => button(words, () => keep(here, code))));
}

export function listen(here) {
  $("v-at").addEventListener("input", () => { now.typed = true; });
  $("v-about").addEventListener("change", () => takeDuty(here));
  $("v-place").addEventListener("input", () => { now.lon = now.lat = null; $("place-say").textContent = ""; });
  $("v-photo").addEventListener("change", takePhoto);
  $("photo-remove").addEventListener("click", removePhoto);
  $("here").addEventListener("click", locate);
  $("f-visit").addEventListener("submit", (event) => event.preventDefault());
  let timer = 0;
  $("f-visit").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => keepDraft(here), 400); });
}

/** A new visit: to a duty of the day, or to nothing. */
export function blank(here, duty = null) {
  begin();
  for (const id of FIELDS) if (id !== "v-purpose") $(id).value = "";
  $("v-at").value = forField(Date.now());
  $("v-purpose").value = "round";
  $("v-about").value = duty?.key ?? "";
  $("v-more").open = false;
  removePhoto();
  if (duty) takeDuty(here);
}

const dutyOf = (here) => here.bundle?.day.duties.find((one) => one.key === $("v-about").value);

function takeDuty(here) {
  const duty = dutyOf(here);
  if (!duty) return;
  $("v-place").value = duty.place;
  if (duty.purpose) $("v-purpose").value = duty.purpose;
  [now.lon, now.lat] = [duty.lon, duty.lat];
}

function locate() {
  const fail = () => { $("place-say").textContent = say("here_none"); $("v-place").focus(); };
  if (!navigator.geolocation) return fail();
  return navigator.geolocation.getCurrentPosition(({ coords }) => {
    [now.lon, now.lat] = [Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6))];
    $("place-say").textContent = say("here_found");
    $("v-place").focus();
  }, fail, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
}

async function takePhoto() {
  const file = $("v-photo").files[0];
  if (!file) return;
  const { blob, fault } = await shrink(file, $("photo-shown"));
  now.blob = blob ?? null;
  now.keepPhoto = false;
  $("photo-shown").hidden = $("photo-remove").hidden = !blob;
  $("photo-say").className = fault ? "error-text" : "hint";
  $("photo-say").textContent = fault ? say(fault, { from: size(file.size) }) : say("photo_kept", { from: size(file.size), to: size(blob.size) });
  if (fault) $("v-photo").value = "";
}

function removePhoto() {
  if (now) { now.blob = null; now.keepPhoto = false; }
  $("v-photo").value = "";
  $("photo-shown").hidden = $("photo-remove").hidden = true;
  $("photo-say").textContent = "";
}

function fault() {
  if (!$("v-place").value.trim()) return ["v-place", "no_place"];
  if (!$("v-at").value) return ["v-at", "no_time"];
  if (Boolean($("v-next-words").value.trim()) !== Boolean($("v-next-on").value)) return ["v-next-words", "next_whole"];
  return null;
}

function values(here, outcome) {
  const place = $("v-place").value.trim();
  const duty = dutyOf(here);
  const area = here.bundle?.form.areas.find((one) => one.words === place);
  return {
    place, outcome, path: area?.path ?? (duty?.place === place ? duty.path : ""), lon: now.lon, lat: now.lat,
    purpose: $("v-purpose").value, words: $("v-words").value.trim(), about: $("v-about").value,
    next_words: $("v-next-words").value.trim(), next_on: $("v-next-on").value,
  };
}

/** Keep the visit on the device, sealed; what it is sent as is written down now. */
async function keep(here, outcome) {
  const wrong = fault();
  for (const id of ["v-place", "v-at", "v-next-words"]) $(id).removeAttribute("aria-invalid");
  if (wrong) {
    const [id, code] = wrong;
    if (id === "v-next-words") $("v-more").open = true;
    $(id).setAttribute("aria-invalid", "true");
    tell(say(code), "bad");
    return $(id).focus();
  }
  const before = now.mended?.body;
  const item = {
    at: new Date($("v-at").value).toISOString(), typed: now.typed || Boolean(before?.item.typed), values: values(here, outcome),
    off: here.vault.record.off ?? 0, bundle_at: here.bundle?.made_at ?? before?.item.bundle_at ?? null,
  };
  try {
    await keepItem(here, { token: now.token, kind: "visit", item, blob: now.blob, keepPhoto: now.keepPhoto, seq: now.mended?.row.seq });
  } catch {
    return tell(say("full"), "bad");
  }
  await store.drop("drafts", here.vault.owner);
  blank(here);
  return here.kept(say("kept_here"));
}

/** Put an entry into the queue. Rejects where the device is full. */
export async function keepItem(here, { token, kind, item, title = "", blob = null, keepPhoto = false, seq = Date.now() }) {
  const { vault } = here;
  const body = { item, title, photo: Boolean(blob) || keepPhoto };
  const sealed = await vault.seal(body, token);
  const picture = blob && { token, owner: vault.owner, sealed: await vault.sealBytes(await blob.arrayBuffer(), `photo-${token}`) };
  await store.putItem({ token, owner: vault.owner, seq, kind, state: "waiting", sealed }, keepPhoto ? undefined : picture);
}

/** An entry of the queue goes back into the form. */
export function mend(here, row, body) {
  const said = body.item.values;
  blank(here);
  begin({ row, body });
  fill({ "v-about": said.about, "v-place": said.place, "v-purpose": said.purpose, "v-words": said.words, "v-at": forField(body.item.at), "v-next-words": said.next_words, "v-next-on": said.next_on });
  [now.lon, now.lat] = [said.lon, said.lat];
  now.keepPhoto = body.photo;
  $("photo-remove").hidden = !body.photo;
  $("photo-say").textContent = body.photo ? say("photo") : "";
}

function fill(texts) {
  for (const [id, text] of Object.entries(texts)) $(id).value = text ?? "";
  if ($("v-about").selectedIndex < 0) $("v-about").value = "";
  $("v-more").open = Boolean($("v-next-words").value);
}

async function keepDraft(here) {
  if (!here.vault || now.mended) return;
  const texts = Object.fromEntries(FIELDS.map((id) => [id, $(id).value]));
  const sealed = await here.vault.seal({ texts, typed: now.typed, token: now.token }, "draft");
  await store.put("drafts", { owner: here.vault.owner, sealed });
}

/** What was being written when the page was closed; true where there was something. */
export async function takeDraft(here) {
  const kept = await store.get("drafts", here.vault.owner);
  if (!kept) return false;
  const draft = await here.vault.unseal(kept.sealed, "draft");
  blank(here);
  fill(draft.texts);
  now.typed = draft.typed;
  return Boolean(draft.texts["v-words"] || draft.texts["v-place"]);
}
