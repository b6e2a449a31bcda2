// Keeps the page and what it is made of, and answers with it where there is no network. It never sees anybody's data:
// what a person takes along is sealed by the page, in another store, and requests for data pass by here untouched.
// KEPT stands in front, written by the server: version, shell, files, scope.
const PREFIX = "senim-offline-";
const CACHE = PREFIX + KEPT.version;

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (url.pathname === KEPT.shell) event.respondWith(kept(KEPT.shell, event.request));
    else if (url.pathname.startsWith(KEPT.scope)) event.respondWith(fetch(event.request).catch(() => kept(KEPT.shell)));
  } else if (KEPT.files.includes(url.pathname)) event.respondWith(kept(url.pathname, event.request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all([KEPT.shell, ...KEPT.files].map(async (address) => {
    if (await cache.match(address)) return;
    const answer = await fetch(address, { cache: "reload", redirect: "error" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  }));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function kept(address, request) {
  const found = await caches.match(address, { cacheName: CACHE });
  return found ?? fetch(request ?? address);
}
