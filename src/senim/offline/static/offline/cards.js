// The cards: read, or gone through with ticks and their times; a finished card goes into the queue like a visit.
import { $, button, el, newToken, say, when } from "./dom.js";
import { keepItem } from "./form.js";
import * as store from "./store.js";

let run = null;

export function showCards(here) {
  const cards = here.bundle?.cards ?? [];
  if (run) return showRun(here);
  const find = el("input", { type: "search", id: "find-card", autocomplete: "off", input: () => filter(find.value) });
  const list = cards.map((card) => el("details", { class: "more", "data-card": card.title.toLocaleLowerCase() },
    el("summary", {}, card.title), el("div", {},
      el("p", { class: "mute" }, card.group), card.text ? el("p", {}, card.text) : null, card.caution ? el("p", { class: "mute small" }, card.caution) : null,
      el("ol", {}, card.steps.map((step) => el("li", {}, step.text))),
      card.runnable ? button(say("start_run"), () => start(here, card), "btn") : null)));
  const search = el("div", { class: "field" }, el("label", { class: "label", for: "find-card" }, say("search_cards")), find);
  $("card-list").replaceChildren(...(cards.length ? [search, ...list] : [el("p", { class: "empty" }, say("no_cards"))]));
  return undefined;
}

function filter(said) {
  const wanted = said.trim().toLocaleLowerCase();
  for (const one of document.querySelectorAll("[data-card]")) one.hidden = !one.dataset.card.includes(wanted);
}

async function start(here, card) {
  run = { token: newToken(), card, at: new Date().toISOString(), ticks: {}, words: "", why: "" };
  await keepRun(here);
  showRun(here);
}

/** What is ticked is kept at once: a battery that runs out takes nothing with it. */
async function keepRun(here) {
  await store.put("drafts", { owner: `${here.vault.owner}/run`, sealed: await here.vault.seal(run, "run") });
}

export async function takeRun(here) {
  const kept = await store.get("drafts", `${here.vault.owner}/run`);
  run = kept ? await here.vault.unseal(kept.sealed, "run") : null;
}

export function forgetRun() {
  run = null;
}

function showRun(here) {
  const { card } = run;
  const done = () => Object.keys(run.ticks).length;
  const count = el("p", { role: "status" }, say("ticks", { n: done(), of: card.steps.length }));
  const why = el("input", { id: "run-why", maxlength: 300, autocomplete: "off", input: () => { run.why = why.value; keepRun(here); } });
  why.value = run.why;
  const whyField = el("div", { class: "field", hidden: done() === card.steps.length }, el("label", { class: "label", for: "run-why" }, say("why_open")), why);
  const step = (one) => {
    const time = el("time", {}, run.ticks[one.id] ? when(run.ticks[one.id]) : "");
    const box = el("input", { type: "checkbox", id: `s-${one.id}`, checked: Boolean(run.ticks[one.id]), change: async () => {
      if (box.checked) run.ticks[one.id] = new Date().toISOString();
      else delete run.ticks[one.id];
      time.textContent = box.checked ? when(run.ticks[one.id]) : "";
      count.textContent = say("ticks", { n: done(), of: card.steps.length });
      whyField.hidden = done() === card.steps.length;
      await keepRun(here);
    } });
    return el("li", { class: "choice" }, box, el("label", { for: `s-${one.id}` }, one.text, " ", time));
  };
  $("card-list").replaceChildren(
    el("h3", { tabindex: "-1", id: "h-run" }, card.title), el("p", { class: "mute" }, `${say("running")}: ${when(run.at)}`), count,
    el("ol", { class: "off-steps" }, card.steps.map(step)), whyField,
    el("p", { class: "cluster" }, button(say("end_run"), () => end(here), "btn"), button(say("drop"), () => dropRun(here), "btn btn-link")));
  $("h-run").focus();
}

async function end(here) {
  const { token, card, at, ticks, why } = run;
  if (Object.keys(ticks).length < card.steps.length && !why.trim()) {
    $("run-why").setAttribute("aria-invalid", "true");
    return $("run-why").focus();
  }
  const item = {
    at, ended: new Date().toISOString(), typed: false, off: here.vault.record.off ?? 0,
    values: { procedure: card.procedure, version: card.version, about: "", words: "", why_open: why.trim(), ticks: Object.entries(ticks).map(([step, moment]) => ({ step, at: moment })) },
  };
  await keepItem(here, { token, kind: "run", item, title: card.title });
  await dropRun(here);
  return here.kept(say("run_kept"));
}

async function dropRun(here) {
  run = null;
  await store.drop("drafts", `${here.vault.owner}/run`);
  showCards(here);
}
