// Small things of every page: leave quickly, print, copy.

const toast = document.getElementById("toast");

// --- quick exit: the button, or Esc three times within two seconds ---
const exit = document.querySelector("form[data-exit]");
function leave(event) {
  event?.preventDefault();
  document.documentElement.hidden = true;
  document.title = "…";
  try {
    Object.keys(localStorage).filter((key) => key.startsWith("senim:")).forEach((key) => localStorage.removeItem(key));
    sessionStorage.clear();
  } catch { /* nothing was kept */ }
  // keepalive: the server forgets even though the page is already gone.
  fetch(exit.action, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});
  location.replace(exit.dataset.exit);
}
if (exit) {
  let presses = [];
  exit.addEventListener("submit", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { presses = []; return; }
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length >= 3) leave();
  });
}

// --- print and copy: shown only where they can work ---
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    if (toast) {
      toast.textContent = toast.dataset.copied;
      setTimeout(() => { toast.textContent = ""; }, 4000);
    }
  });
});

// The answers of a closed <details> belong on paper too.
window.addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((box) => {
  box.open = true;
  box.dataset.reopened = "1";
}));
window.addEventListener("afterprint", () => document.querySelectorAll("details[data-reopened]").forEach((box) => {
  box.open = false;
  delete box.dataset.reopened;
}));

// With scripts the first error takes the focus even where a browser ignores autofocus.
document.getElementById("errors")?.focus();

// --- undo: the seconds that are left; when they are over the button goes and the focus is not lost with it ---
document.querySelectorAll("form[data-undo]").forEach((form) => {
  const line = form.querySelector("[data-left]");
  const end = performance.now() + Number(form.dataset.undo) * 1000;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left > 0) {
      line.textContent = line.textContent.replace(/\d+/, String(left));
      return;
    }
    clearInterval(clock);
    if (form.contains(document.activeElement)) document.getElementById("main")?.focus({ preventScroll: true });
    form.remove();
  };
  const clock = setInterval(tick, 250);
});
