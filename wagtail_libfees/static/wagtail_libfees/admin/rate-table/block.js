// The table in the place of Wagtail's form of a list. Should the table fail, at first or later,
// Wagtail's form takes its place with what was typed, and a sentence says so.
(() => {
  const { ListBlockDefinition } = window.wagtailStreamField.blocks;

  class RateTableBlock {
    constructor(definition, placeholder, prefix, state, error) {
      Object.assign(this, { blockDef: definition, type: definition.name, prefix });
      this.element = document.createElement("div");
      this.element.className = "libfees-rates";
      this.container = [this.element];
      placeholder.replaceWith(this.element);
      this.show(state ?? [], error);
    }

    show(state, error) {
      this.known = state;
      this.element.replaceChildren();
      try {
        const tools = window.libfeesRateTable;
        const Table = { groups: tools.GroupsTable, lines: tools.LinesTable }[this.blockDef.table.shape];
        this.form = new Table({
          root: this.element,
          prefix: this.prefix,
          options: { ...this.blockDef.table, initial: this.blockDef.initialChildState },
          state,
          failed: (problem) => this.giveUp(problem),
        });
        this.isTable = true;
        if (error) this.form.setError(error);
      } catch (problem) {
        this.giveUp(problem, error);
      }
    }

    giveUp(problem, error) {
      console.error(problem);
      if (this.isTable === false) return;
      let state = this.known;
      try {
        if (this.isTable) state = this.form.getState();
      } catch (second) {
        console.error(second);
      }
      this.isTable = false;
      // In a new element, so that nothing listens any more to the table.
      const place = document.createElement("div");
      const told = document.createElement("p");
      told.className = "help-block help-warning";
      told.setAttribute("role", "alert");
      told.textContent = this.blockDef.table.texts.failed;
      const plain = document.createElement("div");
      place.append(told, plain);
      this.element.replaceWith(place);
      this.element = place;
      this.container = [place];
      this.form = this.blockDef.renderPlain(plain, this.prefix, state, error);
    }

    setState(state) {
      if (this.isTable) this.show(state);
      else this.form.setState(state);
    }

    setError(error) {
      if (error) this.form.setError(error);
    }

    getState() {
      return this.form.getState();
    }

    // A copy of a block has rows of its own.
    getDuplicatedState() {
      return this.isTable ? withNewIds(this.form.getState()) : this.form.getDuplicatedState();
    }

    getValue() {
      return this.form.getValue();
    }

    getTextLabel(options) {
      return this.form.getTextLabel(options);
    }

    focus(options) {
      this.form.focus(options);
    }
  }

  const withNewIds = (value) => {
    if (Array.isArray(value)) {
      return value.map((row) => ({ id: window.libfeesRateTable.newId(), value: withNewIds(row.value) }));
    }
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withNewIds(child)]));
  };

  class RateTableDefinition extends ListBlockDefinition {
    constructor(name, childBlockDef, initialChildState, meta, table) {
      super(name, childBlockDef, initialChildState, meta);
      this.table = table;
    }

    render(placeholder, prefix, state, error) {
      return new RateTableBlock(this, placeholder, prefix, state, error);
    }

    renderPlain(placeholder, prefix, state, error) {
      return super.render(placeholder, prefix, state, error);
    }
  }

  window.telepath.register("wagtail_libfees.RateTable", RateTableDefinition);
})();
