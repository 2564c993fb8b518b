/* Facts in the rich text editor: a button below the text, and the list when `{` is typed. */
(function () {
  "use strict";

  const TYPE = "libfees-fact";

  /* The state with `text` at `selection`, where the cursor was before the list took the focus. */
  function inserted(editorState, selection, text) {
    const { EditorState, Modifier } = window.DraftJS;
    const content = Modifier.replaceText(
      editorState.getCurrentContent(),
      selection,
      text,
      editorState.getCurrentInlineStyle(),
    );
    const pushed = EditorState.push(editorState, content, "insert-characters");
    return EditorState.forceSelection(pushed, content.getSelectionAfter());
  }

  function FactButton({ getEditorState, onChange }) {
    const words = window.libfeesFacts.words();
    const ask = () => {
      const selection = getEditorState().getSelection();
      window.libfeesFacts.open((text) => {
        if (text) onChange(inserted(getEditorState(), selection, text));
      });
    };
    const name = (button) => button && window.libfeesFacts.nameAfterField(button, button);
    return window.React.createElement(
      "button",
      { type: "button", className: "libfees-fact-button", onClick: ask, ref: name },
      words.button,
    );
  }

  window.draftail.registerPlugin({ type: TYPE, meta: FactButton }, "controls");
  window.draftail.registerPlugin(
    {
      type: TYPE,
      handleBeforeInput(chars, ...rest) {
        if (chars !== "{") return "not-handled";
        /* How many arguments come between differs between versions of the editor. */
        const { getEditorState, setEditorState } = rest[rest.length - 1];
        const selection = getEditorState().getSelection();
        window.libfeesFacts.open(
          (text) => setEditorState(inserted(getEditorState(), selection, text)),
          { typed: true },
        );
        return "handled";
      },
    },
    "plugins",
  );
})();
