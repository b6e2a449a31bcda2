// The place of a problem drawn on a map: corners by mouse, finger or keyboard, written as lines of "latitude, longitude"
// into the field that also serves without a script. Leaflet is fetched only when the map is asked for; no tiles.

const MOST = 100;
let loading;

function load(script, sheet) {
  loading = loading || new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
    document.head.append(Object.assign(document.createElement("script"), { src: script, onload: done, onerror: failed }));
  });
  return loading.catch((error) => { loading = null; throw error; });
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function corners(text) {
  return text.split("\n").map((line) => (line.match(/-?\d+(?:[.,]\d+)?/g) || []).map((one) => Number(one.replace(",", "."))))
    .filter((pair) => pair.length === 2 && Math.abs(pair[0]) <= 90 && Math.abs(pair[1]) <= 180);
}

function setUp(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const field = document.getElementById(box.dataset.draw);
  const part = (name) => box.querySelector(`[data-${name}]`);
  const [open, undo, clear, canvas] = ["open", "undo", "clear", "canvas"].map(part);
  const told = () => part("measured").firstElementChild?.dataset || {};
  let points = corners(field.value);
  let map;
  let shape;
  let pins = [];

  const write = () => {
    field.value = points.map(([lat, lon]) => `${lat.toFixed(6)}, ${lon.toFixed(6)}`).join("\n");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const changed = () => { draw(); write(); };
  const add = ({ lat, lng }) => { if (points.length < MOST) { points.push([lat, lng]); changed(); } };
  const drop = (at = points.length - 1) => { if (points.length) { points.splice(at, 1); changed(); } };

  function draw() {
    shape.setLatLngs(points);
    pins.forEach((pin) => pin.remove());
    pins = points.map(pin);
    undo.disabled = clear.disabled = !points.length;
  }

  function pin(at, place) {
    const made = window.L.marker(at, {
      draggable: true, autoPan: true, title: `${box.dataset.corner} ${place + 1}`, alt: `${box.dataset.corner} ${place + 1}`,
      icon: window.L.divIcon({ className: "corner", iconSize: [28, 28] }),
    }).addTo(map);
    const moved = () => { const { lat, lng } = made.getLatLng(); points[place] = [lat, lng]; };
    made.on("drag", () => { moved(); shape.setLatLngs(points); });
    made.on("dragend", () => { moved(); write(); });
    made.getElement().addEventListener("keydown", (event) => {
      const step = { ArrowUp: [0, -4], ArrowDown: [0, 4], ArrowLeft: [-4, 0], ArrowRight: [4, 0] }[event.key];
      if (step) {
        made.setLatLng(map.layerPointToLatLng(map.latLngToLayerPoint(made.getLatLng()).add(step)));
        moved(); shape.setLatLngs(points); write();
      } else if (event.key === "Delete" || event.key === "Backspace") { drop(place); canvas.focus(); } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return made;
  }

  async function start() {
    await load(box.dataset.leaflet, box.dataset.leafletCss);
    const L = window.L;
    canvas.hidden = part("help").hidden = undo.hidden = clear.hidden = false;
    map = L.map(canvas, { preferCanvas: true, attributionControl: false, zoomAnimation: false, fadeAnimation: false, doubleClickZoom: false });
    shape = L.polygon(points, { color: colour("--ink"), weight: 3, fillColor: colour("--ochre-band"), fillOpacity: 0.25, interactive: false }).addTo(map);
    frame(L);
    const base = L.geoJSON(null, {
      style: ({ properties }) => ({ color: colour("--edge"), weight: properties.kind === "beat" ? 2 : 1, fill: false }),
      pointToLayer: (feature, at) => L.circleMarker(at, { radius: 4, color: colour("--edge") }),
      interactive: false,
    }).addTo(map);
    const heat = L.geoJSON(null, {
      style: ({ properties }) => ({ color: colour("--paper"), weight: 1, fillColor: colour("--sky"), fillOpacity: 0.08 + 0.1 * properties.step }),
      interactive: false,
    }).addTo(map);
    const fill = async (layer, address) => {
      const answer = await fetch(address);
      if (!answer.ok) return null;
      const data = await answer.json();
      layer.clearLayers();
      layer.addData(data);
      shape.bringToFront();
      return data;
    };
    const around = () => fill(base, `${box.dataset.base}?box=${map.getBounds().toBBoxString()}`).catch(() => {});
    map.on("moveend", around);
    map.on("click", ({ latlng }) => add(latlng));
    canvas.addEventListener("keydown", (event) => {
      if (event.target !== canvas) return;
      if (event.key === "Enter") add(map.getCenter());
      else if (event.key === "Backspace" || event.key === "Delete") drop();
      else return;
      event.preventDefault();
    });
    draw();
    canvas.focus({ preventScroll: true });
    await around();
    const crowd = told().shapes ? await fill(heat, told().shapes).catch(() => null) : null;
    // Where most of the events lie, unless somebody has begun to draw elsewhere meanwhile.
    if (crowd?.features.length && !points.length) map.fitBounds([[crowd.bbox[1], crowd.bbox[0]], [crowd.bbox[3], crowd.bbox[2]]]);
    box.dataset.drawn = "1";
  }

  function frame(L) {
    if (points.length > 1) { map.fitBounds(L.latLngBounds(points).pad(0.6)); return; }
    const [west, south, east, north] = (told().box || "").split(",").map(Number);
    if (north) map.fitBounds([[south, west], [north, east]]);
    else map.setView(points[0] || [51.13, 71.43], 14);
  }

  open.hidden = false;
  open.addEventListener("click", () => {
    open.hidden = true;
    start().catch(() => { const line = part("say"); line.textContent = box.dataset.lost; line.hidden = open.hidden = false; });
  });
  undo.addEventListener("click", () => drop());
  clear.addEventListener("click", () => { points = []; changed(); });
  field.addEventListener("input", () => { points = corners(field.value); if (map) draw(); });
}

document.querySelectorAll("[data-draw]").forEach(setUp);
