// Overdue fees: a row for each band, a column for each group of borrowers.
//
// Groups with the same days stand in one table; `sheet` says which. The days are kept once for a
// sheet and posted for each of its groups.
(() => {
  const tools = window.libfeesRateTable;
  const { element, fill, text } = tools;
  const MOST_BANDS = 60;
  const MOST_GROUPS = 20;
  // The columns before those of the groups.
  const DAYS = 2;

  const emptyBand = () => ({ id: tools.newId(), amount: "", fee_free: false, replacement_added: false });

  const newGroup = (sheet, bands, label = "") => ({
    id: tools.newId(),
    label,
    age_from: "",
    age_to: "",
    fee_free: false,
    bill_to: "",
    own_bill_from: "",
    bill_by: "",
    sheet,
    bands: bands.map(emptyBand),
  });

  class GroupsTable extends tools.RateTable {
    load(state) {
      this.columns = Object.fromEntries([...this.options.columns, ...this.options.bandColumns].map((column) => [column.name, column]));
      this.sheets = [];
      this.groups = state.map((found) => this.known(found));
      // Who pays nothing, or has no bands yet, stands in the first table.
      if (this.groups.length && !this.sheets.length) this.sheets.push([{ from_day: "1", to_day: "" }]);
      for (const group of this.groups.filter(({ sheet }) => !sheet)) {
        group.sheet = this.sheets[0];
        if (!group.fee_free) this.fit(group);
      }
    }

    known({ id, value }) {
      const bands = value.bands ?? [];
      const days = bands.map(({ value: band }) => ({ from_day: text(band.from_day), to_day: text(band.to_day) }));
      return {
        id: id ?? tools.newId(),
        label: text(value.label),
        age_from: text(value.age_from),
        age_to: text(value.age_to),
        fee_free: Boolean(value.fee_free),
        bill_to: text(value.bill_to),
        own_bill_from: text(value.own_bill_from),
        bill_by: text(value.bill_by),
        sheet: days.length ? this.sheetOf(days) : null,
        bands: bands.map(({ id: bandId, value: band }) => ({
          id: bandId ?? tools.newId(),
          amount: text(band.amount),
          fee_free: Boolean(band.fee_free),
          replacement_added: Boolean(band.replacement_added),
        })),
      };
    }

    sheetOf(days) {
      const same = this.sheets.find((sheet) => JSON.stringify(sheet) === JSON.stringify(days));
      if (!same) this.sheets.push(days);
      return same ?? days;
    }

    groupsOf(sheet) {
      return this.groups.filter((group) => group.sheet === sheet);
    }

    // As many bands as its table has rows; but none for who pays nothing and never had any.
    fit(group) {
      while (group.bands.length < group.sheet.length) group.bands.push(emptyBand());
      group.bands.length = group.sheet.length;
    }

    getState() {
      return this.groups.map(({ id, sheet, bands, ...value }) => ({
        id,
        value: { ...value, bands: bands.map(({ id: bandId, ...band }, row) => ({ id: bandId, value: { ...sheet[row], ...band } })) },
      }));
    }

    getValue() {
      return this.getState().map(({ value }) => value);
    }

    getTextLabel() {
      return this.groups.map(({ label }) => label).filter(Boolean).join(", ");
    }

    focus() {
      (tools.firstControl(this.shown) ?? this.shown.querySelector("button"))?.focus();
    }

    // Together, so that a group of the copy has a sheet of the copy.
    snapshot() {
      return structuredClone({ sheets: this.sheets, groups: this.groups });
    }

    restore(before) {
      Object.assign(this, structuredClone(before));
    }

    setError(error) {
      this.remarks.refuse(error);
    }

    controlAt(place) {
      const [index, , row, name] = place;
      const group = this.groups[index];
      if (!group) return null;
      if (place.length === 1) return super.controlAt([index, "label"]);
      if (name === "from_day" || name === "to_day") return super.controlAt(["sheet", this.sheets.indexOf(group.sheet), row, name]);
      if (place.length === 2 && place[1] === "bands") return super.controlAt([index, "label"]);
      if (place.length === 3) return super.controlAt([index, "bands", row, "amount"]);
      return super.controlAt(place);
    }

    answered({ labels, picture }) {
      this.picture.innerHTML = picture;
      labels.forEach((label, index) => {
        const control = this.controlAt([index, "label"]);
        // A name is proposed from the ages, and saved if there is no other.
        if (control) control.placeholder = label;
      });
    }

    // --- drawing ---

    fill() {
      this.sheets = this.sheets.filter((sheet) => this.groupsOf(sheet).length);
      this.hidden.append(this.field("count", this.groups.length));
      this.groups.forEach((group, index) => this.hideFields(group, index));
      this.picture ??= element("div", { className: "libfees-rates__picture" });
      const tables = this.sheets.map((sheet, number) => this.table(sheet, number));
      const button = { text: true, className: "button button-small button-secondary" };
      const add = this.button(this.texts.addGroup, "plus", () => this.addGroup(), button);
      this.shown.append(element("div", { className: "libfees-rates__tables" }, ...tables, this.sheets.length ? "" : add), this.picture);
      this.sayNames();
    }

    // What is not typed, or is typed once for several groups.
    hideFields(group, index) {
      const isFirst = this.groupsOf(group.sheet)[0] === group;
      const bands = `${index}-value-bands`;
      this.hidden.append(this.field(`${index}-id`, group.id), this.field(`${bands}-count`, group.bands.length));
      group.bands.forEach(({ id }, row) => {
        this.hidden.append(this.field(`${bands}-${row}-id`, id));
        if (isFirst) return;
        for (const name of ["from_day", "to_day"]) {
          const field = this.field(`${bands}-${row}-value-${name}`, group.sheet[row][name]);
          field.dataset.of = `${this.sheets.indexOf(group.sheet)}.${row}.${name}`;
          this.hidden.append(field);
        }
      });
    }

    table(sheet, number) {
      const groups = this.groupsOf(sheet);
      const day = (name) => element("th", { scope: "col", className: "libfees-rates__number" }, this.columns[name].label);
      const heads = groups.map((group) => this.head(group));
      const table = element(
        "table",
        { className: "libfees-rates__table libfees-rates__table--groups" },
        element("caption", { className: "w-sr-only" }, this.texts.caption),
        element("thead", {}, element("tr", {}, day("from_day"), day("to_day"), ...heads, element("td", {}))),
        element("tbody", {}, ...sheet.map((days, row) => this.row(sheet, number, row, groups))),
      );
      const button = { text: true, className: "button button-small button-secondary" };
      const tools_ = element(
        "div",
        { className: "libfees-rates__tools" },
        this.button(this.texts.addBand, "plus", () => this.split(sheet, sheet.length - 1), button),
        this.button(this.texts.addGroup, "plus", () => this.addGroup(sheet), button),
        this.button(this.texts.copyTable, "copy", () => this.copyAll(this.allCells(sheet)), { ...button, tabindex: -1 }),
        this.bills(groups),
      );
      return element("div", { className: "libfees-rates__sheet" }, element("div", { className: "libfees-rates__scroll" }, table), tools_);
    }

    head(group) {
      const index = this.groups.indexOf(group);
      const place = (name) => [index, name];
      const named = (name) => `${this.prefix}-${index}-value-${name}`;
      const control = (name, attributes) => this.control(this.columns[name], group, named(name), place(name), attributes);
      const name = control("label", { "aria-label": this.columns.label.label, placeholder: this.texts.groupName });
      const ages = element("div", { className: "libfees-rates__ages" }, this.texts.ages, " ", control("age_from"), "–", control("age_to"), " ", this.texts.years);
      const free = element("label", { className: "libfees-rates__tick", title: this.texts.groupFree }, control("fee_free"), " ", this.texts.feeFreeHead);
      const many = this.groupsOf(group.sheet).length > 1;
      const others = this.sheets.length > 1;
      const small = { tabindex: -1, className: "libfees-rates__icon" };
      const acts = [
        many && this.groupsOf(group.sheet)[0] !== group ? this.button(this.texts.groupLeft, "arrow-left", () => this.moveLeft(group), small) : null,
        many ? this.button(this.texts.ownTable, "cut", () => this.part(group), small) : null,
        others && this.sheets[0] !== group.sheet ? this.button(this.texts.merge, "collapse-up", () => this.merge(group), small) : null,
        this.button(this.texts.removeGroup, "cross", () => this.removeGroup(group), small),
      ];
      return element("th", { scope: "col", className: "libfees-rates__group" }, name, ages, element("div", { className: "libfees-rates__acts" }, free, element("span", {}, ...acts.filter(Boolean))));
    }

    row(sheet, number, row, groups) {
      const first = this.groups.indexOf(groups[0]);
      const last = row === sheet.length - 1;
      const day = (name) =>
        this.control(this.columns[name], sheet[row], this.dayName(groups, row, name), ["sheet", number, row, name], last && name === "to_day" ? { placeholder: this.texts.andOn } : {});
      const small = { tabindex: -1, className: "libfees-rates__icon" };
      const split = this.button(this.texts.splitBand, "plus", () => this.split(sheet, row), small);
      const remove = this.button(this.texts.removeBand, "cross", () => this.removeBand(sheet, row), small);
      return element(
        "tr",
        { "data-first": first },
        element("th", { scope: "row", className: "libfees-rates__number" }, element("span", { className: "w-sr-only", "data-row-name": `${number}.${row}` }), day("from_day")),
        element("td", { className: "libfees-rates__number" }, day("to_day")),
        ...groups.map((group) => this.cell(group, row)),
        element("td", { className: "libfees-rates__actions" }, split, remove),
      );
    }

    // Who gets the bills of each group, folded away. It is no part of the table that is pasted into,
    // so its rows are those of a foot.
    bills(groups) {
      const row = (group) => {
        const index = this.groups.indexOf(group);
        const control = (name) => this.control(this.columns[name], group, `${this.prefix}-${index}-value-${name}`, [index, name]);
        const who = group.label || fill(this.texts.groupNumber, { number: index + 1 });
        const from = element("label", { className: "libfees-rates__ages" }, this.texts.ownBillFrom, " ", control("own_bill_from"), " ", this.texts.years);
        return element("tr", {}, element("th", { scope: "row" }, who), element("td", {}, control("bill_to")), element("td", {}, from), element("td", {}, control("bill_by")));
      };
      const table = element("table", { className: "libfees-rates__table" }, element("tbody"), element("tfoot", {}, ...groups.map(row)));
      const details = element("details", { className: "libfees-rates__bills", open: this.showsBills || undefined }, element("summary", {}, this.columns.bill_to.label), table);
      details.addEventListener("toggle", () => (this.showsBills = details.open));
      return details;
    }

    // Days are posted in the fields of the first group that has bands; without one by nobody.
    dayName(groups, row, name) {
      return groups[0].bands.length ? `${this.prefix}-${this.groups.indexOf(groups[0])}-value-bands-${row}-value-${name}` : null;
    }

    cell(group, row) {
      const index = this.groups.indexOf(group);
      const band = group.bands[row];
      if (!band) return element("td", { className: "libfees-rates__fee libfees-is-free" }, this.texts.feeFree);
      const named = (name) => `${this.prefix}-${index}-value-bands-${row}-value-${name}`;
      const control = (name, attributes) => this.control(this.columns[name], band, named(name), [index, "bands", row, name], attributes);
      const amount = control("amount");
      const tick = (name, label) => element("label", { className: "libfees-rates__pill", title: this.columns[name].label }, control(name, { tabindex: -1 }), element("span", {}, label));
      return element(
        "td",
        { className: `libfees-rates__fee${group.fee_free || band.fee_free ? " libfees-is-free" : ""}` },
        element("div", { className: "libfees-rates__cell" }, amount, tick("fee_free", this.texts.feeFreeShort), tick("replacement_added", this.texts.addedShort)),
      );
    }

    // Each control tells its row and its column to who cannot see where it stands.
    sayNames() {
      const say = (at, name) => super.controlAt(at)?.setAttribute("aria-label", name);
      this.groups.forEach((group, index) => {
        const who = group.label || fill(this.texts.groupNumber, { number: index + 1 });
        for (const name of ["label", "age_from", "age_to", "fee_free", "bill_to", "own_bill_from", "bill_by"]) {
          say([index, name], fill(this.texts.groupField, { group: who, field: name === "fee_free" ? this.texts.groupFree : this.columns[name].label }));
        }
        group.bands.forEach((band, row) => {
          for (const name of ["amount", "fee_free", "replacement_added"]) {
            say([index, "bands", row, name], fill(this.texts.bandField, { group: who, days: this.daysOf(group.sheet[row]), field: this.columns[name].label }));
          }
        });
      });
      this.sheets.forEach((sheet, number) =>
        sheet.forEach((days, row) => {
          for (const name of ["from_day", "to_day"]) {
            say(["sheet", number, row, name], fill(this.texts.dayField, { field: this.columns[name].label, number: row + 1 }));
          }
          const told = this.shown.querySelector(`[data-row-name="${number}.${row}"]`);
          if (told) told.textContent = this.daysOf(days);
        }),
      );
    }

    daysOf({ from_day: from, to_day: to }) {
      return fill(to === "" ? this.texts.daysFrom : this.texts.daysTo, { from: from || "?", to });
    }

    // --- what hands do ---

    // What follows from what was typed.
    follow(control, { column, target }) {
      const at = control.dataset.at.split(".");
      if (at[0] === "sheet") {
        this.hidden.querySelectorAll(`[data-of="${at.slice(1).join(".")}"]`).forEach((field) => {
          field.value = control.value;
        });
      }
      if (column.name === "fee_free") {
        // "gratis" beside the tick that says so; an amount beside it is told.
        if ("amount" in target && control.checked && !/\d/.test(target.amount)) {
          target.amount = "";
          this.controlNamed([...at.slice(0, 3), "amount"].join(".")).value = "";
        }
        if ("bands" in target && !control.checked && !target.bands.length) {
          this.fit(target);
          this.rebuilt(control.dataset.at);
          return;
        }
        control.closest("tr").parentElement.parentElement.querySelectorAll(".libfees-rates__fee").forEach((cell) => this.shade(cell));
      }
      this.sayNames();
    }

    shade(cell) {
      const control = tools.firstControl(cell);
      if (!control) return;
      const { target } = this.controls.get(control);
      const group = this.groups.find(({ bands }) => bands.includes(target));
      cell.classList.toggle("libfees-is-free", group.fee_free || target.fee_free);
    }

    // The day after a last day begins the next band; there is always an open one.
    changed({ target: control }) {
      const bound = this.controls.get(control);
      if (bound?.column.name !== "to_day") return;
      const sheet = this.sheets.find((found) => found.includes(bound.target));
      const row = sheet.indexOf(bound.target);
      if (!/^\d+$/.test(control.value.trim())) return;
      const next = String(Number(control.value) + 1);
      if (row === sheet.length - 1) {
        if (sheet.length >= MOST_BANDS) return;
        this.insert(sheet, row + 1, { from_day: next, to_day: "" });
        const at = document.activeElement?.dataset?.at;
        this.rebuilt(this.root.contains(document.activeElement) ? at : null);
        this.tell(fill(this.texts.bandFollows, { day: next }));
      } else if (sheet[row + 1].from_day === "") {
        sheet[row + 1].from_day = next;
        const following = super.controlAt(["sheet", this.sheets.indexOf(sheet), row + 1, "from_day"]);
        following.value = next;
        this.follow(following, this.controls.get(following));
      }
    }

    insert(sheet, row, days) {
      sheet.splice(row, 0, days);
      for (const group of this.groupsOf(sheet)) {
        if (group.bands.length) group.bands.splice(row, 0, emptyBand());
      }
    }

    split(sheet, row) {
      if (sheet.length >= MOST_BANDS) return;
      this.insert(sheet, row + 1, { from_day: "", to_day: sheet[row].to_day });
      sheet[row].to_day = "";
      this.rebuilt(`sheet.${this.sheets.indexOf(sheet)}.${row}.to_day`);
    }

    removeBand(sheet, row) {
      const number = this.sheets.indexOf(sheet);
      this.undoably(
        fill(this.texts.bandRemoved, { days: this.daysOf(sheet[row]) }),
        () => {
          sheet.splice(row, 1);
          this.groupsOf(sheet).forEach(({ bands }) => bands.splice(row, 1));
          if (!sheet.length) this.insert(sheet, 0, { from_day: "1", to_day: "" });
          for (const group of this.groupsOf(sheet)) if (!group.fee_free) this.fit(group);
          if (row === sheet.length) sheet.at(-1).to_day = "";
        },
        `sheet.${number}.${Math.min(row, Math.max(sheet.length - 2, 0))}.from_day`,
      );
    }

    addGroup(sheet = this.sheets[0] ?? [{ from_day: "1", to_day: "" }]) {
      if (!this.sheets.includes(sheet)) this.sheets.push(sheet);
      const group = newGroup(sheet, sheet);
      const after = this.groups.indexOf(this.groupsOf(sheet).at(-1)) + 1;
      this.groups.splice(after || this.groups.length, 0, group);
      this.rebuilt(`${this.groups.indexOf(group)}.label`);
    }

    removeGroup(group) {
      const who = group.label || fill(this.texts.groupNumber, { number: this.groups.indexOf(group) + 1 });
      const next = Math.max(this.groups.indexOf(group) - 1, 0);
      this.undoably(fill(this.texts.groupRemoved, { group: who }), () => this.groups.splice(this.groups.indexOf(group), 1), `${next}.label`);
    }

    moveLeft(group) {
      const beside = this.groupsOf(group.sheet);
      const other = beside[beside.indexOf(group) - 1];
      const [a, b] = [this.groups.indexOf(other), this.groups.indexOf(group)];
      [this.groups[a], this.groups[b]] = [group, other];
      this.rebuilt(`${a}.label`);
    }

    part(group) {
      this.undoably(this.texts.parted, () => {
        group.sheet = structuredClone(group.sheet);
        this.sheets.push(group.sheet);
      }, `${this.groups.indexOf(group)}.label`);
    }

    merge(group) {
      this.undoably(this.texts.merged, () => {
        [group.sheet] = this.sheets;
        if (group.bands.length || !group.fee_free) this.fit(group);
      }, `${this.groups.indexOf(group)}.label`);
    }

    empty(rows) {
      for (const cell of rows.flat()) {
        const { column, target } = this.controls.get(tools.firstControl(cell));
        target[column.name] = "";
        if (column.name === "amount") Object.assign(target, { fee_free: false, replacement_added: false });
      }
    }

    // --- ranges ---

    cellText(cell) {
      const control = tools.firstControl(cell);
      if (!control) return this.texts.feeFree;
      const { column, target } = this.controls.get(control);
      return column.name === "amount" ? this.feeText(target) : control.value;
    }

    feeText({ amount, fee_free: free, replacement_added: added }) {
      if (free) return this.texts.feeFree;
      return added && amount ? fill(this.texts.amountAdded, { amount }) : amount;
    }

    // As a person reads it. "1-7" alone would become a date in a spreadsheet.
    allCells(sheet) {
      const groups = this.groupsOf(sheet);
      const rows = sheet.map((days, row) => [
        fill(days.to_day === "" ? this.texts.rangeFrom : this.texts.rangeTo, { from: days.from_day, to: days.to_day }),
        ...groups.map((group) => (group.bands[row] && !group.fee_free ? this.feeText(group.bands[row]) : this.texts.feeFree)),
      ]);
      return [[this.texts.rangeHead, ...groups.map(({ label }) => label)], ...rows];
    }

    take(cell, cells, read, report) {
      const sheet = this.sheets[[...this.shown.querySelectorAll(".libfees-rates__table--groups")].indexOf(cell.closest("table"))];
      const says = (reading) => Boolean(reading.days || "amount" in reading);
      // Names, not amounts that nobody can read: those begin with a figure or the sign of a currency.
      const isName = (said) => /^\p{L}/u.test(said);
      const isHead = cells.length > 1 && cells[0].some(isName) && !read[0].some(says);
      const rows = cells.slice(isHead ? 1 : 0);
      const readings = read.slice(isHead ? 1 : 0);
      const inHead = cell.closest("thead");
      const start = inHead ? 0 : Math.max(0, cell.parentElement.rowIndex - 1 - tools.countRemarks(cell));
      // The days of a source stand in one column or in two.
      const isRange = cell.cellIndex === 0 && readings.some(([reading], row) => reading?.days && !/^\d*$/.test(rows[row][0]));
      const column = (beside) => cell.cellIndex + beside + (isRange && beside > 0 ? 1 : 0);
      if (isHead) cells[0].forEach((name, beside) => this.takeHead(sheet, column(beside) - DAYS, name, report));
      rows.forEach((row, below) => {
        const at = start + below;
        if (at >= MOST_BANDS) {
          row.forEach((said) => report.refuse(said));
          return;
        }
        while (at >= sheet.length) this.insert(sheet, sheet.length, { from_day: "", to_day: "" });
        row.forEach((said, beside) => this.takeCell(sheet, at, column(beside), said, readings[below][beside], isRange, report));
      });
    }

    // The head of a column names a group that has no name, or one more group.
    takeHead(sheet, number, name, report) {
      if (number < 0 || name === "") return;
      const group = this.groupsOf(sheet)[number];
      if (group?.label === name) return;
      if (group && group.label === "") group.label = name;
      else if (!group && number === this.groupsOf(sheet).length && this.groups.length < MOST_GROUPS) {
        this.groups.splice(this.groups.indexOf(this.groupsOf(sheet).at(-1)) + 1, 0, newGroup(sheet, sheet, name));
      } else {
        report.refuse(name, group && fill(this.texts.groupKept, { text: name, group: group.label }));
        return;
      }
      report.took();
    }

    takeCell(sheet, row, column, said, reading, isRange, report) {
      if (said === "") return;
      if (column >= DAYS) {
        this.takeFee(this.groupsOf(sheet)[column - DAYS], row, said, reading, report);
        return;
      }
      if (isRange && reading.days) {
        const [from, to] = reading.days;
        Object.assign(sheet[row], { from_day: text(from), to_day: text(to) });
      } else if (!isRange && (reading.unread || /^\d+$/.test(said))) {
        sheet[row][column === 0 ? "from_day" : "to_day"] = said;
      } else {
        report.refuse(said);
        return;
      }
      report.took();
    }

    takeFee(group, row, said, reading, report) {
      if (!group) report.refuse(said);
      else if (reading.feeFree || reading.amount) {
        if (!group.bands.length) this.fit(group);
        Object.assign(group.bands[row], { amount: text(reading.amount), fee_free: Boolean(reading.feeFree), replacement_added: Boolean(reading.added) });
        report.took();
      } else report.refuse(said, reading.refused);
    }
  }

  Object.assign(tools, { GroupsTable });
})();
