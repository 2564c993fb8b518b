// Renews the findings in the side panel while one types, and leads from a finding to its block.
// Without this script the panel shows the findings of the saved draft.
(() => {
  const PAUSE = 800;

  const panel = () => document.querySelector("[data-libfees-quality]");
  const form = () => document.querySelector("#page-edit-form");

  let asked = null;
  let timer = null;
  let request = null;

  const state = () => {
    const data = new FormData(form());
    const pairs = [...data.entries()].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(pairs).toString();
  };

  const show = (answer) => {
    const box = panel();
    box.querySelector("[data-libfees-quality-waiting]").hidden = answer.valid;
    if (!answer.valid) return;
    box.querySelector("[data-libfees-quality-list]").innerHTML = answer.html;
    const summary = box.querySelector("[data-libfees-quality-summary]");
    // A screen reader hears it only when it is something new.
    if (summary.textContent !== answer.summary) summary.textContent = answer.summary;
    const counter = document.querySelector(
      "[data-side-panel-toggle='libfees-quality'] [data-side-panel-toggle-counter]",
    );
    if (!counter) return;
    counter.textContent = answer.count;
    counter.hidden = answer.count === 0;
  };

  const ask = async () => {
    const body = state();
    if (body === asked) return;
    asked = body;
    if (request) request.abort();
    request = new AbortController();
    try {
      const response = await fetch(panel().dataset.url, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        credentials: "same-origin",
        signal: request.signal,
      });
      if (response.ok) show(await response.json());
    } catch (error) {
      // Asked again before the answer came, or no network: the next change asks again.
      if (error.name !== "AbortError") asked = null;
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  const inside = (root, path) => path && root.querySelector(`[data-contentpath='${CSS.escape(path)}']`);

  const placeOf = (link) => {
    const block = document.getElementById(link.hash.slice(1));
    if (!block) return inside(document, link.dataset.libfeesJump);
    return inside(block, link.dataset.libfeesChild) || block;
  };

  const unfold = (place) => {
    for (let part = place; part; part = part.parentElement) {
      const toggle = part.querySelector(":scope > .w-panel__header > [data-panel-toggle]");
      if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-libfees-jump]");
    const place = link && placeOf(link);
    if (!place) return;
    event.preventDefault();
    unfold(place);
    place.scrollIntoView({ block: "center" });
    const fields = "[contenteditable=true], input:not([type=hidden]), textarea:not([hidden]), select";
    (place.querySelector(fields) || place).focus({ preventScroll: true });
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!panel() || !form()) return;
    asked = state();
    for (const name of ["input", "change", "click", "keyup"]) form().addEventListener(name, soon);
    document.addEventListener("w-unsaved:add", soon);
  });
})();
