// Prices and fees, one line each.
(() => {
  const tools = window.libfeesRateTable;
  const { element, fill, text } = tools;
  const MOST_LINES = 300;

  class LinesTable extends tools.RateTable {
    load(state) {
      this.lines = state.map(({ id, value }) => ({ id: id ?? tools.newId(), ...this.known(value) }));
    }

    // The texts and ticks of a line; what the form would leave empty is empty.
    known(value = {}) {
      return Object.fromEntries(
        this.options.columns.map(({ name, kind, choices }) => {
          if (kind === "check") return [name, Boolean(value[name])];
          if (kind === "choice") return [name, text([value[name]].flat()[0] || choices[0][0])];
          return [name, text(value[name])];
        }),
      );
    }

    // As Wagtail's form has it: the state of a choice is a list.
    getState() {
      const choices = this.options.columns.filter(({ kind }) => kind === "choice");
      return this.lines.map(({ id, ...value }) => {
        for (const { name } of choices) value[name] = [value[name]];
        return { id, value };
      });
    }

    getValue() {
      return this.lines.map(({ id, ...value }) => value);
    }

    getTextLabel() {
      return this.lines.map((line) => line[this.options.columns[0].name]).filter(Boolean).join(", ");
    }

    focus() {
      (tools.firstControl(this.shown) ?? this.shown.querySelector("button"))?.focus();
    }

    snapshot() {
      return structuredClone(this.lines);
    }

    restore(lines) {
      this.lines = lines;
    }

    setError(error) {
      this.remarks.refuse(error);
    }

    controlAt(place) {
      if (place.length !== 1) return super.controlAt(place);
      const column = this.options.columns.find(({ kind }) => kind === "amount") ?? this.options.columns[0];
      return super.controlAt([place[0], column.name]);
    }

    // --- drawing ---

    fill() {
      this.hidden.append(this.field("count", this.lines.length));
      this.lines.forEach(({ id }, index) => this.hidden.append(this.field(`${index}-id`, id)));
      const heads = this.options.columns.map(({ label, kind }) => element("th", { scope: "col", className: `libfees-rates__${kind}` }, label));
      const table = element(
        "table",
        { className: "libfees-rates__table" },
        element("thead", {}, element("tr", {}, ...heads, element("td", {}))),
        element("tbody", {}, ...this.lines.map((line, index) => this.row(line, index))),
      );
      const add = this.button(this.texts.addLine, "plus", () => this.add(), { text: true, className: "button button-small button-secondary" });
      const copy = this.button(this.texts.copyTable, "copy", () => this.copyAll(this.allCells()), { text: true, tabindex: -1, className: "button button-small button-secondary" });
      this.shown.append(...(this.lines.length ? [element("div", { className: "libfees-rates__scroll" }, table)] : []), element("div", { className: "libfees-rates__tools" }, add, ...(this.lines.length ? [copy] : [])));
    }

    row(line, index) {
      const cells = this.options.columns.map((column, at) => {
        const control = this.control(column, line, `${this.prefix}-${index}-value-${column.name}`, [index, column.name], {
          "aria-label": fill(this.texts.lineField, { column: column.label, row: index + 1 }),
        });
        const shown = at === 0 ? element("th", { scope: "row" }, this.rowName(index), control) : element("td", {}, control);
        shown.classList.add(`libfees-rates__${column.kind}`);
        return shown;
      });
      const up = this.button(fill(this.texts.lineUp, { row: index + 1 }), "arrow-up", () => this.move(index), { tabindex: -1, disabled: index === 0, className: "libfees-rates__icon" });
      const remove = this.button(fill(this.texts.removeLine, { row: index + 1 }), "cross", () => this.remove(index), { tabindex: -1, className: "libfees-rates__icon" });
      return element("tr", {}, ...cells, element("td", { className: "libfees-rates__actions" }, up, remove));
    }

    rowName(index) {
      return element("span", { className: "w-sr-only" }, fill(this.texts.line, { row: index + 1 }));
    }

    // --- what hands do ---

    add() {
      this.lines.push({ id: tools.newId(), ...this.known(this.options.initial) });
      this.rebuilt(`${this.lines.length - 1}.${this.options.columns[0].name}`);
    }

    // Enter on the last line begins a new one.
    beyond(control, upwards) {
      if (!upwards) this.add();
    }

    move(index) {
      const [line] = this.lines.splice(index, 1);
      this.lines.splice(index - 1, 0, line);
      this.rebuilt(`${index - 1}.${this.options.columns[0].name}`);
    }

    remove(index) {
      const next = Math.min(index, this.lines.length - 2);
      this.undoably(this.texts.lineRemoved, () => this.lines.splice(index, 1), `${next}.${this.options.columns[0].name}`);
    }

    empty(rows) {
      for (const cell of rows.flat()) {
        const { column, target } = this.controls.get(tools.firstControl(cell));
        if (column.kind !== "choice") target[column.name] = column.kind === "check" ? false : "";
      }
    }

    // --- ranges ---

    cellText(cell) {
      const control = tools.firstControl(cell);
      if (control.tagName === "SELECT") return control.selectedOptions[0]?.text ?? "";
      if (control.type === "checkbox") return control.checked ? this.texts.yes : this.texts.no;
      return control.value;
    }

    allCells() {
      const heads = this.options.columns.map(({ label }) => label);
      const rows = [...this.shown.querySelectorAll("tbody tr:not([data-remark])")];
      return [heads, ...rows.map((row) => [...row.cells].slice(0, heads.length).map((cell) => this.cellText(cell)))];
    }

    take(cell, cells, read, report) {
      const { columns } = this.options;
      const start = Math.max(0, cell.parentElement.rowIndex - 1 - countRemarks(cell));
      const heads = new Set(columns.map(({ label }) => label.toLowerCase()));
      const isHead = cells.length > 1 && cells[0].every((head) => heads.has(head.toLowerCase()));
      cells.slice(isHead ? 1 : 0).forEach((row, below) => {
        const readings = read[below + (isHead ? 1 : 0)];
        const index = start + below;
        if (index >= MOST_LINES) return row.forEach((said) => report.refuse(said));
        while (index >= this.lines.length) this.lines.push({ id: tools.newId(), ...this.known(this.options.initial) });
        row.forEach((said, beside) => this.takeCell(this.lines[index], columns[cell.cellIndex + beside], said, readings[beside], report));
        return undefined;
      });
    }

    takeCell(line, column, said, reading, report) {
      if (said === "") return;
      if (!column) report.refuse(said);
      else if (column.kind === "text") this.set(line, column, said.slice(0, column.maxLength ?? said.length), report, said);
      else if (column.kind === "choice") {
        const choice = column.choices.find(([, label]) => label.toLowerCase() === said.toLowerCase());
        if (choice) this.set(line, column, choice[0], report);
        else report.refuse(said);
      } else if (column.kind === "check") {
        if (typeof reading.ticked === "boolean") this.set(line, column, reading.ticked, report);
        else report.refuse(said);
      } else this.takeAmount(line, column, said, reading, report);
    }

    takeAmount(line, column, said, reading, report) {
      if (reading.feeFree && "fee_free" in line) {
        line.fee_free = true;
        line[column.name] = "";
        report.took();
      } else if (reading.amount && !reading.added) this.set(line, column, reading.amount, report);
      else report.refuse(said, reading.refused);
    }

    set(line, column, value, report, whole = value) {
      line[column.name] = value;
      if (value === whole) report.took();
      else report.refuse(whole);
    }
  }

  const countRemarks = (cell) => {
    let count = 0;
    for (let row = cell.parentElement.previousElementSibling; row; row = row.previousElementSibling) {
      if (row.dataset.remark) count += 1;
    }
    return count;
  };

  Object.assign(tools, { LinesTable, countRemarks });
})();
