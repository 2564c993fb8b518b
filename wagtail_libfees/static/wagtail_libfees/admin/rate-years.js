// The stream of a fee page, grouped by when its rates hold: now, from a coming day on, former. Each
// block of rates tells its days in words in its head. Former versions are lines of a list, posted
// together in one field, until somebody opens one.
(() => {
  const { StreamBlock, StreamBlockDefinition } = window.wagtailStreamField.blocks;
  const NOW = "now";

  const language = () => {
    const found = document.documentElement.lang || "da";
    // Danish libraries write British English.
    return found === "en" ? "en-GB" : found;
  };

  // The day of a field, as a browser or a Dane writes it; null if it is none.
  const dayOf = (text) => {
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    const danish = /^(\d{1,2})[.\/-](\d{1,2})[.\/-](\d{4})$/.exec(text);
    const [year, month, day] = iso ? iso.slice(1) : danish ? danish.slice(1).reverse() : [];
    if (!year) return null;
    const found = new Date(Number(year), Number(month) - 1, Number(day), 12);
    return found.getMonth() === Number(month) - 1 ? found : null;
  };

  const inWords = (text) => {
    const day = dayOf((text || "").trim());
    return day ? new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(day) : text;
  };

  // "from 1 January 2027"; empty for a version without days.
  const period = (words, first, last) => {
    const kind = first && last ? "both" : first ? "first" : last ? "last" : "";
    return (words[kind] || "").replace("%(first)s", inWords(first)).replace("%(last)s", inWords(last));
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  class TaksterStream extends StreamBlock {
    setState(states) {
      // Called by the constructor of Wagtail's class too, before any field of this one is set.
      this.folded = states.filter((state) => state.folded);
      this.apart = {};
      for (const { id, section } of states) if (id && section && section !== NOW) this.apart[id] = section;
      const placed = [...states].sort((one, other) => one.place - other.place);
      this.order = placed.map((state) => state.id).filter(Boolean);
      this.ids = placed.map((state) => state.id);
      this.titles = Object.fromEntries(states.map((state) => [state.section || NOW, state.title || ""]));
      this.words = this.blockDef.meta.libfees;
      super.setState(states.filter((state) => !state.folded));
      this.drawYears();
      this.drawn = true;
    }

    drawYears() {
      if (!this.yearsInput) {
        this.yearsInput = document.createElement("input");
        this.yearsInput.type = "hidden";
        this.yearsInput.name = `${this.prefix}-years`;
        this.element.prepend(this.yearsInput);
        this.element.addEventListener("change", ({ target }) => {
          if (/-valid_(from|to)$/.test(target.name)) this.children.forEach((child) => this.drawHead(child));
        });
      }
      this.children.forEach((child) => this.drawHead(child));
      this.drawSections();
      this.drawFormer();
      this.keepYears();
    }

    // What the hidden field says, after each change.
    keepYears() {
      const folded = this.folded.map(({ type, value, id }) => ({ type, value, id }));
      this.yearsInput.value = JSON.stringify({ order: this.order, apart: this.apart, folded });
    }

    sectionOf(child) {
      return (child && this.apart[child.id]) || NOW;
    }

    // The days of a version, beside its name.
    drawHead(child) {
      const field = (name) => document.getElementsByName(`${child.prefix}-value-${name}`)[0];
      const first = field("valid_from");
      if (!first) return;
      const head = child.element.querySelector("[data-panel-heading-label], .w-panel__heading");
      if (!head) return;
      head.querySelector(".libfees-when")?.remove();
      const text = period(this.words, first.value, field("valid_to")?.value);
      if (text) head.querySelector(".c-sf-block__title, [data-panel-heading-text]")?.before(element("span", "libfees-when", `${text} `));
    }

    // A heading before the first block of each section, where there is more than what holds now.
    drawSections() {
      for (const old of this.element.querySelectorAll("[data-libfees-section]")) old.remove();
      if (!Object.keys(this.apart).length) return;
      let before = null;
      for (const child of this.children) {
        const section = this.sectionOf(child);
        if (section === before) continue;
        const heading = element("h3", "libfees-section", this.titles[section] || "");
        heading.dataset.libfeesSection = section;
        child.element.before(heading);
        before = section;
      }
    }

    drawFormer() {
      this.former?.remove();
      if (!this.folded.length) return;
      this.former = element("details", "libfees-former", "");
      this.former.open = Boolean(this.formerIsOpen);
      this.former.addEventListener("toggle", () => {
        this.formerIsOpen = this.former.open;
      });
      this.former.append(element("summary", "", `${this.words.versions} (${this.folded.length})`));
      const list = element("ul", "", "");
      // The newest first: it is the one that somebody asks for.
      const first = ({ value }) => dayOf(value.valid_from || "") || 0;
      const newest = [...this.folded].sort((one, other) => first(other) - first(one));
      for (const state of newest) list.append(this.drawLine(state));
      this.former.append(list);
      this.element.append(this.former);
    }

    drawLine(state) {
      const line = element("li", "", "");
      const { label } = this.blockDef.childBlockDefsByName[state.type].meta;
      const what = [label, period(this.words, state.value.valid_from, state.value.valid_to)];
      const text = what.filter(Boolean).join(", ");
      const open = element("button", "button button-small button-secondary", this.words.open);
      open.type = "button";
      open.setAttribute("aria-label", `${this.words.open}: ${text}`);
      open.addEventListener("click", () => this.open(state, true));
      line.append(element("span", "", text), open);
      return line;
    }

    // A folded version becomes a block like the others.
    open(state, focus) {
      this.folded = this.folded.filter((other) => other !== state);
      const child = this.insert(state, this.children.length, { focus });
      this.drawYears();
      return child;
    }

    // The folded version that holds a block or list entry with this id becomes a block.
    reveal(id) {
      const state = this.folded.find((one) => JSON.stringify(one).includes(`"${id}"`));
      return state ? this.open(state, false) : null;
    }

    _insert(definition, value, id, index, options) {
      const child = super._insert(definition, value, id, index, options);
      if (!this.drawn) return child;
      // What is new stands in the section, and in the stored order behind the block, before it.
      const before = this.children[index - 1];
      const section = this.sectionOf(before);
      if (!this.order.includes(child.id) && section !== NOW) {
        this.apart[child.id] = section;
        this.order.splice(this.order.indexOf(before.id) + 1, 0, child.id);
      }
      this.drawHead(child);
      this.keepYears();
      return child;
    }

    moveBlock(from, to) {
      super.moveBlock(from, to);
      this.drawSections();
    }

    deleteBlock(index, options) {
      super.deleteBlock(index, options);
      this.drawSections();
    }

    // The server counts the blocks as they are stored, the form has them as they are shown.
    setError(error) {
      if (!error?.blockErrors) return super.setError(error);
      const blockErrors = {};
      for (const [place, found] of Object.entries(error.blockErrors)) {
        const id = this.ids[place];
        const folded = this.folded.find((state) => state.id === id);
        if (folded) this.open(folded, false);
        const index = this.children.findIndex((child) => child.id === id);
        blockErrors[index < 0 ? place : index] = found;
      }
      return super.setError({ ...error, blockErrors });
    }
  }

  class TaksterStreamDefinition extends StreamBlockDefinition {
    render(placeholder, prefix, state, error) {
      const stream = new TaksterStream(this, placeholder, prefix, state, error);
      streams.push(stream);
      return stream;
    }
  }
  const streams = [];
  window.telepath.register("wagtail_libfees.blocks.TaksterStreamBlock", TaksterStreamDefinition);

  // A link or an address that leads to a folded version opens it first.
  const reveal = (hash) => {
    const id = /^#block-(.+)-section$/.exec(hash || "")?.[1];
    if (!id || document.getElementById(hash.slice(1))) return null;
    return streams.map((stream) => stream.reveal(id)).find(Boolean);
  };
  document.addEventListener("click", ({ target }) => reveal(target.closest?.("a[href*='#block-']")?.hash), true);
  // The preview tells the days on which what is typed changes; one can choose each of them there.
  document.addEventListener(
    "load",
    ({ target }) => {
      const told = target.contentDocument?.getElementById("libfees-preview-modes");
      const select = document.getElementById("id_preview_mode");
      if (!told || !select) return;
      const days = [...document.importNode(told.content, true).children];
      const chosen = select.selectedOptions[0];
      const kept = days.find(({ value }) => value === chosen.value);
      // A day that is typed over stays while it is the one that is shown.
      select.replaceChildren(...days, ...(kept ? [] : [chosen]));
      if (kept) kept.selected = true;
    },
    true,
  );

  window.addEventListener("load", () => {
    const section = reveal(location.hash)?.element || document.getElementById(location.hash.slice(1));
    if (section && location.hash.startsWith("#block-")) section.scrollIntoView();
  });
})();
