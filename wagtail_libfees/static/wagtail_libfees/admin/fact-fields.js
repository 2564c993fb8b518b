/* Facts in plain text fields: a button after the field, and the list when `{` is typed. */
(function () {
  "use strict";

  /* Give a button the name of its field: a page has one button for each field. */
  window.libfeesFacts.nameAfterField = (button, field) => {
    const label =
      field.labels?.[0] ||
      field.closest(".w-field__wrapper")?.querySelector(":scope > .w-field__label") ||
      field.closest(".w-panel")?.querySelector("[data-panel-heading-text], .w-panel__heading");
    const name = label?.textContent.replace("*", "").replace(/\s+/g, " ").trim();
    if (name) button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  };

  class FactFieldController extends window.StimulusModule.Controller {
    connect() {
      this.field = this.element.matches("input, textarea")
        ? this.element
        : this.element.querySelector("input[type=text], textarea");
      if (!this.field || this.button) return;
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.className = "libfees-fact-button";
      this.button.textContent = window.libfeesFacts.words().button;
      this.onClick = () => this.ask({});
      this.onKey = (event) => {
        if (event.key !== "{" || event.isComposing) return;
        event.preventDefault();
        this.ask({ typed: true });
      };
      this.button.addEventListener("click", this.onClick);
      this.field.addEventListener("keydown", this.onKey);
      this.field.after(this.button);
      window.libfeesFacts.nameAfterField(this.button, this.field);
    }

    disconnect() {
      if (!this.button) return;
      this.field.removeEventListener("keydown", this.onKey);
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
})();
