// Lets a reader hide a notice of the banner, in this browser only: docs/notice-cache.md.
(() => {
  const STORE = "libfees-dismissed-notices";
  const MOST = 100;

  const read = () => {
    try {
      const found = JSON.parse(localStorage.getItem(STORE));
      return Array.isArray(found) ? found.filter((mark) => /^[\w-]+$/.test(mark)) : [];
    } catch {
      return [];
    }
  };

  const remember = (mark) => {
    try {
      const marks = read().filter((known) => known !== mark);
      localStorage.setItem(STORE, JSON.stringify([...marks, mark].slice(-MOST)));
    } catch {
    }
  };

  const hideEarlier = (marks) => {
    if (!marks.length || !("adoptedStyleSheets" in document)) return;
    const sheet = new CSSStyleSheet();
    const rule = marks.map((mark) => `[data-libfees-notice="${mark}"]`).join(", ");
    sheet.replaceSync(`${rule} { display: none !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  const tidy = (banner) => {
    banner.hidden = !banner.querySelector(".libfees-notice:not([hidden]), .libfees-notices-more");
  };

  const moveFocus = (banner, notice, buttons) => {
    const left = buttons.filter((button) => !button.closest("[hidden]"));
    const after = left.find(
      (button) => notice.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const target =
      after || left.at(-1) || (banner.hidden ? null : banner) || document.querySelector("main, [role=main]");
    if (!target) return;
    if (target.localName !== "button" && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
  };

  const start = (banner) => {
    const dismissed = new Set(read());
    const status = document.createElement("p");
    status.className = "libfees-notices-status";
    status.setAttribute("role", "status");
    banner.after(status);
    const buttons = [...banner.querySelectorAll(".libfees-notice-dismiss")];
    buttons.forEach((button) => {
      const notice = button.closest("[data-libfees-notice]");
      const mark = notice.dataset.libfeesNotice;
      notice.hidden = dismissed.has(mark);
      button.addEventListener("click", () => {
        remember(mark);
        notice.hidden = true;
        tidy(banner);
        moveFocus(banner, notice, buttons);
        status.textContent = banner.dataset.libfeesDismissed;
      });
    });
    tidy(banner);
  };

  const startAll = () => document.querySelectorAll("[data-libfees-dismissed]").forEach(start);

  document.documentElement.classList.add("libfees-scripted");
  hideEarlier(read());
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", startAll);
  } else {
    startAll();
  }
})();
