// Wagtail's rich text has a label beside it that no screen reader hears: it gets its words as name.
(() => {
  const name = (text) => {
    const label = text.closest(":has(> label)")?.querySelector("label");
    const panel = text.closest("[aria-labelledby]");
    if (label) text.setAttribute("aria-label", label.firstChild.textContent.trim());
    else if (panel) text.setAttribute("aria-labelledby", panel.getAttribute("aria-labelledby"));
  };
  const nameAll = () => {
    document.querySelectorAll(".public-DraftEditor-content:not([aria-label], [aria-labelledby])").forEach(name);
  };
  document.addEventListener("DOMContentLoaded", () => {
    nameAll();
    new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  });
})();
