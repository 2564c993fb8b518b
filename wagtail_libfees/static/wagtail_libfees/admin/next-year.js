// Comfort on "Next year's rates": Enter and the arrow keys go down and up, and differences and
// findings follow what is typed. The server answers, as the buttons do; without this script the
// page is a plain form.
(() => {
  const start = () => {
    const form = document.querySelector("[data-libfees-year]");
    if (!form) return;

    // What selects a whole kind does nothing without a script.
    for (const all of form.querySelectorAll("[data-w-bulk-target=all]")) all.hidden = false;

    const press = (value) => form.querySelector(`button[name=action][value=${value}]`).click();
    const step = (from, by) => {
      const fields = [...form.querySelectorAll("[data-libfees-amount]")].filter((field) => field.checkVisibility());
      const next = fields[fields.indexOf(from) + by];
      next?.focus();
      next?.select();
    };
    form.addEventListener("keydown", (event) => {
      const { target, key } = event;
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target.closest(".libfees-year__raise-fields") && target.matches("input") && key === "Enter") {
        event.preventDefault();
        press("raise");
      }
      if (!target.matches("[data-libfees-amount]")) return;
      const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[key];
      if (!by) return;
      event.preventDefault();
      step(target, by);
    });

    let waiting = null;
    let latest = 0;
    const renew = async () => {
      const asked = ++latest;
      const typed = new FormData(form);
      typed.set("action", "check");
      try {
        const response = await fetch(location.pathname, { method: "POST", body: typed });
        if (window.libfeesSession?.ended(response, form.dataset) || !response.ok || response.redirected) return;
        const answer = new DOMParser().parseFromString(await response.text(), "text/html");
        if (asked === latest) show(answer);
      } catch {
        // The next keystroke asks again, and saving tells what is wrong.
      }
    };
    const show = (answer) => {
      for (const part of form.querySelectorAll("[data-libfees-part]")) {
        const fresh = answer.getElementById(part.id);
        if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
      }
      const lines = answer.querySelectorAll("[data-libfees-line]");
      form.querySelectorAll("[data-libfees-line]").forEach((line, i) => {
        const field = line.querySelector("[data-libfees-amount]");
        const fresh = lines[i]?.querySelector("[data-libfees-amount]");
        if (!field || field.name !== fresh?.name) return;
        if (fresh.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
        line.className = lines[i].className;
      });
    };
    form.addEventListener("input", ({ target }) => {
      if (!target.matches("[data-libfees-amount]")) return;
      clearTimeout(waiting);
      waiting = setTimeout(renew, 500);
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
