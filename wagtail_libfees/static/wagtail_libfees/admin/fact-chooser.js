/* The list of facts, as a dialog with a search field and a list box. One for the whole page. */
(function () {
  "use strict";

  const { words, element, facts, wordsOf, fold } = window.libfeesFacts;

  function build() {
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
    /* Where the value of the fact that is pointed at is changed. */
    const place = element("p", { class: "libfees-facts-place" });
    const close = element("button", { type: "button", class: "button button-secondary" }, words.close);
    dialog.append(
      element("h2", { id: "libfees-facts-title", class: "w-h3" }, words.title),
      search,
      status,
      list,
      place,
      close,
    );
    document.body.append(dialog);
    return { dialog, search, list, status, place, close };
  }

  function option(fact) {
    const item = element("li", { role: "option", id: `libfees-fact-${fact.name}`, "aria-selected": "false" });
    item.dataset.name = fact.name;
    item.append(
      element("span", { class: "libfees-facts-label" }, fact.label),
      element("code", {}, `{${fact.name}}`),
      element("span", { class: "libfees-facts-value" }, fact.value || words.noValue),
    );
    return item;
  }

  /* Ask for a fact. Calls `done(text)` once: with the braces, or with null if none was chosen.
     `typed`: a brace was typed. Who goes on typing and wants no fact gets all of it in the text.
     `at`: the name of the fact that is pointed at first. */
  window.libfeesFacts.open = (done, { typed = false, at = "" } = {}) => {
    const { dialog, search, list, status, place, close } = build();
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    let known = [];
    let chosen = null;
    let active = -1;
    let after = "";

    function point(index) {
      const items = list.children;
      if (!items.length) return;
      active = (index + items.length) % items.length;
      Array.from(items).forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
      search.setAttribute("aria-activedescendant", items[active].id);
      place.replaceChildren(window.libfeesFacts.placeOf(known.find((fact) => fact.name === items[active].dataset.name)));
      items[active].scrollIntoView({ block: "nearest" });
    }

    /* The focus goes back, and with it the selection: rich text reads it with the next key. */
    function shut(event) {
      event?.preventDefault();
      dialog.close();
      if (range && document.activeElement.isContentEditable) {
        selection.removeAllRanges();
        selection.addRange(range);
      }
    }

    function take(item) {
      chosen = `{${item.dataset.name}}`;
      shut();
    }

    /* What is typed as in the text itself: the brace that ends a name, or a second one before it. */
    function isTypedOn(key) {
      if (!typed || !(key === "}" || (key === "{" && search.value === ""))) return false;
      const asked = fold(search.value);
      const meant = known.find((fact) => fact.name === asked || fold(fact.label) === asked);
      if (key === "}" && meant) chosen = `{${meant.name}}`;
      else after = key;
      shut();
      return true;
    }

    async function show() {
      try {
        known = await facts();
      } catch (error) {
        status.textContent = words.failed;
        return;
      }
      const asked = fold(search.value);
      const found = known.filter((fact) => fold(wordsOf(fact)).includes(asked));
      list.replaceChildren(...found.map(option));
      status.textContent = found.length ? "" : words.empty;
      search.removeAttribute("aria-activedescendant");
      place.replaceChildren();
      const first = asked ? -1 : found.findIndex((fact) => fact.name === at);
      point(Math.max(0, first));
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
    close.addEventListener("click", shut);
    dialog.addEventListener("cancel", shut);
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(chosen || (typed ? `{${search.value}${after}` : null));
    });
    dialog.showModal();
    search.focus();
    show();
  };
})();
