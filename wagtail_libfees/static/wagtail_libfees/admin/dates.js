// Shows beside a date or time how the server understands it, and offers the browser's calendar.
// What is not understood stays as it was typed, and is marked. Without this script the server reads
// the same texts when the form is sent.
(() => {
  // While one types, an answer is worth waiting for; a form that opens asks for all its fields once.
  const PAUSE = 250;
  const LONGEST = 80;

  let waiting = [];
  let timer = null;

  const send = async () => {
    const asked = waiting;
    waiting = [];
    const query = new URLSearchParams();
    asked.forEach(({ text, reads }) => {
      query.append("text", text.slice(0, LONGEST));
      query.append("reads", reads);
    });
    let answers = [];
    try {
      const response = await fetch(`${asked[0].url}?${query}`, { credentials: "same-origin" });
      if (response.ok) ({ answers } = await response.json());
    } catch {
      // No network: nothing is said, and the server reads the text when the form is sent.
    }
    asked.forEach(({ answered }, index) => answered(answers[index] || null));
  };

  const ask = (question) =>
    new Promise((answered) => {
      waiting.push({ ...question, answered });
      if (waiting.length >= 40) {
        clearTimeout(timer);
        send();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => waiting.length && send(), 10);
    });

  class DateController extends window.StimulusModule.Controller {
    static values = { reads: String, url: String, past: Boolean, calendar: String };

    connect() {
      if (this.hint) return;
      this.hint = document.createElement("span");
      this.hint.className = "libfees-date-hint";
      this.hint.id = `${this.element.id || this.element.name}-libfees-understood`;
      this.hint.setAttribute("role", "status");
      const described = this.element.getAttribute("aria-describedby");
      this.element.setAttribute("aria-describedby", [described, this.hint.id].filter(Boolean).join(" "));
      this.element.after(this.hint);
      if (this.readsValue === "date" && HTMLInputElement.prototype.showPicker) this.addCalendar();
      this.onInput = () => this.soon();
      this.onLeave = () => this.read({ left: true });
      this.element.addEventListener("input", this.onInput);
      this.element.addEventListener("change", this.onLeave);
      // In a block, Wagtail sets the value after the field is there.
      setTimeout(() => this.element.value && this.read({ left: true, opened: true }), 0);
    }

    disconnect() {
      clearTimeout(this.pause);
      this.element.removeEventListener("input", this.onInput);
      this.element.removeEventListener("change", this.onLeave);
      this.hint?.remove();
      this.calendar?.remove();
      this.picker?.remove();
      this.hint = null;
    }

    soon() {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.read({}), PAUSE);
    }

    /* Ask how the text is understood. `left`: the field was left, so that a fault is one. */
    async read({ left = false, opened = false }) {
      clearTimeout(this.pause);
      const text = this.element.value;
      if (!text.trim()) {
        this.show({}, left);
        return;
      }
      const reads = this.pastValue ? `${this.readsValue}-past` : this.readsValue;
      const answer = await ask({ text, reads, url: this.urlValue });
      if (!answer || !this.hint || this.element.value !== text) return;
      // A form that was sent back says already what is wrong with it.
      if (opened && answer.error) return;
      this.show(answer, left);
      // "Lørdag" is another day next week: what is understood is written out, where it is seen.
      if (!left || answer.error || answer.value === text) return;
      this.element.value = answer.value;
      if (opened) return;
      for (const name of ["input", "change"]) {
        this.element.dispatchEvent(new Event(name, { bubbles: true }));
      }
    }

    show({ words = "", error = "", iso = "" }, left) {
      const told = error && !left ? "" : error || words;
      if (this.hint.textContent !== told) this.hint.textContent = told;
      this.hint.classList.toggle("libfees-date-hint--wrong", Boolean(error));
      if (error && left) this.element.setAttribute("aria-invalid", "true");
      else if (!error) this.element.removeAttribute("aria-invalid");
      if (this.picker) this.picker.value = iso;
    }

    /* A button that opens the browser's own calendar, over a date field that nobody types in. */
    addCalendar() {
      this.picker = document.createElement("input");
      this.picker.type = "date";
      this.picker.className = "libfees-date-picker";
      this.picker.tabIndex = -1;
      this.picker.setAttribute("aria-hidden", "true");
      this.calendar = document.createElement("button");
      this.calendar.type = "button";
      this.calendar.className = "libfees-date-button";
      this.calendar.innerHTML = '<svg class="icon icon-date" aria-hidden="true"><use href="#icon-date"></use></svg>';
      const label = this.element.labels?.[0]?.textContent.replace("*", "").trim();
      this.calendar.setAttribute("aria-label", label ? `${this.calendarValue}: ${label}` : this.calendarValue);
      this.calendar.title = this.calendarValue;
      this.calendar.addEventListener("click", () => this.picker.showPicker());
      this.picker.addEventListener("change", (event) => {
        event.stopPropagation();
        if (!this.picker.value) return;
        this.element.value = this.picker.value.split("-").reverse().join(".");
        for (const name of ["input", "change"]) {
          this.element.dispatchEvent(new Event(name, { bubbles: true }));
        }
        this.element.focus();
      });
      this.element.after(this.picker, this.calendar);
    }
  }

  window.wagtail.app.register("libfees-date", DateController);
})();
