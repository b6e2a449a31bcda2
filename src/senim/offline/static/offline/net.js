// Talking with the server. Every call answers {state, data}: "ok", "refused" (the server said why), "signin" (nobody is
// signed in any more), "denied", "offline" (no network, or the server is in trouble: the same call may work later).
import { known } from "./dom.js";

const { urls } = known;
let csrf = "";

async function ask(url, { method = "POST", json, form, headers = {}, seconds = 30 } = {}) {
  const given = { ...headers, Accept: "application/json" };
  if (method === "POST" && csrf) given["X-CSRFToken"] = csrf;
  if (json !== undefined) given["Content-Type"] = "application/json";
  try {
    const answer = await fetch(url, {
      method, headers: given, body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
      redirect: "manual", credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(seconds * 1000),
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "signin" };
    if (answer.status === 403) return { state: "denied" };
    if (answer.status === 413) return { state: "refused", status: 413, data: { code: "batch" } };
    if (answer.status >= 500 || !(answer.headers.get("Content-Type") ?? "").includes("json")) return { state: "offline" };
    const data = await answer.json();
    return answer.ok ? { state: "ok", data } : { state: "refused", status: answer.status, data };
  } catch {
    return { state: "offline" };
  }
}

/** Who is signed in, and how far this device's clock runs ahead of the server's (seconds). */
export async function session() {
  const before = Date.now();
  const found = await ask(urls.session, { method: "GET" });
  if (found.state === "ok") {
    csrf = found.data.csrf;
    found.off = Math.round(((before + Date.now()) / 2 - Date.parse(found.data.now)) / 1000);
  }
  return found;
}

const shown = (key) => ({ "X-Senim-Device": key });
export const register = (name) => ask(urls.device, { json: { name } });
export const contact = (mark, unsent) => ask(urls.contact, { json: { mark, unsent }, seconds: 10 });
export const bundle = (key) => ask(urls.bundle, { json: {}, headers: shown(key), seconds: 60 });

/** Send some items; photos: token -> Blob. */
export function items(key, owner, rows, photos) {
  const form = new FormData();
  form.append("items", JSON.stringify({ owner, now: new Date().toISOString(), items: rows }));
  for (const [token, blob] of photos) form.append(`photo-${token}`, blob, "photo.jpg");
  return ask(urls.items, { form, headers: shown(key), seconds: 120 });
}
