/* The facts of the page that is edited, their values, and how they are shown to an editor. */
(function () {
  "use strict";

  const { url, words } = JSON.parse(document.getElementById("libfees-facts-config").textContent);
  /* As `editorial.fact_text` reads them. */
  const FACT = /(?<!\{)\{([a-z][a-z0-9_]{1,49})\}(?!\})/g;
  const watchers = new Set();
  let asked = null;
  let known = null;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  const fold = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

  async function fetched() {
    const address = `${url}?at=${encodeURIComponent(window.location.pathname)}`;
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.statusText);
    const rows = (await response.json()).facts;
    known = new Map(rows.map((fact) => [fact.name, fact]));
    watchers.forEach((told) => told());
    return rows;
  }

  /* The facts, fetched once; a failure is tried again by whoever asks next. */
  function facts() {
    asked ||= fetched().catch((error) => {
      asked = null;
      throw error;
    });
    return asked;
  }

  /* Tell `told()` when the facts are there, and whenever they may have changed. */
  function watch(told) {
    watchers.add(told);
    facts().catch(() => {});
    return () => watchers.delete(told);
  }

  /* Who comes back from the settings in another window sees what was changed there. */
  window.addEventListener("focus", () => {
    if (known === null) return;
    asked = null;
    facts().catch(() => {});
  });

  /* What is known of a name in braces: its state, what to show, and what to say of it. Before the
     facts are there, and without them, a name stays as it is written. */
  function look(name) {
    const fact = known?.get(name);
    if (!known) return { state: "asked", shown: `{${name}}`, told: "" };
    if (!fact) return { state: "unknown", shown: `{${name}}`, told: `${words.unknown} {${name}}` };
    if (!fact.value) {
      return { state: "missing", shown: `${words.missing}: ${fact.label}`, told: words.noValue, fact };
    }
    return { state: "known", shown: fact.shown, told: fact.label, fact };
  }

  /* The facts in a text: where each name in braces begins and ends. */
  function found(text) {
    if (!text.includes("{")) return [];
    return Array.from(text.matchAll(FACT), (match) => ({
      name: match[1],
      start: match.index,
      end: match.index + match[0].length,
    }));
  }

  /* Where the value of `fact` is changed: a link, or whom to ask. */
  function placeOf(fact) {
    if (!fact) return "";
    if (!fact.url) return element("span", {}, `${words.place} ${fact.place}. ${words.ask}`);
    /* A field of the form that is open needs no second window. */
    const address = new URL(fact.url, window.location.href);
    const isHere = address.pathname === window.location.pathname;
    const leads = isHere ? { href: address.hash || "#" } : { href: fact.url, target: "_blank" };
    const link = element("a", leads, fact.place);
    return element("span", {}, `${words.change} `, link, isHere ? "" : ` ${words.window}`);
  }

  /* Say beside `chip` what the fact is, its value, and where that is changed. */
  function tell(name, chip) {
    const { fact, shown, told, state } = look(name);
    const close = element("button", { type: "button", class: "button button-small button-secondary" }, words.close);
    const card = element(
      "div",
      { class: "libfees-fact-card", popover: "auto", role: "dialog", "aria-label": fact?.label || shown },
      element("strong", {}, fact?.label || shown),
      element("p", {}, state === "known" ? fact.value : told),
      element("p", {}, placeOf(fact)),
      close,
    );
    document.body.append(card);
    /* Rich text keeps Escape for itself, and on a phone Wagtail leaves the field with it. */
    const leave = (event) => {
      if (event.key === "Escape") event.stopPropagation();
      else if (card.contains(event.target)) return;
      card.hidePopover();
    };
    document.addEventListener("keydown", leave, true);
    card.addEventListener("toggle", (event) => {
      if (event.newState !== "closed") return;
      document.removeEventListener("keydown", leave, true);
      card.remove();
    });
    close.addEventListener("click", () => card.hidePopover());
    card.showPopover();
    const box = chip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    card.style.insetInlineStart = `${Math.max(8, Math.min(box.left, room))}px`;
    const below = box.bottom + 6 + card.offsetHeight < window.innerHeight;
    card.style.insetBlockStart = `${below ? box.bottom + 6 : Math.max(8, box.top - 6 - card.offsetHeight)}px`;
    return card;
  }

  /* `text` with a button for each fact, which tells of it. */
  function drawn(text) {
    const parts = [];
    let place = 0;
    found(text).forEach(({ name, start, end }) => {
      const { state, shown, told } = look(name);
      const chip = element("button", { type: "button", class: "libfees-fact", "data-state": state, title: told }, shown);
      chip.addEventListener("click", () => tell(name, chip).querySelector("a, button").focus());
      parts.push(text.slice(place, start), chip);
      place = end;
    });
    return [...parts, text.slice(place)];
  }

  window.libfeesFacts = {
    words,
    element,
    fold,
    facts,
    watch,
    look,
    found,
    placeOf,
    tell,
    drawn,
    wordsOf: (fact) => `${fact.name} ${fact.label} ${fact.value}`,
  };
})();
