// HTMX pages: what changed is told and gets the focus; what failed is said and nothing is thrown away.

const toast = document.getElementById("toast");
const tell = (text) => { if (toast) toast.textContent = text || ""; };

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
});

document.addEventListener("htmx:beforeRequest", () => tell(""));

// A form that was refused comes back with 4xx and its errors in place: show it. Other failures are a sentence.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const html = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/html");
  if (xhr.status === 422 && html) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
  tell(plain ? xhr.responseText : toast?.dataset.refused);
});
document.addEventListener("htmx:sendError", () => tell(toast?.dataset.lost));
document.addEventListener("htmx:timeout", () => tell(toast?.dataset.lost));

// Focus: the part that asks for it (autofocus or data-focus), else the swapped part itself where the focus was lost.
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  if (!(part instanceof HTMLElement) || !part.isConnected) return;
  part.dataset.changed = "";
  setTimeout(() => delete part.dataset.changed, 1600);
  const wanted = part.matches("[data-focus]") ? part : part.querySelector("[data-focus], [autofocus]");
  const lost = !document.activeElement || document.activeElement === document.body;
  const goal = wanted || (lost ? part : null);
  if (goal) {
    if (goal.tabIndex < 0) goal.tabIndex = -1;
    goal.focus({ preventScroll: !wanted });
  }
  if (!part.closest("[aria-live]") && !wanted) tell(part.dataset.said || "");
});
