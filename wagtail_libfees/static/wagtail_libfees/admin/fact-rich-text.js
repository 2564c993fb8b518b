/* Facts in the rich text editor: chips that show the value, a button below the text, and the list
   when `{` is typed. The text itself keeps `{name}`: a chip is only how it is drawn. */
(function () {
  "use strict";

  const { DraftJS, React } = window;
  const { EditorState, Modifier } = DraftJS;
  const TYPE = "libfees-fact";
  /* Its script stands after that of the form; nothing is drawn before both are there. */
  const facts = () => window.libfeesFacts;

  /* The chips in a text; a name that is no fact stays a text that one can mend. */
  const chips = (text) => facts().found(text).filter(({ name }) => facts().look(name).fact);
  const textOf = (content, key) => content.getBlockForKey(key)?.getText() || "";
  const chipAround = (content, key, offset) =>
    chips(textOf(content, key)).find(({ start, end }) => start < offset && offset < end);

  /* ---- drawing ---- */

  function useFact(name) {
    const [, draw] = React.useState(0);
    React.useEffect(() => facts().watch(() => draw((count) => count + 1)), []);
    return facts().look(name);
  }

  const isChip = ({ state }) => state === "known" || state === "missing";

  /* The first brace of a name, and after it the value. The cursor has a place on either side of
     the value because the text of the name stands around it, of no width. */
  function Chip({ name, isAlone, state, shown, told, children }) {
    const isFact = isChip({ state });
    return React.createElement(
      "span",
      {
        className: "libfees-fact-text",
        "data-state": state,
        "data-shown": isFact ? shown : undefined,
        title: told || undefined,
        spellCheck: false,
        ...(isFact && {
          role: "img",
          "aria-label": state === "known" ? `${shown} (${told})` : shown,
          /* A click on a link or a comment is theirs. */
          onClick: isAlone ? (event) => facts().tell(name, event.currentTarget) : undefined,
        }),
      },
      children,
    );
  }

  function Rest({ state, told, children }) {
    return React.createElement(
      "span",
      {
        className: "libfees-fact-text libfees-fact-rest",
        "data-state": state,
        title: told || undefined,
        spellCheck: false,
        "aria-hidden": isChip({ state }) || undefined,
      },
      children,
    );
  }

  /* Draws facts within what the other decorators draw, such as a link or a comment: of two
     decorators Draft.js would let one win. A key is `fact|name|part|key of the other`. */
  class FactDecorator {
    constructor(inner) {
      this.inner = inner;
      /* The editor compares how many decorators there are. */
      this.decorators = inner.decorators;
      this.drawn = new Map();
    }

    getDecorations(block, content) {
      const keys = this.inner.getDecorations(block, content);
      const marks = [];
      facts().found(block.getText()).forEach(({ name, start, end }) => {
        marks[start] = `fact|${name}|value|`;
        for (let place = start + 1; place < end; place += 1) marks[place] = `fact|${name}|rest|`;
      });
      return marks.length ? keys.map((key, place) => (marks[place] ? marks[place] + (key || "") : key)) : keys;
    }

    read(key) {
      const [mark, name, part, ...inner] = key.split("|");
      return mark === "fact" ? { name, part, innerKey: inner.join("|") } : { innerKey: key };
    }

    getComponentForKey(key) {
      const { part, innerKey } = this.read(key);
      const Outer = innerKey ? this.inner.getComponentForKey(innerKey) : null;
      return part ? this.within(Outer, part) : Outer;
    }

    /* One component for each pair: a new one would be drawn anew with each key that is typed. */
    within(Outer, part) {
      if (!this.drawn.has(Outer)) {
        const draws = (Inner) =>
          function Drawn({ factName, children, ...props }) {
            const fact = useFact(factName);
            /* Comments ask the first child where it stands. */
            const { block, start } = children[0].props;
            const given = { name: factName, isAlone: !Outer, block, start, key: "fact", ...fact };
            const drawn = React.createElement(Inner, given, children);
            /* The rest of a chip says nothing, and a link that says nothing is none. */
            const isBare = !Outer || (Inner === Rest && isChip(fact));
            return isBare ? drawn : React.createElement(Outer, props, [drawn]);
          };
        this.drawn.set(Outer, { value: draws(Chip), rest: draws(Rest) });
      }
      return this.drawn.get(Outer)[part];
    }

    getPropsForKey(key) {
      const { name, innerKey } = this.read(key);
      const props = innerKey ? this.inner.getPropsForKey(innerKey) : {};
      return name ? { ...props, factName: name } : props;
    }
  }

  function decorated(editorState) {
    const decorator = editorState.getDecorator();
    if (!decorator || decorator instanceof FactDecorator) return editorState;
    return EditorState.set(editorState, { decorator: new FactDecorator(decorator) });
  }

  /* ---- the cursor never stands within a chip, and a chip is selected and deleted as a whole ---- */

  function settled(editorState, before) {
    const selection = editorState.getSelection();
    const content = editorState.getCurrentContent();
    /* To the side to which the point has moved; else to `side`. */
    const moved = (key, offset, oldKey, oldOffset, side) => {
      const chip = chipAround(content, key, offset);
      if (!chip) return offset;
      const onward = key === oldKey && offset !== oldOffset ? offset > oldOffset : side;
      return onward ? chip.end : chip.start;
    };
    const anchorKey = selection.getAnchorKey();
    const focusKey = selection.getFocusKey();
    const isBackward = selection.getIsBackward();
    const isNew = before.getAnchorKey() !== anchorKey || before.getAnchorOffset() !== selection.getAnchorOffset();
    const focusOffset = moved(
      focusKey,
      selection.getFocusOffset(),
      isNew && !selection.isCollapsed() ? null : before.getFocusKey(),
      before.getFocusOffset(),
      !isBackward,
    );
    const anchorOffset = selection.isCollapsed()
      ? focusOffset
      : moved(anchorKey, selection.getAnchorOffset(), null, 0, isBackward);
    if (focusOffset === selection.getFocusOffset() && anchorOffset === selection.getAnchorOffset()) {
      return editorState;
    }
    return EditorState.forceSelection(editorState, selection.merge({ anchorOffset, focusOffset }));
  }

  const DELETES = { backspace: -1, "backspace-word": -1, delete: 1, "delete-word": 1 };

  /* The state without the chip that the command deletes; null if it deletes none. */
  function withoutChip(command, editorState) {
    const selection = editorState.getSelection();
    if (!(command in DELETES) || !selection.isCollapsed()) return null;
    const content = editorState.getCurrentContent();
    const text = textOf(content, selection.getAnchorKey());
    const cursor = selection.getAnchorOffset();
    /* A word is deleted with the space between it and the cursor. */
    const touches = (from, to) =>
      from === to || (from < to && command.endsWith("-word") && text.slice(from, to).trim() === "");
    const isBack = DELETES[command] < 0;
    const chip = chips(text).find(({ start, end }) => (isBack ? touches(end, cursor) : touches(cursor, start)));
    if (!chip) return null;
    const range = selection.merge({
      anchorOffset: isBack ? chip.start : cursor,
      focusOffset: isBack ? cursor : chip.end,
      isBackward: false,
    });
    const removed = Modifier.removeRange(content, range, isBack ? "backward" : "forward");
    return EditorState.push(editorState, removed, "remove-range");
  }

  /* ---- inserting ---- */

  /* The state with `text` at `selection`, where the cursor was before the list took the focus. */
  function inserted(editorState, selection, text) {
    const content = Modifier.replaceText(
      editorState.getCurrentContent(),
      selection,
      text,
      editorState.getCurrentInlineStyle(),
    );
    const pushed = EditorState.push(editorState, content, "insert-characters");
    return EditorState.forceSelection(pushed, content.getSelectionAfter());
  }

  /* The name of the fact that the cursor touches, or that is selected. */
  function touched(editorState) {
    const selection = editorState.getSelection();
    const text = textOf(editorState.getCurrentContent(), selection.getStartKey());
    const [from, to] = [selection.getStartOffset(), selection.getEndOffset()];
    return chips(text).find(({ start, end }) => start <= to && from <= end)?.name;
  }

  function FactButton({ getEditorState, onChange }) {
    const ask = () => {
      const selection = getEditorState().getSelection();
      facts().open(
        (text) => {
          if (text) onChange(inserted(getEditorState(), selection, text));
        },
        { at: touched(getEditorState()) },
      );
    };
    const name = (button) => button && facts().nameAfterField(button, button);
    return React.createElement(
      "button",
      { type: "button", className: "libfees-fact-button", onClick: ask, ref: name },
      facts().words.button,
    );
  }

  /* How many arguments come before these differs between versions of the editor. */
  const methods = (args) => args[args.length - 1];

  window.draftail.registerPlugin({ type: TYPE, meta: FactButton }, "controls");
  window.draftail.registerPlugin(
    {
      type: TYPE,
      onChange: (editorState, { getEditorState }) =>
        settled(decorated(editorState), getEditorState().getSelection()),
      handleKeyCommand(command, editorState, ...rest) {
        const changed = withoutChip(command, editorState);
        if (!changed) return "not-handled";
        methods(rest).setEditorState(changed);
        return "handled";
      },
      /* What is dropped on a chip would tear its name apart. */
      handleDrop: (selection, ...rest) => {
        const content = methods(rest).getEditorState().getCurrentContent();
        const isWithin = chipAround(content, selection.getStartKey(), selection.getStartOffset());
        return isWithin ? "handled" : "not-handled";
      },
      handleBeforeInput(chars, ...rest) {
        if (chars !== "{") return "not-handled";
        const { getEditorState, setEditorState } = methods(rest);
        const selection = getEditorState().getSelection();
        facts().open(
          (text) => setEditorState(inserted(getEditorState(), selection, text)),
          { typed: true },
        );
        return "handled";
      },
    },
    "plugins",
  );

  /* The browser marks no text that a style sheet adds. */
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.isCollapsed && !document.querySelector(".libfees-fact-text[data-selected]")) return;
    document.querySelectorAll(".libfees-fact-text[data-shown]").forEach((chip) => {
      const isSelected = !selection.isCollapsed && selection.containsNode(chip, true);
      if (isSelected !== chip.hasAttribute("data-selected")) chip.toggleAttribute("data-selected", isSelected);
    });
  });
})();
