/* Facts in plain text fields: a button after the field, and the list when `{` is typed. */
(function () {
  "use strict";

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
