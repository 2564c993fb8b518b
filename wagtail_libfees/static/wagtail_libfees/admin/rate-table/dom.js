// Small tools of the rate tables: elements, icons, ids, sentences.
(() => {
  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      if (name === "className") made.className = value;
      else if (name === "value") made.value = value;
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  const icon = (name) => {
    const space = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(space, "svg");
    drawing.setAttribute("class", `icon icon-${name}`);
    drawing.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `#icon-${name}`);
    drawing.append(use);
    return drawing;
  };

  // Ids of rows are made here, as Wagtail's lists do; `randomUUID` needs https.
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  // A sentence of the catalogue with its places filled: fill("Day %(day)s", {day: 1}).
  const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (all, name) => values[name] ?? all);

  const text = (value) => (value === null || value === undefined ? "" : String(value));

  window.libfeesRateTable = { element, icon, newId, fill, text };
})();
