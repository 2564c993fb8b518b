// Ranges of cells on the clipboard, as spreadsheets and web pages write and read them.
(() => {
  const tools = window.libfeesRateTable;
  // What is pasted is never put into the page as HTML; a table in it is read for its texts.
  const MOST_ROWS = 200;
  const MOST_COLUMNS = 20;
  const MOST_CHARACTERS = 2_000_000;

  const fromHtml = (html) => {
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return null;
    return [...table.rows].map((row) =>
      [...row.cells].flatMap((cell) => [
        cell.textContent.replace(/\s+/g, " ").trim(),
        ...Array(Math.min(Math.max(cell.colSpan - 1, 0), MOST_COLUMNS)).fill(""),
      ]),
    );
  };

  // Cells between tabs; a cell with a tab, a break or a quotation mark in it stands in marks.
  const fromText = (text) => {
    const rows = [[]];
    const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g;
    for (const [all, quoted, plain, end] of text.matchAll(pattern)) {
      if (all === "" && end === "") break;
      rows.at(-1).push((quoted !== undefined ? quoted.replaceAll('""', '"') : plain).trim());
      if (end === "") break;
      if (end !== "\t") rows.push([]);
    }
    return rows.filter((row) => row.some((cell) => cell !== ""));
  };

  // The cells of what is pasted, and how many did not fit in.
  const read = (clipboard) => {
    const html = clipboard.getData("text/html");
    const plain = clipboard.getData("text/plain");
    const whole =
      (html.length < MOST_CHARACTERS && html.includes("<table") && fromHtml(html)) ||
      fromText(plain.slice(0, MOST_CHARACTERS));
    const cells = whole.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS));
    const count = (rows) => rows.reduce((sum, row) => sum + row.filter((cell) => cell !== "").length, 0);
    return { cells, left: count(whole) - count(cells) };
  };

  const quoted = (cell) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

  const toText = (cells) => cells.map((row) => row.map(quoted).join("\t")).join("\n");

  const toHtml = (cells) => {
    const table = document.createElement("table");
    for (const row of cells) {
      const line = table.insertRow();
      for (const cell of row) line.insertCell().textContent = cell;
    }
    return table.outerHTML;
  };

  const write = (clipboard, cells) => {
    clipboard.setData("text/plain", toText(cells));
    clipboard.setData("text/html", toHtml(cells));
  };

  Object.assign(tools, { readRange: read, writeRange: write, rangeText: toText });
})();
