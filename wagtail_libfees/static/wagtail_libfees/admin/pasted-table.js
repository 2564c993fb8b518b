// Rich text holds no table, and its editor runs the cells of one together. Each row becomes a line,
// its cells kept apart, and the editor is told.
(() => {
  const OURS = ".Draftail-Editor:has(.libfees-fact-button), .libfees-questions .Draftail-Editor";
  const inLines = (html) => {
    const pasted = new DOMParser().parseFromString(html, "text/html");
    // Inner tables first: what they become are lines of the cell that they stand in.
    for (const table of [...pasted.querySelectorAll("table")].reverse()) {
      const lines = [...table.rows].map((row) => {
        const line = pasted.createElement("p");
        for (const cell of [...row.cells].filter((one) => one.textContent.trim())) {
          for (const block of cell.querySelectorAll("p, div, br, ul, ol, li")) {
            block.replaceWith(" ", ...block.childNodes, " ");
          }
          if (line.hasChildNodes()) line.append(" – ");
          line.append(...cell.childNodes);
        }
        return line;
      });
      table.replaceWith(...lines.filter((line) => line.hasChildNodes()));
    }
    return pasted.body.innerHTML;
  };

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html") || "";
      const editor = event.target.closest?.(OURS);
      if (!editor || !/<table[\s>]/i.test(html)) return;
      const data = new DataTransfer();
      data.setData("text/plain", event.clipboardData.getData("text/plain"));
      data.setData("text/html", inLines(html));
      event.preventDefault();
      event.stopImmediatePropagation();
      const options = { clipboardData: data, bubbles: true, cancelable: true };
      event.target.dispatchEvent(new ClipboardEvent("paste", options));
      const note = document.createElement("p");
      note.className = "help-block help-warning libfees-pasted-table";
      note.setAttribute("role", "alert");
      note.textContent = window.libfeesFacts.words.table;
      editor.parentElement.querySelector(".libfees-pasted-table")?.remove();
      editor.after(note);
    },
    true,
  );
})();
