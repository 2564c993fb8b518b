// The keys of the staff guide, and “Asked again” without loading the page. Nothing is stored.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const form = document.querySelector("[data-libfees-desk]");
  const noting = document.getElementById("libfees-asked");
  const told = document.querySelector("[data-libfees-noted]");
  if (!form || !noting || !told) return;
  const field = form.elements.q;
  form.querySelector("[data-libfees-keys]").hidden = false;

  // What the arrows stop at: the cases of a referral, and the questions.
  const stops = () => [
    ...document.querySelectorAll("[data-libfees-found] summary, [data-libfees-stop]"),
  ];
  const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  const move = (event, step) => {
    const all = [field, ...stops()];
    // From a link or a button in an answer, the answer is where one stands.
    const here = event.target.closest?.("details")?.querySelector("summary") ?? event.target.closest?.("[data-libfees-stop]");
    const place = all.indexOf(event.target === field ? field : here);
    const next = all[place + step];
    if (place < 0 || !next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) && event.target !== field) return;
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "/" && event.target !== field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      scrollTo(0, 0);
    }
  });
  field.addEventListener("input", () => (told.textContent = ""));
  // A page that the browser kept for “Back” is the next colleague's: it begins anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  noting.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const data = new FormData(noting);
    data.set("q", field.value);
    data.set(button.name, button.value);
    told.textContent = "";
    try {
      const answer = await fetch(noting.action, { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      told.textContent = page.querySelector("[data-libfees-noted]").textContent;
      const now = page.querySelector(`button[value="${CSS.escape(button.value)}"] + [data-libfees-times]`);
      if (now) button.nextElementSibling.textContent = now.textContent;
    } catch {
      told.textContent = words.failed;
    }
  });
})();
