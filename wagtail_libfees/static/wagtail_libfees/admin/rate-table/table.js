// What the tables of rates share: fields, the keys, ranges, undo. Its heirs draw the rows.
//
// The fields are plain inputs with the names that Wagtail's own form would give them. A control
// writes into the object behind it; the table is drawn anew only when its rows or columns change.
(() => {
  const tools = window.libfeesRateTable;
  const { element, icon, fill } = tools;

  class RateTable {
    // `failed` is called with an error that happens later, in an event.
    constructor({ root, prefix, options, state, failed }) {
      Object.assign(this, { root, prefix, options, failed, texts: options.texts, controls: new Map() });
      this.shown = element("div", { className: "libfees-rates__shown" });
      this.notes = element("div", { className: "libfees-rates__notes" });
      this.status = element("div", { className: "libfees-rates__status", role: "status" });
      this.hidden = element("div", { hidden: true });
      root.append(this.hidden, this.shown, this.notes, this.status);
      this.load(state);
      this.draw();
      this.remarks = new tools.Remarks(this);
      const listen = (type, listener) => root.addEventListener(type, (event) => this.guarded(() => listener(event)));
      listen("input", (event) => this.typed(event));
      listen("change", (event) => this.changed?.(event));
      listen("keydown", (event) => this.pressed(event));
      listen("pointerdown", (event) => this.pointed(event));
      listen("focusin", (event) => this.entered(event));
      listen("copy", (event) => this.copied(event));
      listen("paste", (event) => this.pasted(event));
    }

    guarded(work) {
      try {
        const result = work();
        if (result instanceof Promise) result.catch(this.failed);
      } catch (error) {
        this.failed(error);
      }
    }

    // --- fields ---

    // An input, tick or choice for `target[column.name]`, at a place that remarks can name.
    control(column, target, name, place, attributes = {}) {
      const at = place.join(".");
      const common = { name, "data-at": at, ...attributes };
      let control;
      if (column.kind === "choice") {
        const options = column.choices.map(([value, label]) => element("option", { value }, label));
        control = element("select", common, ...options);
        control.value = target[column.name];
      } else if (column.kind === "check") {
        control = element("input", { ...common, type: "checkbox" });
        control.checked = target[column.name];
      } else {
        const inputmode = { amount: "decimal", number: "numeric" }[column.kind];
        const maxlength = column.kind === "text" ? column.maxLength : null;
        control = element("input", { ...common, type: "text", inputmode, maxlength, autocomplete: "off", value: tools.text(target[column.name]) });
      }
      this.controls.set(control, { column, target });
      return control;
    }

    field(name, value) {
      return element("input", { type: "hidden", name: `${this.prefix}-${name}`, value: tools.text(value) });
    }

    button(label, iconName, action, attributes = {}) {
      const { text, ...rest } = attributes;
      const button = element("button", { type: "button", "aria-label": text ? null : label, title: text ? null : label, ...rest }, icon(iconName), text ? ` ${label}` : "");
      button.addEventListener("click", () => this.guarded(action));
      return button;
    }

    // The fields of this table as they would be posted, with "table" for the prefix.
    fields() {
      const pairs = [...this.root.querySelectorAll("[name]")]
        .filter((field) => field.type !== "checkbox" || field.checked)
        .map((field) => [`table${field.name.slice(this.prefix.length)}`, field.value]);
      return new URLSearchParams(pairs).toString();
    }

    controlAt(place) {
      return this.controlNamed(place.join("."));
    }

    controlNamed(at) {
      return this.root.querySelector(`[data-at="${at}"]`);
    }

    answered() {}

    typed({ target }) {
      const bound = this.controls.get(target);
      if (!bound) return;
      bound.target[bound.column.name] = target.type === "checkbox" ? target.checked : target.value;
      this.follow(target, bound);
      this.remarks.typed(target);
    }

    follow() {}

    // --- drawing ---

    draw() {
      const at = this.root.contains(document.activeElement) ? document.activeElement.dataset.at : null;
      this.controls.clear();
      this.range = null;
      this.hidden.replaceChildren();
      this.shown.replaceChildren();
      this.fill();
      if (at) this.focusAt(at);
    }

    focusAt(at) {
      const control = this.controlNamed(at);
      control?.focus();
      if (control?.type === "text") control.select();
    }

    // The rows or columns have changed: draw, and let Wagtail know that there is something to save.
    rebuilt(at = null) {
      this.draw();
      if (at) this.focusAt(at);
      this.remarks.draw();
      this.remarks.soon();
      this.root.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // Do something that can be taken back, and say what it was.
    undoably(sentence, change, at = null) {
      const before = this.snapshot();
      change();
      this.rebuilt(at);
      this.tell(sentence, () => this.takeBack(before));
    }

    // As it was before; what was typed since comes back in the same way.
    takeBack(before, at = null) {
      const now = this.snapshot();
      this.restore(before);
      this.rebuilt(at);
      this.tell(this.texts.undone, () => this.takeBack(now, at));
    }

    tell(sentence, undo = null, details = []) {
      const parts = [element("span", {}, sentence)];
      if (details.length) parts.push(element("ul", {}, ...details.map((line) => element("li", {}, line))));
      if (undo) parts.push(this.button(this.texts.undo, "rotate", undo, { text: true, className: "button button-small button-secondary" }));
      this.status.replaceChildren(...parts);
    }

    // --- keys ---

    pressed(event) {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isText = target.type === "text";
      // A range grows with Shift; going on without it leaves the range.
      this.ranging = event.shiftKey;
      if (!this.controls.has(target) && !target.closest("table")) return;
      if (key === "Enter" && target.tagName !== "BUTTON") {
        // Never the form's: Enter would save the page.
        event.preventDefault();
        // What follows from the value comes first: it may be the row to go to.
        this.changed?.(event);
        const here = this.controlNamed(target.dataset.at) ?? target;
        if (!this.step(here, event.shiftKey ? -1 : 1)) this.beyond(here, event.shiftKey);
      } else if ((key === "ArrowDown" || key === "ArrowUp") && target.tagName !== "SELECT") {
        event.preventDefault();
        const next = this.step(target, key === "ArrowDown" ? 1 : -1, event.shiftKey);
        if (event.shiftKey && next) this.extend(target, next);
      } else if (key === "ArrowRight" || key === "ArrowLeft") {
        const forward = key === "ArrowRight";
        const ranged = event.shiftKey && this.range;
        if (isText && !ranged && !atEdge(target, forward)) return;
        if (event.shiftKey && !ranged && isText && target.value !== "") return;
        event.preventDefault();
        const next = this.beside(target, forward);
        if (!next) return;
        focus(next);
        if (event.shiftKey) this.extend(target, next);
      } else if ((key === "Delete" || key === "Backspace") && this.rangeCells().length > 1) {
        event.preventDefault();
        this.undoably(this.texts.emptied, () => this.empty(this.rangeCells()));
      }
    }

    // The control below or above goes on in its column; rows of remarks are no rows.
    step(control, by) {
      const cell = control.closest("td, th");
      const rows = [...cell.closest("table").rows].filter((row) => !row.dataset.remark);
      for (let at = rows.indexOf(cell.parentElement) + by; rows[at]; at += by) {
        const next = first(rows[at].cells[cell.cellIndex]);
        if (next) return focus(next);
      }
      return null;
    }

    beyond() {}

    beside(control, forward) {
      const all = [...control.closest("tr").querySelectorAll("input, select, button")];
      return all[all.indexOf(control) + (forward ? 1 : -1)];
    }

    // --- ranges ---

    extend(from, to) {
      const [start, end] = [this.range?.start ?? from.closest("td, th"), to.closest("td, th")];
      if (start.closest("table") !== end.closest("table")) return;
      this.range = { start, end };
      this.paint();
    }

    paint() {
      this.shown.querySelectorAll(".libfees-is-chosen").forEach((cell) => cell.classList.remove("libfees-is-chosen"));
      const rows = this.rangeCells();
      if (rows.length * (rows[0]?.length ?? 0) > 1) rows.flat().forEach((cell) => cell.classList.add("libfees-is-chosen"));
    }

    // The cells of the range, row by row.
    rangeCells() {
      if (!this.range) return [];
      const { start, end } = this.range;
      const rows = [...start.closest("table").tBodies[0].rows].filter((row) => !row.dataset.remark);
      const [top, bottom] = [start, end].map((cell) => rows.indexOf(cell.parentElement)).sort((a, b) => a - b);
      const [left, right] = [start, end].map((cell) => cell.cellIndex).sort((a, b) => a - b);
      return top < 0 ? [] : rows.slice(top, bottom + 1).map((row) => [...row.cells].slice(left, right + 1).filter((cell) => first(cell)));
    }

    pointed(event) {
      this.ranging = event.shiftKey;
      const cell = event.target.closest("tbody td, tbody th");
      const from = document.activeElement?.closest?.("tbody td, tbody th");
      if (event.shiftKey && cell && from && this.root.contains(from)) {
        event.preventDefault();
        this.extend(from, event.target);
      } else if (this.range) {
        this.range = null;
        this.paint();
      }
    }

    entered({ target }) {
      if (!this.range || this.ranging) return;
      if (!this.rangeCells().flat().includes(target.closest("td, th"))) {
        this.range = null;
        this.paint();
      }
    }

    copied(event) {
      const { target } = event;
      const cell = target.closest?.("tbody td, tbody th");
      const rows = this.rangeCells();
      const many = rows.flat().length > 1;
      const chosenText = target.type === "text" && target.selectionStart !== target.selectionEnd;
      if (!many && (!cell || chosenText)) return;
      event.preventDefault();
      tools.writeRange(event.clipboardData, many ? rows.map((row) => row.map((each) => this.cellText(each))) : [[this.cellText(cell)]]);
    }

    async pasted(event) {
      const { target } = event;
      const cell = target.closest?.("tbody td, tbody th, thead th");
      if (!cell || !this.controls.has(target)) return;
      const { cells, left } = tools.readRange(event.clipboardData);
      const single = cells.length <= 1 && (cells[0]?.length ?? 0) <= 1;
      if (single && (this.controls.get(target).column.kind === "text" || !(target.value === "" || wholeChosen(target)))) return;
      if (!cells.length) return;
      event.preventDefault();
      const at = target.dataset.at;
      let read = null;
      try {
        ({ cells: read } = await tools.post(this.options.readUrl, JSON.stringify(cells), { type: "application/json", texts: this.texts }));
      } catch {
        // Without an answer the texts are set in as they stand: nothing is lost, and saving reads them.
        read = cells.map((row) => row.map((amount) => ({ amount, unread: true })));
      }
      const place = this.controlNamed(at)?.closest("td, th");
      if (place) this.setIn(place, cells, read, left, at);
    }

    setIn(cell, cells, read, left, at) {
      const refused = [];
      let count = 0;
      const report = {
        took: () => (count += 1),
        refuse: (text, reason) => text !== "" && refused.push(reason ?? fill(this.texts.noPlace, { text: short(text) })),
      };
      const before = this.snapshot();
      this.take(cell, cells, read, report);
      this.rebuilt(at);
      const undo = () => this.takeBack(before, at);
      const sentences = [...new Set(refused)];
      if (left) sentences.unshift(fill(this.texts.tooMany, { count: left }));
      const shown = sentences.slice(0, 5);
      if (sentences.length > shown.length) shown.push(fill(this.texts.more, { count: sentences.length - shown.length }));
      const untaken = refused.length + left;
      const sentence = fill(untaken ? this.texts.pastedPartly : this.texts.pasted, { count, untaken });
      this.tell(read[0]?.[0]?.unread ? `${sentence} ${this.texts.unread}` : sentence, undo, shown);
    }

    // For hands with a mouse; those on the keys choose a range and copy it.
    copyAll(cells) {
      const done = () => this.tell(this.texts.copied);
      const listener = (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        tools.writeRange(event.clipboardData, cells);
        done();
      };
      document.addEventListener("copy", listener, { capture: true, once: true });
      document.execCommand("copy");
      document.removeEventListener("copy", listener, { capture: true });
    }
  }

  const first = (cell) => cell?.querySelector("input:not([type=hidden]), select");

  const focus = (control) => {
    control.focus();
    if (control.type === "text") control.select();
    return control;
  };

  const wholeChosen = (input) => input.selectionEnd - input.selectionStart === input.value.length;

  const atEdge = (input, forward) => {
    const { selectionStart: start, selectionEnd: end, value } = input;
    if (wholeChosen(input)) return true;
    return start === end && (forward ? end === value.length : start === 0);
  };

  const short = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

  Object.assign(tools, { RateTable, firstControl: first });
})();
