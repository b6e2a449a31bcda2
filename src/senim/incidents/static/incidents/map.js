// The map to move: hexagons of the selection over our own beats, and single events for whoever may see them.
// Leaflet is fetched only when the map is asked for. The drawing and the list stay: this is an extra.

const css = () => getComputedStyle(document.documentElement);
const colour = (name) => css().getPropertyValue(name).trim();
const TONES = { new: "--ochre-band", lasting: "--bad", former: "--mute" };
let loading;

function load(script, sheet) {
  loading = loading || new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
    document.head.append(Object.assign(document.createElement("script"), { src: script, onload: done, onerror: failed }));
  });
  return loading.catch((error) => { loading = null; throw error; });
}

function label(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

// A class has its own colour, a surface no lines between its pieces, a hexagon a thin one.
function shade({ step, sort, flat }) {
  if (sort) return { color: colour("--edge"), weight: 1, fillColor: colour(TONES[sort] || "--sky"), fillOpacity: 0.6 };
  return { stroke: !flat, color: colour("--paper"), weight: 1, fillColor: colour("--sky"), fillOpacity: 0.12 + 0.15 * step };
}

async function draw(box) {
  const given = await fetch(box.dataset.shapes);
  const data = given.ok ? await given.json() : null;
  if (!data?.features.length) return;
  await load(box.dataset.leaflet, box.dataset.leafletCss);
  const L = window.L;
  const canvas = box.querySelector("[data-canvas]");
  canvas.hidden = false;
  const map = L.map(canvas, { preferCanvas: true, attributionControl: false, zoomAnimation: false, fadeAnimation: false });
  const hexes = L.geoJSON(data, {
    style: ({ properties }) => shade(properties),
    onEachFeature: ({ properties }, layer) => layer.bindTooltip(label(properties.label ?? String(properties.n))),
  });
  const base = L.geoJSON(null, {
    style: ({ properties }) => ({ color: colour("--edge"), weight: properties.kind === "beat" ? 2 : 1, fill: false }),
    pointToLayer: (feature, at) => L.circleMarker(at, { radius: 4, color: colour("--edge") }),
    interactive: false,
  }).addTo(map);
  hexes.addTo(map);
  // What the drawing shows, too: most of the events, or all of them.
  const [west, south, east, north] = data.bbox;
  map.fitBounds([[south, west], [north, east]]);
  const fill = async () => {
    const answer = await fetch(`${box.dataset.base}?box=${map.getBounds().toBBoxString()}`);
    if (!answer.ok) return;
    base.clearLayers();
    base.addData(await answer.json());
  };
  map.on("moveend", () => fill().catch(() => {}));
  await fill().catch(() => {});
  const points = box.querySelector("[data-points]");
  if (points) await addPoints(L, map, box, points);
  canvas.focus({ preventScroll: true });
}

async function addPoints(L, map, box, button) {
  let layer;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (layer) { layer.remove(); layer = null; button.setAttribute("aria-pressed", "false"); return; }
    const answer = await fetch(button.dataset.points);
    if (!answer.ok) return;
    layer = L.geoJSON(await answer.json(), {
      pointToLayer: ({ properties }, at) => L.circleMarker(at, { radius: 3, weight: 1, color: colour("--ink"), fillColor: colour("--ochre-band"), fillOpacity: 0.8 })
        .bindTooltip(label(`${properties.kind}, ${properties.at.replace("T", " ")}`)),
    }).addTo(map);
    button.setAttribute("aria-pressed", "true");
  });
}

function setUp(root) {
  root.querySelectorAll("[data-incident-map]").forEach((box) => {
    if (box.dataset.ready) return;
    box.dataset.ready = "1";
    const button = box.querySelector("[data-open]");
    button.hidden = false;
    button.addEventListener("click", () => { button.hidden = true; draw(box).catch(() => { button.hidden = false; }); });
  });
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.detail.elt));
