// A place from the device or from a map: extras beside the address and the list. Leaflet is fetched only when the map
// is asked for, draws on canvas, and shows our own streets and areas; no tiles from anywhere.

const num = (text) => Number(String(text).replace(",", "."));

function setUp(box) {
  const lon = document.getElementById(box.dataset.lon);
  const lat = document.getElementById(box.dataset.lat);
  if (!lon || !lat) return;
  const here = box.querySelector("[data-here]");
  const button = box.querySelector("[data-map]");
  const line = box.querySelector("[data-say]");
  const say = (name) => { line.textContent = box.dataset[name] || ""; };
  let map;
  let pin;

  const write = (x, y) => {
    lon.value = x.toFixed(6);
    lat.value = y.toFixed(6);
    lon.dispatchEvent(new Event("change", { bubbles: true }));
  };

  if (navigator.geolocation && window.isSecureContext) {
    here.hidden = false;
    here.addEventListener("click", () => {
      say("searching");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => { write(coords.longitude, coords.latitude); say("found"); map?.show(coords.latitude, coords.longitude); },
        () => say("denied"), { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
    });
  }

  button.hidden = false;
  button.addEventListener("click", async () => {
    if (map) return;
    try {
      await load(box.dataset.leaflet, box.dataset.leafletCss);
      map = await draw();
      say("help");
    } catch { say("lost"); }
  });

  async function draw() {
    const L = window.L;
    const canvas = box.querySelector("[data-canvas]");
    canvas.hidden = false;
    const known = lon.value && lat.value;
    const [x, y] = known ? [num(lon.value), num(lat.value)] : box.dataset.center.split(",").map(Number);
    const made = L.map(canvas, { preferCanvas: true, attributionControl: false, zoomAnimation: false, fadeAnimation: false });
    made.setView([y, x], known ? 17 : 14);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const base = L.geoJSON(null, {
      style: ({ properties }) => properties.kind === "street"
        ? { color: colour("--edge"), weight: 2, fill: false }
        : { color: colour("--sky"), weight: 2, fillColor: colour("--sky"), fillOpacity: 0.05 },
      pointToLayer: (feature, at) => L.circleMarker(at, { radius: 6, color: colour("--sky") }),
      onEachFeature: (feature, layer) => {
        const label = document.createElement("span");
        label.textContent = feature.properties.name || "";
        if (label.textContent) layer.bindTooltip(label);
      },
      interactive: true, bubblingMouseEvents: true,
    }).addTo(made);
    const mark = (at) => {
      pin = pin || L.circleMarker(at, { radius: 11, weight: 4, color: colour("--ink"), fillColor: colour("--ochre-band"), fillOpacity: 1 }).addTo(made);
      pin.setLatLng(at).bringToFront();
    };
    const show = (lat_, lon_) => { mark([lat_, lon_]); made.setView([lat_, lon_], 17); };
    const choose = (at) => { mark(at); write(at.lng, at.lat); say("pinned"); };
    made.on("click", (event) => choose(event.latlng));
    canvas.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === canvas) { event.preventDefault(); choose(made.getCenter()); }
    });
    let asked;
    const fill = async () => {
      const bounds = made.getBounds().pad(0.2);
      if (asked?.contains(made.getBounds())) return;
      asked = bounds;
      const answer = await fetch(`${box.dataset.base}?box=${bounds.toBBoxString()}`);
      if (!answer.ok) return;
      const data = await answer.json();
      base.clearLayers();
      base.addData(data);
      pin?.bringToFront();
    };
    made.on("moveend", () => fill().catch(() => {}));
    await fill().catch(() => {});
    if (known) mark([y, x]);
    canvas.focus({ preventScroll: true });
    return { show };
  }
}

let loading;
function load(script, sheet) {
  loading = loading || new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
    const tag = Object.assign(document.createElement("script"), { src: script, onload: done, onerror: failed });
    document.head.append(tag);
  });
  return loading.catch((error) => { loading = null; throw error; });
}

document.querySelectorAll("[data-place]").forEach(setUp);
