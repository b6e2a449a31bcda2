// "I am here": an extra beside the list of places and the typed address, which work without it.
for (const box of document.querySelectorAll("[data-near]")) {
  const lon = document.getElementById(box.dataset.lon);
  const lat = document.getElementById(box.dataset.lat);
  const button = box.querySelector("[data-here]");
  const line = box.querySelector("[data-say]");
  if (!lon || !lat || !button || !navigator.geolocation || !window.isSecureContext) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      lon.value = coords.longitude.toFixed(6);
      lat.value = coords.latitude.toFixed(6);
      const typed = document.querySelector('input[name="where"][value="typed"]');
      if (typed) typed.checked = true;
      line.textContent = box.dataset.found;
      box.querySelector("input")?.focus();
    }, () => { line.textContent = box.dataset.denied; }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
}
