// Keeps the findings true while one types, and leads from a finding to its field. Asks only while
// somebody can see the answer, and only when something is other than it was when last asked.
// Without this script the findings are those of the saved draft.
(() => {
  const PAUSE = 800;
  // Wagtail's side panel slides in; until it is there nothing in it takes the focus.
  const SLIDING = 100;
  const MOST_TRIES = 20;

  const panel = () => document.querySelector("[data-libfees-quality]");
  const overview = () => document.querySelector("[data-libfees-summary]");
  const form = () => document.querySelector("#page-edit-form");
  const toggle = () => document.querySelector("[data-side-panel-toggle='libfees-quality']");
  const isOpen = () => toggle().getAttribute("aria-expanded") === "true";

  let asked = null;
  let timer = null;
  let request = null;
  let overviewIsSeen = false;
  let status = null;

  const state = () => {
    const data = new FormData(form());
    const pairs = [...data.entries()].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(pairs).toString();
  };

  // A screen reader hears it once, wherever it is shown.
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  // How much is left of the most that there was while somebody has worked on the page.
  const shrink = (stopping) => {
    const name = `libfees-most-${panel().dataset.url}`;
    const most = Math.max(stopping, Number(sessionStorage.getItem(name)) || 0);
    if (stopping) sessionStorage.setItem(name, most);
    else sessionStorage.removeItem(name);
    for (const bar of document.querySelectorAll("[data-libfees-left]")) {
      bar.max = most || 1;
      bar.value = stopping;
      bar.hidden = !stopping;
    }
  };

  // The list is another, but what is open stays open, and the focus where it is.
  const renew = (box, html) => {
    const folded = {};
    for (const part of box.querySelectorAll("[data-libfees-keep]")) folded[part.dataset.libfeesKeep] = part.open;
    const key = box.contains(document.activeElement) && document.activeElement.dataset.libfeesKey;
    box.innerHTML = html;
    for (const part of box.querySelectorAll("[data-libfees-keep]")) {
      if (part.dataset.libfeesKeep in folded) part.open = folded[part.dataset.libfeesKeep];
    }
    if (!key) return;
    const same = box.querySelector(`[data-libfees-key='${CSS.escape(key)}']`);
    (same || panel().querySelector("h2")).focus({ preventScroll: true });
  };

  const show = (answer) => {
    const box = panel();
    box.querySelector("[data-libfees-quality-waiting]").hidden = answer.valid;
    if (!answer.valid) {
      box.querySelector("[data-libfees-quality-unread]").innerHTML = answer.list;
      return;
    }
    renew(box.querySelector("[data-libfees-quality-list]"), answer.list);
    const causes = overview()?.querySelector("[data-libfees-causes]");
    if (causes) {
      renew(causes, answer.causes);
      if (answer.count) overview().closest("[data-panel]").hidden = false;
    }
    for (const text of document.querySelectorAll("[data-libfees-quality-summary]")) text.textContent = answer.summary;
    shrink(answer.stopping);
    say(answer.summary);
    const counter = toggle().querySelector("[data-side-panel-toggle-counter]");
    if (!counter) return;
    counter.textContent = answer.count;
    counter.hidden = answer.count === 0;
  };

  // A page that was never saved has no address yet.
  const isNew = () => !panel().dataset.url;

  const ask = async ({ unseen = false } = {}) => {
    if (isNew() || !(unseen || isOpen() || overviewIsSeen)) return;
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

  const openAt = (key) => {
    panel().closest("[data-side-panel]").dispatchEvent(new CustomEvent("open"));
    // The list may be renewed meanwhile, so the place is looked up each time.
    const goThere = (tries) => {
      const cause = document.getElementById(`libfees-cause-${key}`);
      const place = cause?.querySelector("summary") || panel().querySelector("h2");
      if (cause) cause.open = true;
      place.scrollIntoView({ block: "start" });
      place.focus({ preventScroll: true });
      if (tries && document.activeElement !== place) setTimeout(goThere, SLIDING, tries - 1);
    };
    goThere(MOST_TRIES);
  };

  // Asks the local administrator for what only the fee settings can say; the page stays open.
  const askFor = async (button) => {
    const body = new URLSearchParams({
      facts: button.dataset.libfeesAsk,
      csrfmiddlewaretoken: form().elements.csrfmiddlewaretoken.value,
    });
    button.disabled = true;
    const response = await fetch(button.dataset.url, { method: "POST", body }).catch(() => null);
    button.disabled = false;
    if (!response?.ok || response.redirected) return;
    const { told } = await response.json();
    const heading = panel().querySelector("h2");
    button.replaceWith(told);
    heading.focus({ preventScroll: true });
    say(told);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-libfees-ask]");
    if (button) askFor(button);
    const cause = event.target.closest("a[data-libfees-cause]");
    const jump = event.target.closest("a[data-libfees-jump]");
    if ((!cause && !jump) || !panel()) return;
    event.preventDefault();
    if (cause) {
      openAt(cause.dataset.libfeesCause);
      return;
    }
    const { libfeesJump: field, libfeesChild: child } = jump.dataset;
    if (window.libfeesGoThere({ anchor: jump.hash.slice(1), field, child })) return;
    say(panel().dataset.gone);
    soon();
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!panel() || !form()) return;
    status = document.createElement("div");
    status.setAttribute("role", "status");
    status.className = "w-sr-only";
    document.body.append(status);
    if (isNew()) {
      // Its first draft is there: so is the list, and the number at its button.
      const begin = () => {
        if (isNew()) return;
        document.removeEventListener("w-autosave:success", begin);
        ask({ unseen: true });
      };
      document.addEventListener("w-autosave:success", begin);
    } else {
      shrink(Number(panel().querySelector("[data-libfees-left]").getAttribute("value")));
      asked = state();
    }
    for (const name of ["input", "change", "click", "keyup"]) form().addEventListener(name, soon);
    document.addEventListener("w-unsaved:add", soon);
    panel().closest("[data-side-panel]").addEventListener("show", soon);
    // What is missing may have been filled in elsewhere, such as in the fee settings.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") asked = null;
      soon();
    });
    if (overview()) {
      new IntersectionObserver((entries) => {
        overviewIsSeen = entries.some((entry) => entry.isIntersecting);
        soon();
      }).observe(overview());
    }
  });
})();
