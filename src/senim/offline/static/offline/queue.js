// What is not sent yet: each entry with its state, what the server said of it, and what can be done.
import { $, button, el, facts, say, tag, tell, when } from "./dom.js";
import * as store from "./store.js";

const KINDS = { waiting: "info", refused: "bad", asks: "warn" };

/** Show how many wait, on the tab. */
export async function countWaiting(vault) {
  const n = await store.count(vault.owner);
  $("count").hidden = n === 0;
  $("count").textContent = n;
  $("count").dataset.kind = "warn";
  $("count").setAttribute("aria-label", say("unsent", { n }));
  $("forget").textContent = say("forget_sure", { n });
  return n;
}

export async function showQueue(here) {
  const rows = await store.items(here.vault.owner);
  const shown = [];
  for (const row of rows) shown.push(card(here, row, await here.vault.unseal(row.sealed, row.token)));
  $("queue-list").replaceChildren(...(shown.length ? [el("p", {}, say("unsent", { n: rows.length })), ...shown] : [el("p", { class: "empty" }, say("empty_queue"))]));
  $("send").disabled = rows.length === 0;
  await countWaiting(here.vault);
}

function card(here, row, body) {
  const { item, answer } = body;
  const title = row.kind === "visit" ? item.values.place : body.title;
  return el("article", { class: "card off-item", "data-token": row.token, "data-state": row.state },
    el("h3", {}, title, " ", tag(say(`state_${row.state}`), KINDS[row.state])),
    el("p", { class: "mute" }, `${say(`kind_${row.kind}`)}, ${when(item.at)}`, body.photo ? `, ${say("photo")}` : ""),
    row.kind === "visit" && item.values.words ? el("p", {}, item.values.words) : null,
    answer?.words ? el("p", { class: row.state === "refused" ? "error-text" : "" }, answer.words) : null,
    answer?.versions?.length ? el("div", { class: "off-versions" }, answer.versions.map((one) => el("div", {}, el("h4", {}, one.title), facts(one.rows)))) : null,
    el("p", { class: "cluster" },
      (answer?.options ?? []).map((option) => button(option.words, () => choose(here, row, body, option.choice), "btn")),
      row.kind === "visit" ? button(say("mend"), () => here.mend(row, body)) : null,
      remover(here, row)));
}

/** Delete asks once more, on the same button. */
function remover(here, row) {
  const one = button(say("drop"), async () => {
    if (one.dataset.sure) {
      await store.dropItem(row.token);
      await showQueue(here);
      $("h-queue").focus();
    } else {
      one.dataset.sure = "yes";
      one.textContent = say("drop_sure");
      one.className = "btn btn-bad";
    }
  }, "btn btn-link");
  return one;
}

/** The answer to a question of the server goes with the item when it is sent again; or the item goes. */
async function choose(here, row, body, choice) {
  if (choice.drop) await store.dropItem(row.token);
  else {
    const sealed = await here.vault.seal({ ...body, choices: { ...body.asked, ...choice }, asked: { ...body.asked, ...choice }, answer: null }, row.token);
    await store.putItem({ ...row, state: "waiting", sealed });
  }
  tell("");
  await showQueue(here);
  $("h-queue").focus();
  await here.send();
}
