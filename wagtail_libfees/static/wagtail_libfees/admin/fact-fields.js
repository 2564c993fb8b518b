/* Facts in plain text fields: a button after the field, the list when `{` is typed, and below them
   the text as readers see it. */
(function () {
  "use strict";

  const { words, element, found, drawn, look, watch } = window.libfeesFacts;

  /* Give a button the name of its field: a page has one button for each field. */
  window.libfeesFacts.nameAfterField = (button, field) => {
    const label =
      field.labels?.[0] ||
      field.closest(".w-field__wrapper")?.querySelector(":scope > .w-field__label") ||
      field.closest(".w-panel")?.querySelector("[data-panel-heading-text], .w-panel__heading");
    const name = label?.textContent.replace("*", "").replace(/\s+/g, " ").trim();
    if (name) button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  };

  /* A line with `text()` and its facts filled in; nothing where the text has no fact. */
  function line(text, title = words.readers) {
    const made = element("p", { class: "libfees-fact-line", hidden: "" });
    const draw = () => {
      const told = text();
      made.hidden = !found(told).length;
      if (made.hidden) return made.replaceChildren();
      /* The facts are not fetched before there is one. */
      made.unwatch ||= watch(draw);
      return made.replaceChildren(element("span", {}, title), " ", ...drawn(told));
    };
    draw();
    return Object.assign(made, { draw });
  }

  class FactFieldController extends window.StimulusModule.Controller {
    connect() {
      this.field = this.element.matches("input, textarea")
        ? this.element
        : this.element.querySelector("input[type=text], textarea");
      if (!this.field || this.button) return;
      this.button = element("button", { type: "button", class: "libfees-fact-button" }, words.button);
      this.onClick = () => this.ask({});
      this.onKey = (event) => {
        if (event.key !== "{" || event.isComposing) return;
        event.preventDefault();
        this.ask({ typed: true });
      };
      this.button.addEventListener("click", this.onClick);
      this.field.addEventListener("keydown", this.onKey);
      this.line = line(() => this.field.value);
      this.field.addEventListener("input", this.line.draw);
      this.field.after(this.button, this.line);
      window.libfeesFacts.nameAfterField(this.button, this.field);
    }

    disconnect() {
      if (!this.button) return;
      this.field.removeEventListener("keydown", this.onKey);
      this.field.removeEventListener("input", this.line.draw);
      this.line.unwatch?.();
      this.line.remove();
      this.button.remove();
      this.button = null;
    }

    /* Put the chosen fact, or what was typed, where the cursor is. */
    ask(options) {
      const { selectionStart, selectionEnd } = this.field;
      window.libfeesFacts.open((text) => {
        this.field.focus();
        if (!text) return;
        this.field.setRangeText(text, selectionStart, selectionEnd, "end");
        this.field.dispatchEvent(new Event("input", { bubbles: true }));
        this.field.dispatchEvent(new Event("change", { bubbles: true }));
      }, options);
    }
  }

  window.wagtail.app.register("libfees-fact-field", FactFieldController);

  /* wagtail-localize draws its editor of translations itself: each source text with a fact gets a
     line of its own, and the field of the translation what every field has. A translation that
     would lack a fact is not sent. */
  function tellInTranslations(translations) {
    translations.querySelectorAll("textarea:not([data-controller])").forEach((field) => {
      field.dataset.controller = "libfees-fact-field";
      /* It has no label of its own. */
      field.setAttribute("aria-label", field.closest("li").querySelector(":scope > p")?.textContent || "");
    });
    translations.querySelectorAll("li > p:not(.libfees-fact-line)").forEach((source) => {
      if (source.nextElementSibling?.matches(".libfees-fact-line")) return;
      if (!found(source.textContent).length) return;
      const named = () => [...namesIn(source.textContent)].map((name) => `{${name}} ${look(name).told}`);
      source.after(line(() => named().join(", "), words.facts));
    });
  }

  const namesIn = (text) => new Set(found(text).map(({ name }) => name));

  /* What is wrong with the translation in `field`; empty if nothing is, or it is taken away. */
  function faultOf(field, source) {
    if (!field.value) return "";
    const given = namesIn(field.value);
    /* A language has no use for the forms of another's grammar. */
    const plain = (name) => look(name).fact?.formOf || name;
    const kept = new Set([...given].map(plain));
    const lost = [...namesIn(source)].filter((name) => !kept.has(plain(name)));
    const unknown = [...given].filter((name) => look(name).state === "unknown");
    return [
      [words.lost, lost],
      [words.unknown, unknown],
    ]
      .filter(([, names]) => names.length)
      .map(([told, names]) => `${told} ${names.map((name) => `{${name}}`).join(", ")}.`)
      .join(" ");
  }

  function holdBack(event) {
    const segment = event.target.closest("li:has(> p)");
    const field = segment?.querySelector("textarea");
    const isClick = event.type === "click";
    if (!field || !(isClick ? event.target.closest("button") : event.key === "Enter")) return;
    segment.querySelector(".libfees-fact-fault")?.remove();
    /* Its toolbar has “Cancel” and then “Save”. */
    if (isClick && !event.target.closest("li:last-child > button")) return;
    const fault = faultOf(field, segment.querySelector(":scope > p").textContent);
    if (!fault) return;
    event.preventDefault();
    event.stopPropagation();
    field.parentNode.append(element("p", { class: "libfees-fact-fault", role: "alert" }, fault));
    field.focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const translations = document.querySelector(".js-translation-editor");
    if (!translations) return;
    const watched = new MutationObserver(() => tellInTranslations(translations));
    watched.observe(translations, { childList: true, subtree: true });
    ["click", "keydown"].forEach((type) => translations.addEventListener(type, holdBack, true));
  });
})();
