/*
 * Groups of questions in the page editor, made for two hundred questions.
 *
 * A question is a title until it is opened: only then is its form built (an editor of rich text
 * costs 30 ms). Until then its words are in hidden fields with the names that the form would have,
 * so what is sent is the same. “Move to …” takes a question to another group, with its id, which is
 * its permanent address.
 */
(() => {
  const { ListBlock, ListBlockDefinition, StructBlockDefinition } = window.wagtailStreamField.blocks;
  const lists = new Set();

  // What is counted of each question, by its id; it stands before the stream.
  let known;
  const counts = () => (known ??= JSON.parse(document.getElementById("libfees-question-counts")?.textContent ?? "{}"));

  const hidden = (name, value) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    return input;
  };

  // The form of a question, or its words as long as nobody has opened it.
  class FoldedQuestion {
    constructor(definition, placeholder, prefix, state) {
      this.definition = definition;
      this.prefix = prefix;
      this.state = state;
      this.type = definition.name;
      this.element = document.createElement("div");
      for (const { name } of definition.childBlockDefs) {
        const value = state[name];
        // What cannot be said by one field is open from the start, so a list is empty here.
        if (Array.isArray(value)) this.element.append(hidden(`${prefix}-${name}-count`, "0"));
        else if (value !== false) this.element.append(hidden(`${prefix}-${name}`, value === true ? "on" : value ?? ""));
      }
      placeholder.replaceWith(this.element);
    }

    open() {
      if (this.block) return this.block;
      this.element.replaceChildren(document.createElement("div"));
      // The list is the panel that folds, as for a question of Wagtail's own list.
      this.definition.question.collapsible = false;
      const place = this.element.firstChild;
      this.block = this.definition.question.render(place, this.prefix, this.state);
      return this.block;
    }

    getState() {
      return this.block ? this.block.getState() : this.state;
    }

    getDuplicatedState() {
      return this.open().getDuplicatedState();
    }

    getValue() {
      return this.open().getValue();
    }

    setState(state) {
      this.open().setState(state);
    }

    setError(error) {
      if (error) this.open().setError(error);
    }

    getTextLabel(options) {
      if (this.block) return this.block.getTextLabel(options);
      const question = this.state.question ?? "";
      const most = options?.maxLength ?? Infinity;
      return question.length > most ? `${question.slice(0, most - 1)}…` : question;
    }

    focus(options) {
      this.open().focus(options);
    }
  }

  class QuestionDefinition extends StructBlockDefinition {
    constructor(question) {
      super(question.name, question.childBlockDefs, question.meta);
      this.question = question;
    }

    render(placeholder, prefix, state) {
      const block = new FoldedQuestion(this, placeholder, prefix, state ?? {});
      // What was typed and is moved is not a text any more, and a comment needs its field.
      const commented = document.getElementById("comments-data")?.textContent ?? "";
      const id = placeholder.closest?.("[data-contentpath]")?.dataset.contentpath;
      const { answer } = block.state;
      const isSimple = ({ name }) => {
        const value = block.state[name];
        return Array.isArray(value) ? !value.length : value === null || typeof value !== "object";
      };
      const folds = typeof answer === "string" && this.childBlockDefs.every(isSimple);
      if (!folds || (id && commented.includes(id))) block.open();
      return block;
    }
  }

  class QuestionList extends ListBlock {
    constructor(...args) {
      super(...args);
      // Where something must be mended it stays open.
      for (const child of this.children) if (!child.block.block) child.collapse();
      this.container[0].classList.add("libfees-questions");
      lists.add(this);
    }

    _createChild(...args) {
      const child = super._createChild(...args);
      child.element.addEventListener("wagtail:panel-toggle", (event) => {
        if (event.detail.expanded) child.block.open();
      });
      child.actionsContainerElement.prepend(this.mover(child));
      const said = counts()[child.id];
      if (said) {
        const count = document.createElement("span");
        count.className = "libfees-count";
        count.textContent = said;
        child.actionsContainerElement.prepend(count);
      }
      return child;
    }

    mover(child) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-secondary button-small libfees-move";
      button.textContent = this.blockDef.words.move;
      button.addEventListener("click", () => choose(this, child, button));
      return button;
    }

    // The heading of the group, as it stands in the form now.
    get heading() {
      const field = this.container[0].closest("[data-contentpath='questions']").parentElement;
      return field.querySelector("[name$='-heading']")?.value.trim() || this.blockDef.words.unnamed;
    }

    get isThere() {
      const group = this.container[0].closest("[data-streamfield-child]");
      return document.contains(group) && !group.querySelector(":scope > [name$='-deleted']").value;
    }

    take(from, child) {
      const { id, value } = child.getState();
      const { element } = child;
      const before = child.getContentPath();
      const moved = this.insert(value, this.children.length, { id });
      moved.collapse();
      moveComments(before, moved.getContentPath());
      from.deleteBlock(from.children.indexOf(child));
      // The place that it leaves tells the server that it is gone; its id is the new one's now.
      element.querySelector(":scope > [name$='-id']").value = "";
      element.querySelector("[data-panel]").remove();
      element.removeAttribute("data-contentpath");
      element.dispatchEvent(new Event("change", { bubbles: true }));
      return moved;
    }
  }

  class QuestionListDefinition extends ListBlockDefinition {
    constructor(list, words) {
      super(list.name, new QuestionDefinition(list.childBlockDef), list.initialChildState, list.meta);
      this.words = words;
    }

    render(placeholder, prefix, state, error) {
      return new QuestionList(this, placeholder, prefix, state, error);
    }
  }

  class QuestionGroupDefinition extends StructBlockDefinition {
    constructor(name, children, meta) {
      const withList = children.map((child) =>
        child.name === "questions" ? new QuestionListDefinition(child, meta.libfees) : child,
      );
      super(name, withList, meta);
    }
  }
  window.telepath.register("wagtail_libfees.QuestionGroup", QuestionGroupDefinition);

  // What colleagues have written about a question goes with it.
  const moveComments = (before, after) => {
    const app = window.comments?.commentApp;
    if (!app || !before || !after) return;
    for (const { localId, contentpath } of app.store.getState().comments.comments.values()) {
      if (contentpath.startsWith(`${before}.`)) {
        app.updateContentPath(localId, after + contentpath.slice(before.length));
      }
    }
  };

  // One list of the groups for all questions; a dialog keeps the focus, and gives it back.
  const choose = (list, child, button) => {
    const { words } = list.blockDef;
    const dialog = document.createElement("dialog");
    dialog.className = "libfees-move-dialog";
    const title = document.createElement("h2");
    title.id = "libfees-move-title";
    title.textContent = `${words.move} – ${child.getTextLabel({ maxLength: 60 })}`;
    dialog.setAttribute("aria-labelledby", title.id);
    const groups = document.createElement("ul");
    for (const other of lists) {
      if (other === list || !other.isThere) continue;
      const item = document.createElement("li");
      const to = document.createElement("button");
      to.type = "button";
      to.className = "button button-secondary";
      to.textContent = other.heading;
      to.addEventListener("click", () => {
        dialog.close();
        const next = list.children[list.children.indexOf(child) + 1];
        other.take(list, child);
        say(words.moved.replace("%(group)s", other.heading));
        (next?.toggleElement ?? list.container[0].querySelector("button"))?.focus();
      });
      item.append(to);
      groups.append(item);
    }
    const none = document.createElement("p");
    none.textContent = words.none;
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "button button-secondary";
    cancel.textContent = words.cancel;
    cancel.addEventListener("click", () => dialog.close());
    dialog.append(title, groups.children.length ? groups : none, cancel);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (button.isConnected) button.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  const say = (text) => {
    let status = document.querySelector(".libfees-moved");
    if (!status) {
      status = document.createElement("p");
      status.className = "libfees-moved w-sr-only";
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = text;
  };
})();
