/* The list of facts, as a dialog with a search field and a list box. One for the whole page. */
(function () {
  "use strict";

  const config = () => JSON.parse(document.getElementById("libfees-facts-config").textContent);
  let known = null;

  function element(name, attributes, text) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    if (text) made.textContent = text;
    return made;
  }

  async function facts() {
    if (known === null) {
      const { url } = config();
      const address = `${url}?at=${encodeURIComponent(window.location.pathname)}`;
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(response.statusText);
      known = (await response.json()).facts;
    }
    return known;
  }

  function build(words) {
    const dialog = element("dialog", { class: "libfees-facts", "aria-labelledby": "libfees-facts-title" });
    const search = element("input", {
      type: "text",
      class: "libfees-facts-search",
      role: "combobox",
      autocomplete: "off",
      "aria-label": words.search,
      "aria-expanded": "true",
      "aria-controls": "libfees-facts-list",
      "aria-autocomplete": "list",
      placeholder: words.search,
    });
    const list = element("ul", {
      id: "libfees-facts-list",
      class: "libfees-facts-list",
      role: "listbox",
      "aria-label": words.title,
    });
    const status = element("p", { class: "libfees-facts-status", role: "status" });
    const close = element("button", { type: "button", class: "button button-secondary" }, words.close);
    dialog.append(
      element("h2", { id: "libfees-facts-title", class: "w-h3" }, words.title),
      search,
      status,
      list,
      close,
    );
    close.addEventListener("click", () => dialog.close());
    document.body.append(dialog);
    return { dialog, search, list, status };
  }

  function option(fact, words) {
    const item = element("li", { role: "option", id: `libfees-fact-${fact.name}`, "aria-selected": "false" });
    item.dataset.name = fact.name;
    item.append(
      element("span", { class: "libfees-facts-label" }, fact.label),
      element("code", {}, `{${fact.name}}`),
      element("span", { class: "libfees-facts-value" }, fact.value || words.missing),
    );
    return item;
  }

  /* Ask for a fact. Calls `done(text)` once: with the braces, or with null if none was chosen.
     `typed`: a brace was typed. Who goes on typing and wants no fact gets all of it in the text. */
  function open(done, { typed = false } = {}) {
    const { words } = config();
    const { dialog, search, list, status } = build(words);
    let chosen = null;
    let active = -1;
    let after = "";

    function point(index) {
      const items = list.children;
      if (!items.length) return;
      active = (index + items.length) % items.length;
      Array.from(items).forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
      search.setAttribute("aria-activedescendant", items[active].id);
      items[active].scrollIntoView({ block: "nearest" });
    }

    function take(item) {
      chosen = `{${item.dataset.name}}`;
      dialog.close();
    }

    /* What is typed as in the text itself: the brace that ends a name, or a second one before it. */
    function isTypedOn(key) {
      if (!typed || !(key === "}" || (key === "{" && search.value === ""))) return false;
      const name = search.value.trim();
      if (key === "}" && known && known.some((fact) => fact.name === name)) chosen = `{${name}}`;
      else after = key;
      dialog.close();
      return true;
    }

    async function show() {
      let all = [];
      try {
        all = await facts();
      } catch (error) {
        status.textContent = words.failed;
        return;
      }
      const asked = search.value.trim().toLowerCase();
      const found = all.filter((fact) =>
        `${fact.name} ${fact.label} ${fact.value}`.toLowerCase().includes(asked),
      );
      list.replaceChildren(...found.map((fact) => option(fact, words)));
      status.textContent = found.length ? "" : words.empty;
      search.removeAttribute("aria-activedescendant");
      point(0);
    }

    search.addEventListener("input", show);
    search.addEventListener("keydown", (event) => {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) point(active + steps[event.key]);
      else if (event.key === "Enter" && list.children[active]) take(list.children[active]);
      else if (!isTypedOn(event.key)) return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) take(item);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(chosen || (typed ? `{${search.value}${after}` : null));
    });
    dialog.showModal();
    search.focus();
    show();
  }

  window.libfeesFacts = { open, words: () => config().words };
})();
