// Sending what waits: items without a picture in batches, those with one alone, a few requests at a time. Each item has
// its own answer; one that is refused stays with the words of the server, and the others go on. The server keeps each
// token once, so that what was sent and not answered may be sent again.
import * as net from "./net.js";
import * as store from "./store.js";

const BATCH = 20;
const TEXT = 150e3;
const AT_ONCE = 3;

/** Send what waits. {state, sent, notes}; state "ok", "busy", "other", or what the network said. */
export async function send(vault, progress) {
  const alone = (act) => (navigator.locks ? navigator.locks.request(`senim-send-${vault.owner}`, { ifAvailable: true }, act) : act(true));
  return alone((lock) => (lock ? run(vault, progress) : { state: "busy", sent: 0, notes: [] }));
}

async function run(vault, progress) {
  const who = await net.session();
  if (who.state !== "ok") return { state: who.state, sent: 0, notes: [] };
  if (who.data.owner !== vault.owner) return { state: "other", sent: 0, notes: [] };
  await remember(vault, who.off);
  const rows = (await store.items(vault.owner)).filter((row) => row.state === "waiting");
  const done = { state: "ok", sent: 0, notes: [], of: rows.length, seen: 0 };
  const groups = await grouped(vault, rows);
  const worker = async () => {
    while (groups.length && done.state === "ok") {
      await sendGroup(vault, groups.shift(), groups, done);
      progress(done.seen, done.of);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await net.contact(vault.record.mark, await store.count(vault.owner));
  return done;
}

async function remember(vault, off) {
  vault.record.off = off;
  await store.put("vaults", vault.record);
}

/** What goes in one request: {rows, bodies, photos}. */
async function grouped(vault, rows) {
  const groups = [];
  let open = null;
  for (const row of rows) {
    const body = await vault.unseal(row.sealed, row.token);
    const photo = body.photo ? await store.get("photos", row.token) : null;
    const length = JSON.stringify(body).length;
    if (photo) {
      const bytes = await vault.unsealBytes(photo.sealed, `photo-${row.token}`);
      groups.push({ rows: [row], bodies: [body], photos: [[row.token, new Blob([bytes], { type: "image/jpeg" })]] });
    } else if (open && open.rows.length < BATCH && open.length + length < TEXT) {
      open.rows.push(row);
      open.bodies.push(body);
      open.length += length;
    } else {
      open = { rows: [row], bodies: [body], photos: [], length };
      groups.push(open);
    }
  }
  return groups;
}

const outgoing = (row, body) => ({ token: row.token, kind: row.kind, ...body.item, choices: body.choices ?? {} });

async function sendGroup(vault, group, groups, done) {
  const items = group.rows.map((row, index) => outgoing(row, group.bodies[index]));
  const key = await vault.unseal(vault.record.secret, "secret");
  const found = await net.items(key, vault.owner, items, group.photos);
  if (found.state === "ok") {
    const answers = new Map(found.data.answers.map((one) => [one.token, one]));
    for (const [index, row] of group.rows.entries()) await settle(vault, row, group.bodies[index], answers.get(row.token), done);
  } else if (found.state === "refused" && found.status !== 409 && group.rows.length > 1) {
    // The sending as a whole was refused: each item alone, so that one cannot hold the others.
    for (const [index, row] of group.rows.entries()) groups.push({ rows: [row], bodies: [group.bodies[index]], photos: [] });
  } else if (found.state === "refused" && found.status !== 409) {
    await settle(vault, group.rows[0], group.bodies[0], { answer: "refused", ...found.data }, done);
  } else {
    done.state = found.state === "refused" ? found.data.code : found.state;
    done.words = found.data?.words;
  }
}

/** Do what the server answered to one item. */
async function settle(vault, row, body, answer, done) {
  done.seen += 1;
  if (!answer) return;
  if (answer.answer === "kept" || answer.answer === "known") {
    await store.dropItem(row.token);
    done.sent += 1;
    if (answer.words.length > 40) done.notes.push(answer.words);
    return;
  }
  const state = answer.code === "fault" ? "waiting" : answer.answer;
  const sealed = await vault.seal({ ...body, answer, choices: {} }, row.token);
  await store.putItem({ ...row, state, sealed });
}
